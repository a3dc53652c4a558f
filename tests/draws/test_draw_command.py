"""manage.py draw: the RFC's own example by the command, draw/1 by both methods, and refusals in words."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from draws.draw import draw_seed, drawn_order, entrants_root
from tests.draws.test_rfc3797 import KEY, POOL

SOURCES = ["9319", "2 5 12 8 10", "9 18 26 34 41 45"]
GIVEN = ["--contribution", "operator=" + "11" * 32, "--contribution", "list=" + "22" * 32]


@pytest.fixture
def pool(tmp_path) -> Path:
    file = tmp_path / "pool.txt"
    file.write_text("\n".join(POOL) + "\n\n", encoding="utf-8")
    return file


def drawn(*arguments: object) -> dict:
    out = StringIO()
    call_command("draw", *map(str, arguments), stdout=out)
    return json.loads(out.getvalue())


def test_the_example_of_the_rfc_is_selected(pool):
    told = drawn(pool, "--places", 10, "--rfc3797", *SOURCES)
    assert (told["key"], told["bits_needed"]) == (KEY, 22)
    assert told["selected"][:3] == ["Lee", "Doc", "Mary"]
    assert len(told["selected"]) == 10


def test_draw_1_gives_the_first_places_with_all_that_doing_it_again_needs(pool):
    told = drawn(pool, "--places", 4, "--name", "示例", *GIVEN)
    seed = draw_seed("示例", entrants_root(POOL), 4, [("operator", b"\x11" * 32), ("list", b"\x22" * 32)])
    assert (told["seed"], told["selected"]) == (seed.hex(), drawn_order(seed, POOL)[:4])


def test_each_method_and_digest_selects_its_own(pool):
    told = {
        (method, digest): drawn(pool, "--places", 4, "--name", "d", *GIVEN, "--method", method, "--digest", digest)["selected"]
        for method in "RF"
        for digest in ("sha256", "sm3")
    }
    assert len({tuple(each) for each in told.values()}) == 4
    assert all(len(set(each)) == 4 for each in told.values())


@pytest.mark.parametrize(
    "wrong",
    [
        ["--places", 3, "--name", "d"],
        ["--places", 3, *GIVEN],
        ["--places", 3, "--name", "d", "--contribution", "operator=11"],
        ["--places", 3, "--name", "d", "--contribution", "operator=zz"],
        ["--places", 99, "--rfc3797", "1"],
        ["--places", 3, "--rfc3797", "-1"],
    ],
)
def test_what_cannot_be_drawn_is_refused(pool, wrong):
    with pytest.raises(CommandError):
        drawn(pool, *wrong)


def test_a_pool_with_somebody_twice_or_no_pool_is_refused(pool, tmp_path):
    pool.write_text("a\na\n", encoding="utf-8")
    for way in (["--name", "d", *GIVEN], ["--rfc3797", "1"]):
        with pytest.raises(CommandError, match="twice"):
            drawn(pool, "--places", 1, *way)
        with pytest.raises(CommandError):
            drawn(tmp_path / "none", "--places", 1, *way)
