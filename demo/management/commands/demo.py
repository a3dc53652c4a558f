"""`manage.py demo`: play a market day on an empty site, or take it away again."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.day import MarketDay
from demo.delete import NotOnlyADemo, delete_demo, empty
from demo.joining import logins
from kernel import clock, outbox
from kernel.actors import SCHEDULER
from kernel.clock_lock import ALONE, TOGETHER, ClockTaken, held
from ledger.models import Entry
from ledger.reads import newest_checkpoint
from ledger.record import record
from ledger.sequencer import sequence_all

PLAYED = "demo.played"


class Command(BaseCommand):
    """Play a market day, or take it away."""

    help = "演一个完整的市场日（--delete 删除全部示例数据）"

    def add_arguments(self, parser: CommandParser) -> None:
        """The one switch."""
        parser.add_argument("--delete", action="store_true", help="删除示例")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        try:
            with held(TOGETHER if options["delete"] else ALONE):
                if options["delete"]:
                    self._delete()
                else:
                    self._play_once()
        except ClockTaken as refused:
            raise CommandError(str(refused)) from refused

    def _play_once(self) -> None:
        self.stdout.write("准备数据库……")
        self.stdout.flush()
        call_command("migrate", verbosity=0)
        if Entry.objects.filter(event=PLAYED).exists():
            self.stdout.write("示例已经在库里（manage.py demo --delete 可以删除）。")
        else:
            self._play()

    def _play(self) -> None:
        day = MarketDay()
        self._emptied()  # also what a day that was cut off left behind
        call_command("seed", verbosity=0)
        call_command("seed_pages", verbosity=0)
        day.play()
        record(SCHEDULER, PLAYED, {})
        outbox.deliver_all()
        sequence_all()
        checkpoint = newest_checkpoint()
        size = checkpoint.size if checkpoint else 0
        self.stdout.write(f"\n市场日结束：公开记录共 {size} 条，已签名。核验：")
        self.stdout.write("  manage.py export_record export && python3 ledger/verifier/verify.py export")
        self.stdout.write("\n登录名 / 密码（随机，只在这里显示一次）：")
        self.stdout.write("\n".join(logins(day.passwords)))

    def _emptied(self) -> None:
        try:
            empty()
        except NotOnlyADemo as refused:
            clock.set_to(None)
            raise CommandError(str(refused)) from refused

    def _delete(self) -> None:
        try:
            gone = delete_demo()
        except NotOnlyADemo as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"已删除示例：{gone} 家单位和它们的全部数据。")
