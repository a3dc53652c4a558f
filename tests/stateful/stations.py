"""The stations of a life and what takes a need from each to the next, for every method."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

from bidding.actions.choosing.choose_agency import choose_agency
from bidding.actions.choosing.pick_agency import pick_agency
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.explain_price import explain_price
from bidding.actions.deciding.judge_explanation import judge_explanation
from bidding.actions.rounds.place_step import place_step
from bidding.methods import WAYS
from bidding.models import Bid, Explanation, LiveRound, Need, Objection, Seat
from bidding.reads import notice_of, room
from bidding.states import STATED_PRICE, PriceMode
from config.wiring import TICK
from kernel import clock, outbox
from kernel.actors import Actor
from sealing.envelope import seal
from tests.makers.experts import score_all
from tests.stateful import fate, joining, serving

if TYPE_CHECKING:
    from tests.stateful.lives import Lives

FEN = [3_000_000, 8_000_000, 8_000_000, 10_000_000, 10_000_100]  # the ceiling is 10,000,000; the last lies above it
BASIS_POINTS = [500, 1_000, 1_000, 1_500, 9_999]
OURS = ("agencies.due.restore_due", "bidding.", "contracts.", "payments.")
DUE = [import_string(name) for name in TICK if name.startswith(OURS)]


def tick() -> None:
    """What the clock brings about, and what is told of it."""
    for each in DUE:
        each()
    outbox.deliver_all()


def may_be_a_discount(method: str) -> bool:
    """Whether bids may be discounts on the ceiling."""
    return WAYS[method].sealed == "price"


def price_of(method: str, discount: bool) -> dict[str, Any]:
    """What the notice says of the price and, for a direct choice, of the deadline that it does not have."""
    if discount:
        return {"price_mode": PriceMode.DISCOUNT, "ceiling_fen": 10_000_000, "ceiling_rate_bp": 3_000, "floor_rate_bp": 100}
    if WAYS[method].sealed == "none":
        return {"price_mode": PriceMode.FIXED, "closes_at": None}
    return {"price_mode": PriceMode.FIXED if method in STATED_PRICE else PriceMode.AMOUNT}


def sealed(need: Need, agency: Actor, seq: int, price: int, *, discount: bool) -> dict[str, Any]:
    """A sealed bid of the need's method: one envelope, or two where a plan is asked for."""
    plain: dict[str, Any] = {"v": "bid/1", "amount_fen": FEN[price]}
    if discount:
        plain = {"v": "bid/1", "rate_bp": BASIS_POINTS[price]}
    if WAYS[need.method].sealed == "entry":
        plain = {"v": "bid/1", "entry": True}
    seed = hashlib.sha256(f"{need.number} {agency.uscc} {seq}".encode()).digest()
    named: dict[str, Any] = {"need": need.number, "bidder": agency.uscc, "seq": seq}
    envelope = seal(plain, **named, trustees=need.trustees, seed=seed)[0]
    if WAYS[need.method].sealed != "plans":
        return {"envelope": envelope}
    plan: dict[str, Any] = {"v": "plan/1", "text": "踏勘两次，四十天出成果。", "files": []}
    trustees = need.trustees["lots"]["technical"]
    return {"envelope": envelope, "plan": seal(plan, **named, trustees=trustees, lot="technical", seed=seed[::-1])[0]}


def onward(life: Lives, prices: list[int]) -> None:
    """The next station of the life, by whatever verb leads there."""
    need = life.need()
    way = {
        "open": _bid_and_close,
        "opened": _wait,
        "choosing": _choose,
        "scoring": _score,
        "shortlisted": _pick,
        "rounds": _play_a_round,
        "decided": _publicity,
        "awarded": _answer,
        "confirmed": lambda life, need, prices: serving.onward(life, need),
        "finished": lambda life, need, prices: fate.befall(life, need, "completed"),
    }.get(need.state)
    if way:
        way(life, need, prices)


