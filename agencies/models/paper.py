"""A file that an agency handed in: kept as it came, with its hash; a newer one never overwrites it."""

from collections.abc import Sequence
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q


def private_files() -> Storage:
    """Where files lie that no address serves without asking who reads."""
    return storages["private"]


class PrivateFileField(models.FileField):
    """A file in private storage. A migration sees a plain file field: where files lie is no part of the schema."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("storage", private_files)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As a FileField, without the storage."""
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("storage", None)
        return name, "django.db.models.FileField", args, kwargs


class Paper(models.Model):
    """A licence, an authorisation or a certificate as PDF, PNG or JPG."""

    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="papers")
    file = PrivateFileField("文件", upload_to="agencies/")
    name = models.CharField("文件名", max_length=200)
    media = models.CharField("类型", max_length=20)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)
    received_at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = "材料"
        verbose_name_plural = "材料"
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="paper_not_empty")]

    def __str__(self) -> str:
        return self.name
