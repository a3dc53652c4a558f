"""A service that an agency offers, with what it must publish."""

from django.db import models
from django.db.models import Q

from agencies.models.agency import Agency
from agencies.models.certificate import Certificate

PUBLISHED_IN_FULL = ~Q(conditions="") & ~Q(workflow="") & Q(days__gt=0) & ~Q(fee_text="")  # `is_published_in_full`, asked


class OfferedService(models.Model):
    """Conditions, workflow, time and fee are published (方案§23). `item_code` is empty for a service outside the list."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="services")
    item_code = models.CharField("清单编码", max_length=20, blank=True)
    name = models.CharField("服务", max_length=200)
    conditions = models.TextField("服务条件", blank=True)
    workflow = models.TextField("服务流程", blank=True)
    days = models.PositiveSmallIntegerField("承诺时限（天）", null=True, blank=True)
    fee_text = models.CharField("收费说明", max_length=200, blank=True)
    fee_from_fen = models.BigIntegerField("起价（分）", null=True, blank=True)
    certificate = models.ForeignKey(
        Certificate, models.SET_NULL, null=True, blank=True, related_name="services", verbose_name="所依证书"
    )
    needs_certificate = models.BooleanField("法定资质", default=False)

    class Meta:
        verbose_name = "服务"
        verbose_name_plural = "服务"
        constraints = [
            models.UniqueConstraint(fields=["agency", "item_code", "name"], name="one_offer_of_a_service"),
            models.CheckConstraint(condition=Q(fee_from_fen=None) | Q(fee_from_fen__gte=0), name="fee_not_negative"),
        ]
        indexes = [models.Index(fields=["item_code"], name="service_by_item")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published_in_full(self) -> bool:
        """Whether conditions, workflow, time and fee are all there."""
        return bool(self.conditions and self.workflow and self.days and self.fee_text)