def _bid_and_close(life: Lives, need: Need, prices: list[int]) -> None:
    sealed = set(Bid.objects.filter(need=need, state="sealed").values_list("agency__organisation_id", flat=True))
    joining.team_up(life, need)
    if life.lead is not None and (life.members == 2 or "silent member" in life.fate):
        # The joint venture is to win, or ties.
        prices = [1 if who == life.lead else max(2, price) for who, price in enumerate(prices)]
    for who, bidder in enumerate(life.bidders):
        if bidder.organisation_id not in sealed:
            life.seal(who, prices[who])
    fate.befall(life, need, "open")
    need.refresh_from_db()
    assert need.closes_at
    clock.set_to(max(clock.now(), need.closes_at))
    tick()


def _wait(life: Lives, need: Need, prices: list[int]) -> None:
    clock.forward(timedelta(minutes=10))
    tick()


def _play_a_round(life: Lives, need: Need, prices: list[int]) -> None:
    running = LiveRound.objects.filter(need=need, closed_at=None).first()
    if running is None:
        return tick()
    for who, bidder in enumerate(life.bidders):
        own = Bid.objects.filter(need=need, agency__organisation_id=bidder.organisation_id).values_list("agency", flat=True)
        seen = room.room_of(need, notice_of(need), own.first())
        fen = (seen.highest_fen or 10_000_000) - 100 * prices[who]
        if prices[who]:
            life.attempt("step", lambda bidder=bidder, fen=fen: place_step(actor=bidder, number=need.number, fen=fen))
    running.refresh_from_db()
    clock.set_to(max(clock.now(), running.ends_at))
    return tick()


def _choose(life: Lives, need: Need, prices: list[int]) -> None:
    """Whoever gave it back or may not serve is refused, and another is chosen."""
    for code in _from(prices[0], [bidder.uscc for bidder in life.bidders]):
        act = partial(choose_agency, actor=life.buyer, number=need.number, agency=code, reason="就近便利")
        if life.attempt("choice", act):
            break
    tick()


def _pick(life: Lives, need: Need, prices: list[int]) -> None:
    for code in _from(prices[0], need.decision.numbers["shortlist"]):
        act = partial(pick_agency, actor=life.buyer, number=need.number, agency=code, reason="方案最清楚")
        if life.attempt("pick", act):
            break
    tick()


def _from(place: int, codes: list[str]) -> list[str]:
    at = place % len(codes)
    return codes[at:] + codes[:at]


def _score(life: Lives, need: Need, prices: list[int]) -> None:
    seats = Seat.objects.filter(panel__need=need, left_at=None, locked_at=None).select_related("panel__need", "expert")
    points = {bidder.uscc: (20 + price, 10) for bidder, price in zip(life.bidders, prices, strict=True)}
    for seat in seats:
        life.attempt("sheet", lambda seat=seat: score_all(seat, points) or True)
    tick()


def _explain(life: Lives, need: Need) -> None:
    """Whoever is asked for a low price explains it, and the buyer takes it."""
    for asked in Explanation.objects.filter(need=need, state="asked").select_related("bid__agency"):
        actor = life.actor_of(asked.bid.agency.organisation_id)
        life.attempt("explanation", lambda actor=actor: explain_price(actor=actor, number=need.number, text="人员和设备就近"))
        judge = partial(judge_explanation, actor=life.buyer, explanation=asked.pk, accepts=True)
        life.attempt("explanation taken", judge)


def _publicity(life: Lives, need: Need, prices: list[int]) -> None:
    fate.befall(life, need, "decided")
    need.refresh_from_db()
    if need.state != "decided":
        return
    life.the_clock_steps_back(minutes=5, price=1)
    _explain(life, need)
    for waiting in Objection.objects.filter(need=need, state="open"):
        answer = partial(answer_objection, actor=life.buyer, objection=waiting.pk, upheld=False, answer="已复核")
        life.attempt("objection dismissed", answer)
    assert need.publicity_ends_at
    clock.set_to(max(clock.now(), need.publicity_ends_at))
    tick()


def _answer(life: Lives, need: Need, prices: list[int]) -> None:
    fate.befall(life, need, "awarded")
    _explain(life, need)
    life.answer(confirms=True, crash=False)
