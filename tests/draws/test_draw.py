"""draw/1: the same order for everybody, from any order of entrants; the seed moves with every public fact."""

import hashlib
import hmac

import pytest

from draws.draw import draw_seed, drawn_order, entrants_root, first_places, score_of

IDS = [f"ZXDEMO-{n}" for n in range(200)]
C = [("platform", hashlib.sha256(b"p").digest()), ("notary", hashlib.sha256(b"n").digest())]


def test_the_order_does_not_depend_on_how_the_entrants_came() -> None:
    seed = draw_seed("ZX-1/1", entrants_root(IDS), 3, C)
    assert drawn_order(seed, IDS) == drawn_order(seed, reversed(IDS))
    assert entrants_root(IDS) == entrants_root(list(reversed(IDS)))
    assert draw_seed("ZX-1/1", entrants_root(IDS), 3, C) == draw_seed("ZX-1/1", entrants_root(IDS), 3, C[::-1])


@pytest.mark.parametrize("count", [1, 2, 3, 10_000])
def test_everybody_has_a_place(count) -> None:
    ids = [str(n) for n in range(count)]
    seed = draw_seed("d", entrants_root(ids), 1, C)
    assert sorted(drawn_order(seed, ids)) == sorted(ids)


def test_an_entrant_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        entrants_root(["a", "a"])


def test_each_public_fact_moves_the_seed() -> None:
    root = entrants_root(IDS)
    seeds = {
        draw_seed("d", root, 1, C),
        draw_seed("e", root, 1, C),
        draw_seed("d", entrants_root(IDS[1:]), 1, C),
        draw_seed("d", root, 2, C),
        draw_seed("d", root, 1, C[:1]),
        draw_seed("d", root, 1, C, ("ssq", "2026001", "1")),
    }
    assert len(seeds) == 6


def test_first_places_are_spread_evenly() -> None:
    entrants = [str(n) for n in range(5)]
    wins = dict.fromkeys(entrants, 0)
    for n in range(5000):
        wins[drawn_order(hashlib.sha256(str(n).encode()).digest(), entrants)[0]] += 1
    assert all(900 < count < 1100 for count in wins.values())


@pytest.mark.parametrize("places", [0, 1, 7, 200, 300])
def test_the_first_places_are_those_of_the_whole_order(places) -> None:
    seed = draw_seed("d", entrants_root(IDS), places, C)
    assert first_places(seed, IDS, places) == drawn_order(seed, IDS)[:places]


@pytest.mark.parametrize("seed", [b"", b"s" * 32, b"s" * 64, b"s" * 65])
def test_the_score_is_the_hmac_of_the_standard_library(seed) -> None:
    by_hmac = sorted(IDS, key=lambda entrant: hmac.digest(seed, entrant.encode(), "sha256"))
    assert drawn_order(seed, IDS) == by_hmac == sorted(IDS, key=lambda entrant: score_of(seed, entrant))
