"""manage.py draw POOL: select from a file of names, by draw/1 or by RFC 3797, and print what anybody needs to do it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from draws.draw import draw_seed, entrants_root, first_places
from draws.rfc3797 import bits_needed, key_string, selected
from draws.shuffle import shuffled


class Command(BaseCommand):
    """Select from a pool; nothing is stored, nothing goes on the record."""

    help = "从名单文件（每行一个）中抽取：draw/1（方法 R、F），或 --rfc3797 按公开数"

    def add_arguments(self, parser: CommandParser) -> None:
        """POOL --places N, and either --rfc3797 SOURCE… or --name, --contribution and the options of draw/1."""
        parser.add_argument("pool", type=Path, help="名单文件，UTF-8，每行一个")
        parser.add_argument("--places", type=int, required=True)
        parser.add_argument("--rfc3797", nargs="+", metavar="SOURCE", help='公开数，每个来源一项，如 "9319" "2 5 12 8 10"')
        parser.add_argument("--name", default="", help="draw/1：这次抽取的名称")
        parser.add_argument("--contribution", action="append", default=[], metavar="PARTY=HEX", help="draw/1：出数方的 32 字节")
        parser.add_argument("--method", choices=["R", "F"], default="R")
        parser.add_argument("--digest", choices=["sha256", "sm3"], default="sha256")

    def handle(self, *args: Any, pool: Path, places: int, **options: Any) -> None:
        """Print the selection as JSON."""
        try:
            names = [line.strip() for line in pool.read_text(encoding="utf-8").splitlines() if line.strip()]
            told = _by_rfc3797(names, places, options["rfc3797"]) if options["rfc3797"] else _by_draw_1(names, places, **options)
        except (OSError, ValueError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))


def _by_rfc3797(names: list[str], places: int, sources: list[str]) -> dict[str, Any]:
    key = key_string([int(number) for number in source.split()] for source in sources)
    return {"v": "RFC 3797", "key": key, "bits_needed": bits_needed(len(names), places), "selected": selected(key, names, places)}


def _by_draw_1(
    names: list[str], places: int, *, name: str, contribution: list[str], method: str, digest: str, **_: Any
) -> dict[str, Any]:
    given = [(party, bytes.fromhex(value)) for party, _, value in (each.partition("=") for each in contribution)]
    if not name or not given or any(len(value) != 32 for _, value in given):
        raise ValueError("draw/1 需要 --name 和至少一个 --contribution，每个 32 字节（64 位十六进制）")
    root = entrants_root(names, digest=digest)
    seed = draw_seed(name, root, places, given, digest=digest)
    order = shuffled(seed, names, places, digest=digest) if method == "F" else first_places(seed, names, places, digest=digest)
    said = {"draw": name, "places": places, "method": method, "digest": digest}
    return {"v": "draw/1", **said, "root": root.hex(), "seed": seed.hex(), "selected": order}
