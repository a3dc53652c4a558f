"""A file of a plan as the server holds it: a ciphertext, whose key lies in the sealed plan and nowhere else."""

import pgtrigger
from django.db import models

from agencies.models import Agency
from bidding.models.expert import Plan
from bidding.models.need import Need


class SealedFile(models.Model):
    """One ciphertext, known by its SHA-256. `plan` is the newest plan that came with it; one that no standing bid names is dropped.

    It lies in the database: it comes, and goes with its bid, in one transaction, and is in the same backup.
    """

    need = models.ForeignKey(Need, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="sealed_files")
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveIntegerField("大小")
    cipher = models.BinaryField("密文")
    at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = "方案文件密文"
        verbose_name_plural = "方案文件密文"
        constraints = [models.UniqueConstraint(fields=["need", "agency", "sha256"], name="one_ciphertext_each")]
        triggers = [
            pgtrigger.Trigger(
                name="a_ciphertext_stays_as_it_came",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.sha256 <> OLD.sha256 OR NEW.cipher <> OLD.cipher OR NEW.need_id <> OLD.need_id OR NEW.agency_id <> OLD.agency_id"
                ),
                func="RAISE EXCEPTION 'a ciphertext never changes' USING errcode = '23514';",
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
