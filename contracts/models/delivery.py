"""A delivery with its files."""

from django.db import models

from contracts.models.contract import Contract


class Delivery(models.Model):
    """One handing-over; after a return the next one follows."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="deliveries")
    round = models.PositiveSmallIntegerField("次数", default=1)
    note = models.TextField("说明", blank=True)
    at = models.DateTimeField("交付时间")
    days_late = models.PositiveSmallIntegerField("逾期天数", default=0)
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    return_reasons = models.TextField("退回理由", blank=True)

    class Meta:
        verbose_name = "交付"
        verbose_name_plural = "交付"
        constraints = [models.UniqueConstraint(fields=["contract", "round"], name="one_delivery_per_round")]

    def __str__(self) -> str:
        return f"{self.contract} #{self.round}"


class DeliveryFile(models.Model):
    """A file of a delivery."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="files")
    file = models.FileField("文件", upload_to="deliveries/")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "成果文件"
        verbose_name_plural = "成果文件"

    def __str__(self) -> str:
        return self.name
