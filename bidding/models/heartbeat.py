"""The site's heartbeats, as the record has them: by these alone a deadline moves."""

from django.db import models


class Heartbeat(models.Model):
    """The worker was there at this moment, and the database took its word down."""

    at = models.DateTimeField("时间", unique=True)

    class Meta:
        verbose_name = "心跳"
        verbose_name_plural = "心跳"
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
