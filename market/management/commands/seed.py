"""Load what a market needs before its first day: regions, calendar, terms, the retained list. Safe to run twice."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kernel.actors import SCHEDULER
from kernel.published_calendar import load_published_calendar
from market.actions.import_list import import_list
from market.actions.import_terms import import_terms
from market.actions.load_regions import load_regions
from market.models import ListEdition
from market.sheets import LIST_COLUMNS

DATA = Path(__file__).resolve().parents[2] / "data"
EDITION = "河南省行政审批中介服务事项清单（示例，待编办核定）"
EFFECTIVE_ON = date(2026, 1, 1)
NOTE = "示例，待编办核定：来源见每一行；标“示例”的值由本站补齐，用于演示，不是任何机关公布的内容。"


def list_with_samples() -> str:
    """The list's rows with their own values, and the sample particulars where a row has none, each named in `sample_fields`."""
    with (DATA / "sample_particulars.csv").open(encoding="utf-8", newline="") as file:
        samples = {row["code"]: row for row in csv.DictReader(file)}
    written = io.StringIO()
    writer = csv.DictWriter(written, list(LIST_COLUMNS), restval="", lineterminator="\n")
    writer.writeheader()
    with (DATA / "retained_list.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sample = {name: value for name, value in samples.get(row["code"], {}).items() if value and not row.get(name)}
            writer.writerow({**row, **sample, "sample_fields": " ".join(sample)})
    return written.getvalue()


class Command(BaseCommand):
    """`manage.py seed`."""

    help = "Load regions, calendar, regional terms and the example edition of the retained list (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything, one line a step."""
        regions = load_regions(actor=SCHEDULER, text=(DATA / "henan_regions.csv").read_text(encoding="utf-8"))
        self.stdout.write(f"地区 {regions} 条")
        self.stdout.write(f"工作日历已公布到 {load_published_calendar()} 年")
        terms = import_terms(actor=SCHEDULER, text=(DATA / "regional_terms.csv").read_text(encoding="utf-8"))
        self.stdout.write(f"地区条款新增 {terms.added} 条")
        if ListEdition.objects.exists():
            self.stdout.write("清单已有版本，不再导入")
            return
        read = import_list(actor=SCHEDULER, text=list_with_samples(), name=EDITION, effective_on=EFFECTIVE_ON, note=NOTE)
        for fault in read.faults:
            self.stderr.write(str(fault))
        self.stdout.write(f"清单事项：生效 {read.in_force} 项，待补充 {len(read.waiting)} 项")
