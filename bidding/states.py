"""States of a need, a bid, an award and an objection."""

from django.db.models import TextChoices


class NeedState(TextChoices):
    """Where a need stands."""

    DRAFT = "draft", "草稿"
    OPEN = "open", "报名中"
    CHOOSING = "choosing", "待选定"
    CLOSED = "closed", "待开启"
    SCORING = "scoring", "评审中"
    OPENED = "opened", "待选取"
    ROUNDS = "rounds", "竞价中"
    SHORTLISTED = "shortlisted", "待择定"
    DECIDED = "decided", "结果公示"
    AWARDED = "awarded", "待确认中选"
    CONFIRMED = "confirmed", "服务中"
    FINISHED = "finished", "已完成"
    FAILED = "failed", "未成交"
    CANCELLED = "cancelled", "已取消"
    DISCARDED = "discarded", "已弃用"


# The states in which a result is public, in the order of the life; the list of results has an index for exactly these.
WITH_RESULT = (NeedState.DECIDED, NeedState.AWARDED, NeedState.CONFIRMED, NeedState.FINISHED)


# Published and not decided yet, though nobody may bid any more (or ever could).
DECIDING = (NeedState.CHOOSING, NeedState.CLOSED, NeedState.SCORING, NeedState.OPENED, NeedState.ROUNDS, NeedState.SHORTLISTED)


class BidState(TextChoices):
    """Where a bid stands."""

    SEALED = "sealed", "已密封"
    REPLACED = "replaced", "已被替换"
    WITHDRAWN = "withdrawn", "已撤回"
    OPENED = "opened", "已开启"
    VOID = "void", "无效"
    UNOPENED = "unopened", "未开启"


class VentureState(TextChoices):
    """Where a joint venture stands."""

    PROPOSED = "proposed", "待各方同意"
    AGREED = "agreed", "已成立"
    DECLINED = "declined", "成员未同意"
    DISSOLVED = "dissolved", "已解散"
    LAPSED = "lapsed", "已失效"


class AwardState(TextChoices):
    """Where an award stands."""

    OFFERED = "offered", "待确认"
    CONFIRMED = "confirmed", "已确认"
    DECLINED = "declined", "已放弃"
    REVOKED = "revoked", "已撤销"


class ObjectionState(TextChoices):
    """Where an objection stands."""

    OPEN = "open", "待答复"
    UPHELD = "upheld", "成立"
    DISMISSED = "dismissed", "不成立"
    WITHDRAWN = "withdrawn", "已撤回"


class ExplanationState(TextChoices):
    """Where the explanation of an abnormally low price stands."""

    ASKED = "asked", "待说明"
    GIVEN = "given", "待审查"
    ACCEPTED = "accepted", "已采纳"
    REJECTED = "rejected", "未采纳"
    DROPPED = "dropped", "不再需要"


class Method(TextChoices):
    """How a need is decided. The competitive ones are `COMPETITIVE`."""

    SEALED_PRICE = "sealed_price", "密封竞价"
    LIVE_ROUNDS = "live_rounds", "多轮竞价"
    AVERAGE_PRICE = "average_price", "均价选取"
    RANDOM_DRAW = "random_draw", "随机抽取"
    QUALITY_AND_PRICE = "quality_and_price", "择优（方案）"
    CREDIT_SHORTLIST = "credit_shortlist", "信用择优"
    DIRECT_CHOICE = "direct_choice", "直接选取"


COMPETITIVE = frozenset(Method) - {Method.DIRECT_CHOICE}
DECIDED_HERE = frozenset(
    {
        Method.SEALED_PRICE,
        Method.LIVE_ROUNDS,
        Method.AVERAGE_PRICE,
        Method.RANDOM_DRAW,
        Method.QUALITY_AND_PRICE,
        Method.CREDIT_SHORTLIST,
        Method.DIRECT_CHOICE,
    }
)  # a need by any other method would wait for a decision that nobody makes

STATED_PRICE = frozenset({Method.RANDOM_DRAW, Method.CREDIT_SHORTLIST, Method.DIRECT_CHOICE})  # the notice states the price
WITHOUT_PRICE = STATED_PRICE | {Method.LIVE_ROUNDS}  # a sign-up is sealed, and no price in it


class PriceMode(TextChoices):
    """What is bid: an amount, a discount on the ceiling, or nothing, because the notice states the price."""

    AMOUNT = "amount", "报金额"
    DISCOUNT = "discount", "报下浮率"
    FIXED = "fixed", "固定价"


class Funding(TextChoices):
    """Whose money pays."""

    SOCIAL = "social", "社会资金"
    FISCAL = "fiscal", "财政资金"


class CancelReason(TextChoices):
    """The closed list of reasons for cancelling a need."""

    PROJECT_STOPPED = "project_stopped", "项目停止或审批事项撤回"
    LAW_CHANGED = "law_changed", "法规或清单调整，不再需要该服务"
    NOTICE_WRONG = "notice_wrong", "公告有重大错误，需重新发布"
    BUDGET_LOST = "budget_lost", "预算调整，资金不再到位"
    FORCE_MAJEURE = "force_majeure", "不可抗力"
    KEYS_MISSING = "keys_missing", "开启密钥在期限内无法取得"
