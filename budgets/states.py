"""Where the money of a budget line lies."""

from django.db.models import TextChoices


class Pot(TextChoices):
    """The four places of a line's money; what no need holds is free."""

    FREE = "free", "可用"
    RESERVED = "reserved", "已预留，公告中"
    COMMITTED = "committed", "已承诺，中选未付"
    SPENT = "spent", "已支付"


HELD = (Pot.RESERVED, Pot.COMMITTED, Pot.SPENT)
# Every way that money may go, with its word.
WORDS = {
    (Pot.FREE, Pot.RESERVED): "预留",
    (Pot.RESERVED, Pot.COMMITTED): "承诺",
    (Pot.RESERVED, Pot.FREE): "释放预留",
    (Pot.COMMITTED, Pot.FREE): "解除承诺",
    (Pot.COMMITTED, Pot.SPENT): "支付",
    (Pot.SPENT, Pot.FREE): "退款退回",
}
WAYS = tuple(WORDS)
