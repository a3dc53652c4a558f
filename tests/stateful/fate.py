"""What happens to a life on its directed way, beside the ordinary: each incident once, at the station where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.file_objection import file_objection
from bidding.models import Bid, Need, Objection
from contracts.models import Contract
from kernel import clock
from tests.stateful import joining, serving

if TYPE_CHECKING:
    from tests.stateful.lives import Lives


def a_withdrawal(life: Lives, need: Need) -> None:
    bid = Bid.objects.filter(need=need, state="sealed").select_related("agency").order_by("pk").first()
    if bid:
        actor = life.actor_of(bid.agency.organisation_id)
        life.attempt("withdrawal", lambda: withdraw_bid(actor=actor, envelope_hash=bid.envelope_hash))


def a_change_of_mind(life: Lives, need: Need) -> None:
    """Whoever leads takes its bid back, is refused once and left twice, and bids again, with partners in the end."""
    lead = life.lead or 0
    bid = Bid.objects.filter(need=need, state="sealed", agency__organisation_id=life.bidders[lead].organisation_id).first()
    if bid:
        act = lambda: withdraw_bid(actor=life.bidders[lead], envelope_hash=bid.envelope_hash)  # noqa: E731
        life.attempt("withdrawal", act)
    for what in ("member leaves", "propose", "decline", "propose", "agree", "agree", "lead leaves", "propose", "agree", "agree"):
        joining.act(life, what, lead)
    life.seal(lead, 1)


def a_suspension(life: Lives, need: Need) -> None:
    life.suspend(who=3, really=True)


def an_objection(life: Lives, need: Need, *, upheld: bool = False) -> None:
    """By a bidder; upheld against the first of the order, which is then struck, so that the decision is made anew."""
    first = need.decision.ranking[0]["bid"] if upheld and need.decision.ranking else ""
    act = lambda: file_objection(actor=life.bidders[0], number=need.number, text="报价与公告不符")  # noqa: E731
    life.attempt("objection", act)
    waiting = Objection.objects.filter(need=need, state="open").first()
    if waiting:
        answer = lambda: answer_objection(actor=life.buyer, objection=waiting.pk, upheld=upheld, answer="已复核", against=first)  # noqa: E731
        life.attempt("objection upheld" if upheld else "objection dismissed", answer)


def an_objection_upheld(life: Lives, need: Need) -> None:
    an_objection(life, need, upheld=True)


def a_refusal(life: Lives, need: Need) -> None:
    life.answer(confirms=False, crash=False)


def silence(life: Lives, need: Need) -> None:
    """Nobody does anything for a fortnight: an offer passes on, a contract lapses, a firm accepts."""
    clock.forward(timedelta(days=14))
    life.reached["silence"] += 1
    life.tick()


def a_silent_member(life: Lives, need: Need) -> None:
    """All sign but one member of the joint venture, and the period runs out."""
    if Contract.objects.filter(need=need, members__isnull=False).exists():
        for act in ("buyer signs", "agency signs"):
            serving.serve(life, act)
        silence(life, need)
        life.reached["silent member"] += Contract.objects.filter(need=need, state="lapsed").count()


def a_return(life: Lives, need: Need) -> None:
    serving.serve(life, "return")


def a_card_that_is_declined(life: Lives, need: Need) -> None:
    serving.pay(life, "pm_card_visa_chargeDeclined")


def a_cut_line(life: Lives, need: Need) -> None:
    serving.pay(life, "pm_card_visa", cut="after")


def messages(life: Lives, need: Need) -> None:
    serving.messages_arrive(life, backwards=True)


def a_refund(life: Lives, need: Need) -> None:
    serving.serve(life, "refund")


# Where each belongs: the state of the need and, after it is confirmed, of its contract.
INCIDENTS: dict[str, tuple[str, Callable[[Lives, Need], None]]] = {
    "withdrawal": ("open", a_withdrawal),
    "change of mind": ("open", a_change_of_mind),
    "suspension": ("decided", a_suspension),
    "suspended bidder": ("open", a_suspension),
    "objection": ("decided", an_objection),
    "objection upheld": ("decided", an_objection_upheld),
    "refusal": ("awarded", a_refusal),
    "silent winner": ("awarded", silence),
    "silent sides": ("drawn_up", silence),
    "silent member": ("drawn_up", a_silent_member),
    "return": ("delivered", a_return),
    "silent buyer": ("delivered", silence),
    "declined card": ("accepted", a_card_that_is_declined),
    "cut line": ("accepted", a_cut_line),
    "messages": ("completed", messages),
    "refund": ("completed", a_refund),
}
DEADLY = ("silent sides",)
FOR_THE_LUCKY = ("silent member",)  # it needs a joint venture that won
OFTEN = [  # most lives come to the money
    *[name for name in INCIDENTS if name not in DEADLY] * 3,
    *DEADLY,
    *FOR_THE_LUCKY * 5,
]


def befall(life: Lives, need: Need, station: str) -> None:
    """What the life's fate holds for this station."""
    for name in [name for name in life.fate if INCIDENTS[name][0] == station]:
        life.fate.remove(name)
        INCIDENTS[name][1](life, need)
