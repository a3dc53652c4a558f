"""States of an evaluation and of an exit case; sides, triggers and the ladder of measures."""

from django.db.models import TextChoices


class EvaluationState(TextChoices):
    """Where an evaluation stands."""

    RECORDED = "recorded", "已计入"
    OBJECTED = "objected", "异议处理中"
    UPHELD = "upheld", "异议不成立，计入"
    WITHDRAWN = "withdrawn", "异议成立，不计入"


COUNTED = (EvaluationState.RECORDED, EvaluationState.OBJECTED, EvaluationState.UPHELD)


class Side(TextChoices):
    """Who rates: the one who bought, or the department that supervises the service."""

    BUYER = "buyer", "委托方"
    DEPARTMENT = "department", "主管部门"


class CaseState(TextChoices):
    """Where an exit case stands."""

    NOTIFIED = "notified", "待陈述申辩"
    ANSWERED = "answered", "待作出决定"
    DECIDED = "decided", "已决定处理"
    DROPPED = "dropped", "决定不予处理"
    LAPSED = "lapsed", "逾期未决定，终止"


OPEN_CASE = (CaseState.NOTIFIED, CaseState.ANSWERED)


class Trigger(TextChoices):
    """What may lead to a measure (law.md R4)."""

    FALSE_MATERIAL = "false_material", "提供虚假材料"
    POOR_QUALITY = "poor_quality", "服务质量低劣"


class Measure(TextChoices):
    """The ladder."""

    WARNING = "warning", "警示 3 个月"
    SUSPENSION_3 = "suspension_3", "暂停服务 3 个月"
    SUSPENSION_6 = "suspension_6", "暂停服务 6 个月"
    SUSPENSION_12 = "suspension_12", "暂停服务 12 个月"
    REMOVAL_12 = "removal_12", "清退，1 年内不得再入驻"
    REMOVAL_36 = "removal_36", "清退，3 年内不得再入驻"
