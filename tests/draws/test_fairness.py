"""No place is likelier than another, by either method and either digest; PostgreSQL alone finds the same order.

The seeds are fixed, so each statistic is one number for ever; the bound is four standard deviations above its mean.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations
from math import sqrt

import pytest
from django.db import connection

from draws.draw import draw_seed, drawn_order, entrants_root, first_places
from draws.shuffle import chosen_below, shuffled, words_of

FIVE = list("abcde")
type Draw = Callable[[bytes], Sequence[str]]


def seeds(many: int) -> list[bytes]:
    return [hashlib.sha256(b"fairness %d" % n).digest() for n in range(many)]


def chi_square(counts: Sequence[int]) -> float:
    """The statistic against equal chances."""
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 for count in counts) / expected


def bound(cells: int) -> float:
    """Four standard deviations above the mean of the statistic."""
    return cells - 1 + 4 * sqrt(2 * (cells - 1))


WAYS: dict[str, Draw] = {
    "R": lambda seed: drawn_order(seed, FIVE),
    "F": lambda seed: shuffled(seed, FIVE, 5),
    "R sm3": lambda seed: drawn_order(seed, FIVE, digest="sm3"),
    "F sm3": lambda seed: shuffled(seed, FIVE, 5, digest="sm3"),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_of_the_120_orders_of_five_is_as_likely_as_the_others(way):
    seen = Counter(tuple(WAYS[way](seed)) for seed in seeds(12_000))
    assert sum(seen.values()) == 12_000
    assert set(seen) == set(permutations(FIVE))
    assert chi_square(list(seen.values())) < bound(120)


def test_a_crooked_draw_is_seen_by_the_same_bound():
    def crooked(seed: bytes) -> tuple[str, ...]:
        order = drawn_order(seed, FIVE)
        return tuple(order if seed[0] % 16 else sorted(order))  # one in sixteen is not drawn at all

    seen = Counter(crooked(seed) for seed in seeds(12_000))
    assert chi_square([seen[each] for each in permutations(FIVE)]) > bound(120)


@pytest.mark.parametrize("method", ["R", "F"])
def test_each_of_a_hundred_is_among_ten_as_often_as_the_others(method):
    ids = [f"ZX-{n}" for n in range(100)]
    draw = first_places if method == "R" else shuffled
    seen = Counter(each for seed in seeds(3_000) for each in draw(seed, ids, 10))
    assert sum(seen.values()) == 30_000
    assert set(seen) == set(ids)
    assert chi_square(list(seen.values())) < bound(100)


def test_the_shuffle_passes_over_words_that_would_make_a_place_likelier():
    assert chosen_below(iter([2**64 - 1, 4]), 3) == 1  # 2^64 - 1 is a multiple of three: the first word past the limit
    assert chosen_below(iter([2**64 - 2]), 3) == (2**64 - 2) % 3


def test_the_words_are_four_to_a_block():
    words, seed = words_of(b"s" * 32), b"s" * 32
    blocks = hmac.digest(seed, (0).to_bytes(8, "big"), "sha256") + hmac.digest(seed, (1).to_bytes(8, "big"), "sha256")
    assert [next(words) for _ in range(8)] == [int.from_bytes(blocks[at : at + 8], "big") for at in range(0, 64, 8)]


def test_the_shuffle_takes_the_entrants_in_bytewise_order_once_each():
    assert shuffled(b"s" * 32, FIVE, 3) == shuffled(b"s" * 32, reversed(FIVE), 3) == shuffled(b"s" * 32, FIVE, 5)[:3]
    with pytest.raises(ValueError, match="twice"):
        shuffled(b"s" * 32, ["a", "a"], 1)
    with pytest.raises(ValueError, match="more places"):
        shuffled(b"s" * 32, FIVE, 6)


def test_the_digest_is_that_of_the_library():
    seed = draw_seed("d", entrants_root(FIVE, digest="sm3"), 5, [("list", b"l" * 32)], digest="sm3")
    assert drawn_order(seed, FIVE, digest="sm3") == sorted(FIVE, key=lambda each: hmac.digest(seed, each.encode(), "sm3"))
    assert entrants_root(FIVE, digest="sm3") != entrants_root(FIVE)


@pytest.mark.django_db
def test_postgresql_alone_finds_the_same_order():
    """HMAC-SHA256 written out over the built-in sha256: two hashes and the padded key."""
    ids = [f"91410100M{n:09d}" for n in range(500)]
    seed = draw_seed("ZX-2026-0001/order", entrants_root(ids), 500, [("list", b"l" * 32)])
    inner, outer = (bytes(byte ^ pad for byte in seed.ljust(64, b"\0")) for pad in (0x36, 0x5C))
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from unnest(%s::text[]) as id order by sha256(%s::bytea || sha256(%s::bytea || convert_to(id, 'UTF8')))",
            [ids, outer, inner],
        )
        assert [each for (each,) in cursor.fetchall()] == drawn_order(seed, ids)
