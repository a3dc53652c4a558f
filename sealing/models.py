"""Which bytes of the programs that seal stand on the public record."""

from django.db import models


class PublishedPage(models.Model):
    """A program that bidders run, as it was last put on the record."""

    page = models.CharField("程序", max_length=60, unique=True)
    sha256 = models.CharField("摘要", max_length=64)
    at = models.DateTimeField("写入时间")

    class Meta:
        verbose_name = "公布的密封程序"
        verbose_name_plural = "公布的密封程序"

    def __str__(self) -> str:
        return f"{self.page} {self.sha256}"
