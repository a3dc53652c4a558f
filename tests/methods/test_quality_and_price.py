"""Quality and price: exact sums decide, scores are whole and complete, experts come by a draw anybody repeats."""

import hashlib
import hmac
import json
import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bidding.methods.quality_and_price import (
    Case,
    Criterion,
    Score,
    decide,
    draw_experts,
    faults_of,
    may_open_prices,
    seated,
)
from bidding.methods.quality_and_price.scores import price_score
from bidding.methods.quality_and_price.words import reasons_on, shown
from bidding.methods.sealed_price import Offer

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "methods" / "quality_and_price.json").read_text())
EXPERTS = json.loads((Path(__file__).parent.parent / "vectors" / "draws" / "experts.json").read_text())
BY_NAME = {vector["name"]: vector for vector in VECTORS}
BETTER = Case.from_json(BY_NAME["the better plan beats the lower price"]["case"])
A, B, C = (offer.bidder for offer in BETTER.offers)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_the_vectors_are_decided_as_written(vector: dict) -> None:
    case = Case.from_json(vector["case"])
    assert case.to_json() == vector["case"]
    assert decide(case).to_json() == vector["decision"]


def test_the_sum_of_averages_and_price_score_decides() -> None:
    decided = decide(BETTER)
    assert [r.bidder for r in decided.ranking] == [A, C, B]
    sums = {s.offer.bidder: s.total for s in decided.sheets}
    assert sums[A] == Fraction(11_700 + 5_700 + 2_850, 3) + Fraction(7_000_000, 9_000_000) * 3_000
    assert sums[B] == Fraction(5_600 + 3_100 + 1_500, 3) + 3_000


def test_a_three_hundredth_that_no_page_shows_still_decides() -> None:
    decided = BY_NAME["one three-hundredth of a hundredth decides"]["decision"]
    first, second = decided["numbers"]["bidders"].values()
    assert (first["sum"], second["sum"]) == ("27601/3", "9200/1")
    assert decided["draws"] == []


@pytest.mark.parametrize(
    ("lowest", "own", "score"), [(700, 700, Fraction(3000)), (700, 1000, Fraction(2100)), (700, 900, Fraction(7000, 3))]
)
def test_the_price_score_is_as_its_table_says(lowest: int, own: int, score: Fraction) -> None:
    assert price_score(replace(BETTER, price_points=30), lowest_fen=lowest, own_fen=own) == score


@pytest.mark.parametrize(("centi", "word"), [(Fraction(3000), "30.00"), (Fraction(7000, 3), "23.33"), (Fraction(1, 2), "0.01")])
def test_points_are_shown_as_the_table_says(centi: Fraction, word: str) -> None:
    assert shown(centi) == word


def test_the_order_of_scores_and_offers_changes_nothing() -> None:
    chance = random.Random(7)
    for vector in VECTORS:
        case = Case.from_json(vector["case"])
        mixed = replace(
            case,
            scores=tuple(chance.sample(case.scores, len(case.scores))),
            offers=tuple(chance.sample(case.offers, len(case.offers))),
        )
        said, mixed_said = decide(case), decide(mixed)
        assert said.ranking == mixed_said.ranking
        assert said.draws == mixed_said.draws


def test_a_lower_price_never_hurts_the_one_who_bids_it() -> None:
    """Lower one's own price and nothing else: one's place never gets worse, as long as the price is in bounds."""
    moved = 0
    for number in range(300):
        chance = random.Random(number)
        offers = tuple(replace(o, amount_fen=chance.randint(3_000_001, 10_000_000)) for o in BETTER.offers)
        case = replace(BETTER, offers=offers)
        place = {r.bidder: r.place for r in decide(case).ranking}
        mine = offers[0]
        assert mine.amount_fen is not None
        cheaper = replace(mine, amount_fen=chance.randint(3_000_000, mine.amount_fen - 1))
        after = {r.bidder: r.place for r in decide(replace(case, offers=(cheaper, *offers[1:]))).ranking}
        assert after[A] <= place[A]
        moved += after[A] < place[A]
    assert moved >= 10


def _with_score(case: Case, place: int, **changed: object) -> Case:
    scores = list(case.scores)
    scores[place] = replace(scores[place], **changed)  # type: ignore[arg-type]
    return replace(case, scores=tuple(scores))


