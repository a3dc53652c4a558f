"""The inbox of signed messages from a gateway."""

from django.db import models


class WebhookEvent(models.Model):
    """A message whose signature was genuine; kept once, however often it came."""

    event_id = models.CharField("消息编号", max_length=80, unique=True)
    kind = models.CharField("类型", max_length=60)
    about = models.CharField("对象", max_length=80, blank=True)
    payload = models.JSONField("内容")
    received_at = models.DateTimeField("收到时间")
    moved = models.BooleanField("引起变动", default=False)

    class Meta:
        verbose_name = "支付消息"
        verbose_name_plural = "支付消息"

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}"
