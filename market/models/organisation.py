"""Organisations and who acts for them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from market.models.person import Person
from market.models.region import Region
from market.states import OrganisationKind, Role


class Organisation(models.Model):
    """A unit on the market, known to the public by its unified social credit code (GB 32100-2015)."""

    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=12, choices=OrganisationKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所在地区")
    pinyin = models.CharField("拼音", max_length=400, blank=True)
    initials = models.CharField("首字母", max_length=120, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=40, blank=True)
    pays_with_public_money = models.BooleanField("使用财政资金", default=False)
    is_demo = models.BooleanField("示例", default=False)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        indexes = [GinIndex(fields=["name"], name="organisation_name_trgm", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person acts for an organisation in certain roles, from one moment to another."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=10, choices=Role.choices), verbose_name="职责")
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True, blank=True)

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="one_membership_each"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="membership_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.organisation}"


class Invitation(models.Model):
    """A link by which one person joins an organisation in certain roles. Only the token's hash is kept; it works once."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    roles = ArrayField(models.CharField(max_length=10, choices=Role.choices), verbose_name="职责")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("失效时间")
    accepted_at = models.DateTimeField("接受时间", null=True)

    class Meta:
        verbose_name = "邀请"
        verbose_name_plural = "邀请"
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="invitation_ends_after_start")]

    def __str__(self) -> str:
        return f"→ {self.organisation}"
