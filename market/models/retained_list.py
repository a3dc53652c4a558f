"""The list of retained intermediary services (中介服务事项清单), in dated editions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from market.models.organisation import Organisation
from market.models.region import Region
from market.states import CommissionedBy, FeeKind


class ApprovalItem(models.Model):
    """An administrative approval that may need a retained service."""

    name = models.CharField("审批事项", max_length=200, unique=True)
    department_name = models.CharField("审批部门", max_length=120, blank=True)

    class Meta:
        verbose_name = "审批事项"
        verbose_name_plural = "审批事项"

    def __str__(self) -> str:
        return self.name


class ListEdition(models.Model):
    """One edition of the list for a region, in force from its effective day until the next edition's."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    name = models.CharField("版本", max_length=120)
    effective_on = models.DateField("施行日期")
    published_at = models.DateTimeField("公布时间")
    is_official = models.BooleanField("编办核定", default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "清单版本"
        verbose_name_plural = "清单版本"
        ordering = ("-effective_on",)
        constraints = [models.UniqueConstraint(fields=["region", "effective_on"], name="one_edition_per_day")]

    def __str__(self) -> str:
        return self.name


class ListItem(models.Model):
    """A retained service in one edition. In force only with all four published particulars (方案§21)."""

    edition = models.ForeignKey(ListEdition, models.CASCADE, related_name="items")
    code = models.CharField("编码", max_length=20)
    name = models.CharField("服务事项", max_length=200)
    pinyin = models.CharField("拼音", max_length=600, blank=True)
    initials = models.CharField("首字母", max_length=200, blank=True)
    approval = models.ForeignKey(
        ApprovalItem, models.PROTECT, null=True, blank=True, related_name="services", verbose_name="审批事项"
    )
    legal_basis = models.TextField("设定依据", blank=True)
    department_name = models.CharField("主管部门", max_length=200, blank=True)
    qualification = models.TextField("服务机构资格", blank=True)
    time_limit = models.CharField("办理时限", max_length=200, blank=True)
    workflow = models.TextField("工作流程", blank=True)
    conditions = models.TextField("申报条件", blank=True)
    fee_basis = models.TextField("收费标准", blank=True)
    fee_kind = models.CharField("价格形式", max_length=10, choices=FeeKind.choices, default=FeeKind.MARKET)
    commissioned_by = models.CharField("委托方", max_length=10, choices=CommissionedBy.choices, default=CommissionedBy.APPLICANT)
    applicant_may_do_it = models.BooleanField("申请人可自行完成", default=False)
    needs_certificate = models.BooleanField("法定资质", default=False)
    tier = models.CharField("来源层级", max_length=1, blank=True)
    sample_fields = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="示例值字段")
    is_in_force = models.BooleanField("有效", default=False)
    source = models.TextField("来源")

    class Meta:
        verbose_name = "清单事项"
        verbose_name_plural = "清单事项"
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_item_per_code_and_edition"),
            models.CheckConstraint(
                condition=Q(is_in_force=False) | ~Q(time_limit="") & ~Q(workflow="") & ~Q(conditions="") & ~Q(fee_basis=""),
                name="item_in_force_has_four_particulars",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class SupervisionRoute(models.Model):
    """Which department supervises a service in a region."""

    item_code = models.CharField("事项编码", max_length=20)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    department = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="主管部门")

    class Meta:
        verbose_name = "监管路由"
        verbose_name_plural = "监管路由"
        constraints = [models.UniqueConstraint(fields=["item_code", "region"], name="one_supervisor_per_service_and_region")]

    def __str__(self) -> str:
        return f"{self.item_code} → {self.department}"
