"""Whole lives of needs by chance: joint ventures, bids, withdrawals, amendments, suspensions, crashes, clocks that jump, objections, refusals,
contracts, deliveries, payments over a bad line, messages that come twice. One machine serves every method.

`onward` is the directed way: it takes the life to its next station, so that the late ones are really reached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from hypothesis import strategies as s
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.file_objection import file_objection
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Award, Bid, Need, Objection
from contracts.models import Contract
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor
from kernel.life import TransitionNotAllowed
from kernel.rulebook import RulesBroken
from payments.models import Invoice
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids
from tests.makers.payments import Till
from tests.makers.ratings import a_case, a_vote, an_answer
from tests.stateful import fate, joining, serving, stations
from tests.stateful.invariants import History, check, last_fact
from tests.stateful.verdict import Verifier

REFUSED = (RulesBroken, NotForYou, NotFound, TransitionNotAllowed)
SELDOM = s.sampled_from([False] * 7 + [True])
WHO = s.integers(0, 3)
MOST_STATIONS = 30  # from the first day through a second notice to the money, with all that may befall it
ENDS = {"finished", "failed", "cancelled"}
PRICES = s.lists(s.integers(0, 3), min_size=4, max_size=4)


class Crash(Exception):
    """The process dies before the commit."""


class Lives(RuleBasedStateMachine):
    """One published need (and its second notice), with four bidders and two who join them, from the first day to whatever end chance brings."""

    first: Need
    lead: int | None  # of a joint venture, for as long as its need is open
    members: int
    discount: bool
    buyer: Actor
    bidders: list[Actor]
    partners: list[Actor]
    till: Till
    verifier: Verifier
    since: int
    reached: Counter[str]

    @initialize(
        fate=s.lists(s.sampled_from(fate.OFTEN), max_size=4), lead=s.sampled_from([None, 0, 1, 2, 3]), members=s.integers(1, 2)
    )
    def begin(self, fate: list[str], lead: int | None, members: int) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        clock.set_to(WEDNESDAY)
        self.history = History(since=self.since)
        self.seq: Counter[int] = Counter()
        self.fate = list(fate)
        self.holds, self.checked = False, -1
        self.reached["life"] += 1
        self.lead, self.members = (lead or 0) if "silent member" in fate else lead, members  # who is to be silent must be there
        joining.team_up(self, self.first)

    def teardown(self) -> None:
        try:
            if getattr(self, "holds", False):
                self.end()
        finally:
            if hasattr(self, "outer"):
                transaction.set_rollback(True)
                self.outer.__exit__(None, None, None)

    def end(self) -> None:
        """Whatever has happened: the life comes to an end from here, and outsiders can check all of it."""
        for _ in range(MOST_STATIONS):
            stations.onward(self, [1, 2, 3, 1])
            if not self.fate and self.need().state in ENDS:
                break
        check(self.history)
        self.history.count(self.reached)
        state = self.need().state
        assert state in ENDS, f"a need hangs in {state}"
        self.reached[state] += 1
        for joint in Contract.objects.filter(members__isnull=False).distinct():
            self.reached[f"joint contract {joint.state}"] += 1
        self.reached["entry verified"] += self.verifier.check()

    def need(self) -> Need:
        second = Need.objects.filter(first_notice=self.first).first()
        return second or Need.objects.get(pk=self.first.pk)

    def attempt[T](self, name: str, act: Callable[[], T], *, crash: bool = False) -> T | None:
        """Do it a second later; a refusal changes nothing. With `crash` the process dies before it is committed."""
        clock.forward(timedelta(seconds=1))
        try:
            with transaction.atomic():
                done = act()
                if crash:
                    raise Crash
        except (*REFUSED, Crash):
            return None
        self.reached[name] += 1
        return done

    def actor_of(self, organisation_id: int) -> Actor:
        return next(each for each in (*self.bidders, *self.partners, self.buyer) if each.organisation_id == organisation_id)

    # Joint ventures
    @rule(what=s.sampled_from(joining.ACTS), lead=WHO, crash=SELDOM)
    def join(self, what: str, lead: int, crash: bool) -> None:
        joining.act(self, what, lead, crash=crash)

    # Bids
    def seal(self, who: int, price: int, *, crash: bool = False) -> None:
        need, agency = self.need(), self.bidders[who]
        if not need.trustees:
            return  # a direct choice: there is nothing to seal
        self.seq[who] += 1
        sealed = stations.sealed(need, agency, self.seq[who], price, discount=self.discount)
        bid = self.attempt("bid", lambda: submit_bid(actor=agency, number=need.number, **sealed), crash=crash)
        if bid is not None:
            self.history.acknowledge(bid)

    @rule(who=WHO, price=s.integers(0, 4), crash=SELDOM, late=SELDOM)
    def bid(self, who: int, price: int, crash: bool, late: bool) -> None:
        """Perhaps at the very deadline, before the clock's verbs have looked: it is refused then."""
        need = self.need()
        if late and need.state == "open" and need.closes_at:
            clock.set_to(max(clock.now(), need.closes_at))
            self.reached["late"] += 1
        self.seal(who, price, crash=crash)

    @rule(who=WHO, crash=SELDOM)
    def withdraw(self, who: int, crash: bool) -> None:
        self.seal(who, 2)
        bid = Bid.objects.filter(agency__organisation_id=self.bidders[who].organisation_id, state="sealed").first()
        if bid:
            name = bid.envelope_hash
            self.attempt("withdrawal", lambda: withdraw_bid(actor=self.bidders[who], envelope_hash=name), crash=crash)

    @rule()
    def amend(self) -> None:
        need = self.need()

        closes_at = needs.in_working_days(4)
        self.attempt("amendment begun", lambda: start_amendment(actor=self.buyer, number=need.number))
        self.attempt("deadline", lambda: save_need_deadline(actor=self.buyer, number=need.number, closes_at=closes_at))
        said = {"number": need.number, "what_changed": "截止时间顺延", "knows_it_is_narrow": True}
        self.attempt("amendment", lambda: amend_notice(actor=self.buyer, **said))

    @rule(really=SELDOM)
    def cancel(self, really: bool) -> None:
        number = self.need().number
        if really:
            self.attempt("cancellation", lambda: cancel_need(actor=self.buyer, number=number, reason="budget_lost"))

    @rule(who=WHO, really=SELDOM)
    def suspend(self, who: int, really: bool) -> None:
        """A case of false material, answered and decided by two officials; an agency that has one open gets no other."""
        case = self.attempt("case", lambda: a_case(bids.agency_of(self.bidders[who]))) if really else None
        if case:
            self.attempt("answer", lambda: an_answer(case))
            self.attempt("vote", lambda: a_vote(case))
            self.attempt("suspension", lambda: a_vote(case))

    # Clocks
    @rule(hours=s.sampled_from([1, 24, 72, 200]))
    def time_passes(self, hours: int) -> None:
        clock.forward(timedelta(hours=hours))
        stations.tick()

    @rule(minutes=s.integers(1, 9), price=s.integers(0, 4))
    def the_clock_steps_back(self, minutes: int, price: int) -> None:
        """It may: what was closed stays closed, even for a bid that seems to be in time."""
        if self.need().state != "open":
            was = clock.now()
            clock.forward(-timedelta(minutes=minutes))
            self.reached["clock back"] += 1
            self.seal(0, price)
            clock.set_to(was)

    # The result
    @rule(who=s.integers(0, 4), upheld=s.booleans(), answered=s.booleans())
    def object(self, who: int, upheld: bool, answered: bool) -> None:
        objector, number = [*self.bidders, self.buyer][who], self.need().number
        self.attempt("objection", lambda: file_objection(actor=objector, number=number, text="报价与公告不符"))
        waiting = Objection.objects.filter(need__number=number, state="open").first()
        if waiting and answered:
            pk = waiting.pk
            self.attempt(
                "objection answered",
                lambda: answer_objection(actor=self.buyer, objection=pk, upheld=upheld, answer="已复核"),
            )

    @rule(confirms=s.booleans(), crash=SELDOM)
    def answer(self, confirms: bool, crash: bool = False) -> None:
        award = Award.objects.filter(state="offered").select_related("need", "agency").first()
        if award:
            actor, number = self.actor_of(award.agency.organisation_id), award.need.number
            verb = confirm_award if confirms else decline_award
            self.attempt("confirmation" if confirms else "decline", lambda: verb(actor=actor, number=number), crash=crash)

    # Serving and paying
    @precondition(lambda self: Contract.objects.exists())
    @rule(act=s.sampled_from(serving.ACTS), crash=SELDOM)
    def serve(self, act: str, crash: bool) -> None:
        serving.serve(self, act, crash=crash)

    @precondition(lambda self: Invoice.objects.exists())
    @rule(token=s.sampled_from(serving.TOKENS), cut=s.sampled_from(["", "", "", "before", "after"]))
    def pay(self, token: str, cut: str) -> None:
        serving.pay(self, token, cut=cut)

    @precondition(lambda self: Invoice.objects.exists())
    @rule(backwards=s.booleans())
    def messages_arrive(self, backwards: bool) -> None:
        serving.messages_arrive(self, backwards=backwards)

    # The directed way
    @rule(stops=s.integers(1, 4), prices=PRICES)
    def onward(self, stops: int, prices: list[int]) -> None:
        for _ in range(stops):
            stations.onward(self, prices)

    def tick(self) -> None:
        stations.tick()

    @invariant()
    def hold(self) -> None:
        if hasattr(self, "history"):
            self.holds = False
            if (last := last_fact()) != self.checked:  # nothing changes without an event: I9 says so at the end
                check(self.history)
                self.history.count(self.reached)
                self.checked = last
            self.holds = True
