"""States of a registration and of an agency's standing."""

from django.db.models import TextChoices


class RegistrationState(TextChoices):
    """Where an application to join stands."""

    DRAFT = "draft", "填写中"
    SUBMITTED = "submitted", "核对中"
    RETURNED = "returned", "需修改"
    ADMITTED = "admitted", "已入驻"


class Standing(TextChoices):
    """Whether an agency may serve."""

    UNLISTED = "unlisted", "未入驻"
    LISTED = "listed", "正常"
    WARNED = "warned", "已警示"
    SUSPENDED = "suspended", "暂停服务"
    REMOVED = "removed", "已清退"


class ControlKind(TextChoices):
    """How one unit controls another."""

    SHARE = "share", "控股关系"
    MANAGEMENT = "management", "管理关系"


ABLE_TO_SERVE = (Standing.LISTED, Standing.WARNED)


class Step(TextChoices):
    """What happened to a standing: one word a line of its history."""

    ADMITTED = "admitted", "入驻"
    WARNED = "warned", "警示"
    CLEARED = "cleared", "警示期满"
    SUSPENDED = "suspended", "暂停服务"
    RESTORED = "restored", "恢复"
    REMOVED = "removed", "清退"


class Grade(TextChoices):
    """The credit grade; no record yet is its own grade and never a penalty."""

    NONE = "none", "暂无"
    A = "A", "A"
    B = "B", "B"
    C = "C", "C"
    D = "D", "D"
