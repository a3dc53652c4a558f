"""States of a contract and of a proposed change; the sides of a contract."""

from django.db.models import TextChoices


class Side(TextChoices):
    """On which side of a contract an organisation stands; `agency` leads where a joint venture won."""

    BUYER = "buyer", "委托方"
    AGENCY = "agency", "机构"
    MEMBER = "member", "联合体成员"


class ContractState(TextChoices):
    """Where a contract stands."""

    DRAWN_UP = "drawn_up", "待签订"
    SIGNED = "signed", "服务中"
    DELIVERED = "delivered", "待验收"
    RETURNED = "returned", "待整改"
    ACCEPTED = "accepted", "待付款"
    COMPLETED = "completed", "已完成"
    LAPSED = "lapsed", "逾期未签"
    TERMINATED = "terminated", "已终止"


class ChangeState(TextChoices):
    """Where a proposed change stands."""

    PROPOSED = "proposed", "待同意"
    AGREED = "agreed", "已同意"
    REFUSED = "refused", "未同意"


class AcceptedBy(TextChoices):
    """How a delivery was accepted."""

    BUYER = "buyer", "委托方验收"
    SILENCE = "silence", "逾期默认验收"
