"""A seed that a bidder handed in because too few keys came. It is read when every bid can be opened, and never before."""

from django.db import models

from bidding.models.bid import Bid


class Reveal(models.Model):
    """The seed of one bid, stamped under the need's lock before the second deadline."""

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="reveal")
    seed = models.CharField("种子", max_length=43)
    at = models.DateTimeField("揭示时间")

    class Meta:
        verbose_name = "揭示的种子"
        verbose_name_plural = "揭示的种子"

    def __str__(self) -> str:
        return f"{self.bid} @ {self.at}"
