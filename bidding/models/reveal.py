"""A seed that a bidder handed in because too few keys came. It is read when every envelope of its lot can be opened, and never before."""

from django.db import models

from bidding.models.bid import Bid


class Reveal(models.Model):
    """The seed of one envelope, stamped under the need's lock before the second deadline. `lot` is "technical" for that of a plan."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="reveals")
    lot = models.CharField("部分", max_length=20, blank=True)
    seed = models.CharField("种子", max_length=43)
    at = models.DateTimeField("揭示时间")

    class Meta:
        verbose_name = "揭示的种子"
        verbose_name_plural = "揭示的种子"
        constraints = [models.UniqueConstraint(fields=["bid", "lot"], name="one_seed_per_envelope")]

    def __str__(self) -> str:
        return f"{self.bid} @ {self.at}"