WRONG = {
    "weights that are not a hundred": replace(BETTER, price_points=31),
    "a weight of nothing": replace(BETTER, criteria=(*BETTER.criteria, Criterion("air", "其他", 0))),
    "no criteria": replace(BETTER, criteria=(), price_points=100),
    "price without weight": replace(BETTER, price_points=0, criteria=(*BETTER.criteria, Criterion("more", "其他", 30))),
    "a criterion twice": replace(BETTER, criteria=(*BETTER.criteria[:2], replace(BETTER.criteria[2], key="staff"))),
    "an expert twice": replace(BETTER, experts=(*BETTER.experts, "e-1")),
    "fewer experts than the quorum": replace(BETTER, quorum=4),
    "a score left out": replace(BETTER, scores=BETTER.scores[1:]),
    "a score twice": replace(BETTER, scores=(*BETTER.scores, BETTER.scores[0])),
    "a score above its points": _with_score(BETTER, 0, centi=4_001),
    "a score below nothing": _with_score(BETTER, 0, centi=-1, reason="差"),
    "half of the points without a reason": _with_score(BETTER, 0, centi=2_000, reason=" "),
    "a score by somebody who was not drawn": _with_score(BETTER, 0, expert="e-9"),
    "a score for nobody": _with_score(BETTER, 0, bidder="91410100MA3X00009Z"),
    "a score on nothing": _with_score(BETTER, 0, criterion="smile"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_case_with_a_wrong_weight_or_score_is_nobodys(name: str) -> None:
    assert faults_of(WRONG[name])
    with pytest.raises(ValueError, match=r"分|专家|因素"):
        decide(WRONG[name])


def test_just_above_half_needs_no_reason() -> None:
    assert faults_of(_with_score(BETTER, 0, centi=2_001, reason="")) == ()


def test_two_offers_of_one_bidder_are_nobodys_case() -> None:
    twice = replace(BETTER, offers=(*BETTER.offers, replace(BETTER.offers[0], bid="9" * 64)))
    with pytest.raises(ValueError, match="two offers"):
        decide(twice)


def test_a_number_that_is_not_whole_is_refused() -> None:
    raw = json.loads(json.dumps(BETTER.to_json()))
    raw["scores"][0]["centi"] = 39.5
    with pytest.raises(ValueError, match="whole"):
        Case.from_json(raw)


def test_what_the_experts_wrote_is_told_by_criterion() -> None:
    assert reasons_on(BETTER, B, "staff") == ("只有提纲，缺少实施步骤", "只有提纲，缺少实施步骤")
    assert reasons_on(BETTER, A, "staff") == ()


@pytest.mark.parametrize(
    ("seats", "locked", "quorum", "is_over", "none_can_follow", "opens"),
    [
        (3, 3, 2, False, False, True),
        (3, 2, 2, False, True, False),
        (3, 2, 2, True, False, False),
        (3, 2, 2, True, True, True),
        (3, 1, 2, True, True, False),
        (0, 0, 0, True, True, False),
    ],
)
def test_prices_open_only_as_the_table_says(
    seats: int, locked: int, quorum: int, is_over: bool, none_can_follow: bool, opens: bool
) -> None:
    sitting = [f"e-{n}" for n in range(seats)]
    done = set(sitting[:locked])
    assert may_open_prices(sitting, done, quorum=quorum, is_over=is_over, none_can_follow=none_can_follow) is opens


def test_locks_of_those_who_do_not_sit_open_nothing() -> None:
    assert not may_open_prices(["e-1", "e-2"], {"e-8", "e-9"}, quorum=2, is_over=True, none_can_follow=True)


GIVEN = (("list", "f" * 64), (A, "1" * 64), (B, "2" * 64))


def test_experts_are_drawn_as_draw_1_says_byte_by_byte() -> None:
    drawn = draw_experts("ZX-2026-0007", ["e-3", "e-1", "e-2"], seats=2, contributions=GIVEN)

    def lp(part: bytes) -> bytes:
        return len(part).to_bytes(4, "big") + part

    root = hashlib.sha256(b"draw/1 entrants\n" + (3).to_bytes(8, "big") + lp(b"e-1") + lp(b"e-2") + lp(b"e-3")).digest()
    parts = b"draw/1 seed\n" + lp(b"ZX-2026-0007/experts") + lp(root) + (2).to_bytes(8, "big") + (3).to_bytes(4, "big")
    parts += b"".join(lp(party.encode()) + lp(bytes.fromhex(value)) for party, value in sorted(GIVEN))
    seed = hashlib.sha256(parts + lp(b"none") + lp(b"") + lp(b"")).digest()
    assert drawn.seed == seed.hex()
    assert list(drawn.order) == sorted(("e-1", "e-2", "e-3"), key=lambda e: hmac.digest(seed, e.encode(), "sha256"))
    assert drawn.to_json()["entrants"] == ["e-1", "e-2", "e-3"]


def test_whoever_goes_is_followed_by_the_next_in_the_drawn_order() -> None:
    drawn = draw_experts("ZX-2026-0007", [f"e-{n}" for n in range(6)], seats=3, contributions=GIVEN)
    one, two, three, four, five, six = drawn.order
    assert seated(drawn) == (one, two, three)
    assert seated(drawn, {two}) == (one, three, four)
    assert seated(drawn, {two, four}) == (one, three, five)
    assert seated(drawn, {one, two, three, four}) == (five, six)


@pytest.mark.parametrize("vector", EXPERTS, ids=lambda v: v["name"])
def test_the_vectors_of_expert_draws_come_out_as_written(vector: dict) -> None:
    said = vector["drawn"]
    drawn = draw_experts(
        vector["need"],
        said["entrants"],
        seats=said["seats"],
        contributions=[(party, value) for party, value in said["contributions"]],
        beacon=tuple(said["beacon"]),
    )
    assert drawn.to_json() == said
    assert list(seated(drawn, vector["gone"])) == vector["seated"]


def test_nobody_is_drawn_twice_or_from_too_few() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw_experts("ZX-2026-0007", ["e-1", "e-1", "e-2"], seats=2, contributions=GIVEN)
    with pytest.raises(ValueError, match="3 seats"):
        draw_experts("ZX-2026-0007", ["e-1", "e-2"], seats=3, contributions=GIVEN)


def test_every_expert_is_as_likely_to_sit() -> None:
    pool, sat = [f"e-{n}" for n in range(10)], dict.fromkeys([f"e-{n}" for n in range(10)], 0)
    for number in range(3_000):
        for expert in seated(draw_experts(f"ZX-{number}", pool, seats=3, contributions=GIVEN)):
            sat[expert] += 1
    spread = sum((count - 900) ** 2 / 900 for count in sat.values()) / (1 - 3 / 10) * (9 / 10)
    assert sum(sat.values()) == 9_000
    assert spread < 27.88  # chi-square of 9 degrees at 0.001; the names are fixed, so this never changes


PLANTED = {
    "price before quality": ("price_score", lambda case, *, lowest_fen, own_fen: Fraction(own_fen, lowest_fen) * 3_000),
    "rounded averages": (
        "average",
        lambda case, bidder, key: Fraction(
            sum(s.centi for s in case.scores if (s.bidder, s.criterion) == (bidder, key)) // len(case.experts)
        ),
    ),
    "ties by arrival": ("in_order", lambda need, root, equals, **rest: (equals, [], False)),
    "faults let through": ("faults_of", lambda case: ()),
}


@pytest.mark.parametrize("name", list(PLANTED))
def test_each_planted_bug_fails_the_vectors_or_lets_a_wrong_case_through(name: str, monkeypatch) -> None:
    function, bug = PLANTED[name]
    monkeypatch.setitem(decide.__globals__["_sheet"].__globals__, function, bug)
    wrong = sum(decide(Case.from_json(v["case"])).to_json() != v["decision"] for v in VECTORS)
    let_through = 0
    for case in WRONG.values():
        try:
            decide(case)
            let_through += 1
        except ValueError:
            pass
    assert wrong + let_through > 0


def test_an_offer_out_of_bounds_is_no_lowest_price() -> None:
    cheap = Offer("91410100MA3X00009Z", "9" * 64, 2_999_999, None, None, "9" * 64)
    scores = tuple(Score(e, cheap.bidder, c.key, 0, "未提供") for e in BETTER.experts for c in BETTER.criteria)
    decided = decide(replace(BETTER, offers=(*BETTER.offers, cheap), scores=BETTER.scores + scores))
    assert decided.lowest_fen == 7_000_000
