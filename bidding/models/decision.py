"""What the method decided on a need's bids, with every number that it used."""

from django.db import models

from bidding.models.need import Need


class Decision(models.Model):
    """The full ranking with the reason for each place: enough, with the record, to run it again.

    A bid struck since makes it anew: the row then says what holds, the record keeps what held before.
    """

    need = models.OneToOneField(Need, models.PROTECT, related_name="decision")
    method = models.CharField("选取方式", max_length=20)
    case = models.JSONField("依据")  # the method's input, as in the record
    ranking = models.JSONField("排序")  # [{"place", "bidder", "bid", "amount_fen", "rate_bp", "reason"}]
    struck = models.JSONField("否决", default=list)  # [{"bidder", "reasons": […]}]
    draws = models.JSONField("抽签", default=list)  # [{"draw", "entrants", "seed", "order"}]
    low = models.JSONField("异常低价", default=list)  # codes of the bidders that must explain their price
    numbers = models.JSONField("计算数据", default=dict)  # every further number that the method used
    at = models.DateTimeField("选取时间")
    edition = models.PositiveSmallIntegerField("第几次", default=1)
    recorded = models.CharField("公开记录", max_length=64, blank=True)  # SHA-256 of the entry that says it
    replaces = models.CharField("替代的公开记录", max_length=64, blank=True)  # SHA-256 of the decision that this one replaces

    class Meta:
        verbose_name = "选取结果"
        verbose_name_plural = "选取结果"

    def __str__(self) -> str:
        return f"{self.need}"
