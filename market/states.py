"""Words for kinds of organisations, roles and fees."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """What an organisation is on the market."""

    FIRM = "firm", "企业"
    DEPARTMENT = "department", "部门"
    AGENCY = "agency", "中介机构"
    REGULATOR = "regulator", "监管机关"
    OPERATOR = "operator", "平台运营"
    FINANCE = "finance", "财政部门"


class Role(TextChoices):
    """What a person may do for an organisation."""

    MANAGE = "manage", "管理成员和资料"
    BUY = "buy", "发布需求与验收"
    BID = "bid", "投标与交付"
    SIGN = "sign", "签订合同"
    PAY = "pay", "付款"
    REVIEW = "review", "核对与审查"
    DECIDE = "decide", "作出处理决定"


class FeeKind(TextChoices):
    """How a retained service's fee is set."""

    GOVERNMENT = "government", "政府定价"
    GUIDED = "guided", "政府指导价"
    MARKET = "market", "市场调节价"


class CommissionedBy(TextChoices):
    """Who commissions, and pays for, a retained service."""

    APPLICANT = "applicant", "申请人委托"
    DEPARTMENT = "department", "部门委托"
