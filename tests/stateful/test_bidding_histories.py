"""Random histories of needs on a real PostgreSQL: bids, withdrawals, suspensions, clock steps, answers, crashes at the end of a verb.

After every step the invariants of bidding hold; at the end the run must have got somewhere (a green run that reached no
award says nothing). The wrong ways are planted once each, and the same machine finds them.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as s
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bidding import due, reads
from bidding.actions.award_need import award_need
from bidding.actions.confirm_award import confirm_award
from bidding.actions.decline_award import decline_award
from bidding.actions.submit_bid import submit_bid
from bidding.actions.withdraw_bid import withdraw_bid
from bidding.methods.sealed_price import Case, decide
from bidding.models import Award, Bid, Need
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
from kernel.life import TransitionNotAllowed
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market

REFUSED = (RulesBroken, NotForYou, NotFound, TransitionNotAllowed)
PRICES = [30_000, 80_000, 80_000, 100_000, 100_001]
SELDOM = [False] * 5 + [True]
ROUNDS = (due.close_due, due.open_due, due.decide_due, due.award_due, due.decline_silent)


class Crash(Exception):
    """The process dies before the commit."""


class Histories(RuleBasedStateMachine):
    """One need (and its second notice) with four bidders, from publication to whatever end chance brings."""

    reached: Counter
    bidders: list
    buyer: object

    @initialize()
    def publish(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        clock.set_to(WEDNESDAY)
        self.first = needs.an_open_need(self.buyer)
        self.acknowledged: dict[str, str] = {}
        self.seq: Counter = Counter()
        self.awards = 0

    def teardown(self) -> None:
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    def need(self) -> Need:
        second = Need.objects.filter(first_notice=self.first).first()
        return second or Need.objects.get(pk=self.first.pk)

    def attempt(self, name: str, act, *, crash: bool = False):
        try:
            with transaction.atomic():
                done = act()
                if crash:
                    raise Crash
        except (*REFUSED, Crash):
            return None
        self.reached[name] += 1
        return done

    def seal(self, who: int, yuan: int, *, crash: bool = False) -> None:
        need, agency = self.need(), self.bidders[who]
        self.seq[need.number, who] += 1
        envelope = make.an_envelope(need, agency, yuan, seq=self.seq[need.number, who])
        bid = self.attempt("bid", lambda: submit_bid(actor=agency, number=need.number, envelope=envelope), crash=crash)
        if bid is not None:
            assert bid.at < need.closes_at, "a late bid was acknowledged"
            self.acknowledged[bid.envelope_hash] = need.number

    @rule(who=s.integers(0, 3), yuan=s.sampled_from(PRICES), crash=s.sampled_from(SELDOM))
    def bid(self, who: int, yuan: int, crash: bool) -> None:
        self.seal(who, yuan, crash=crash)

    @rule(who=s.integers(0, 3))
    def withdraw(self, who: int) -> None:
        self.seal(who, 90_000)
        bid = Bid.objects.filter(agency__organisation_id=self.bidders[who].organisation_id, state="sealed").first()
        if bid:
            self.attempt("withdrawal", lambda: withdraw_bid(actor=self.bidders[who], envelope_hash=bid.envelope_hash))

    @rule(who=s.integers(0, 3))
    def suspend(self, who: int) -> None:
        row = make.agency_of(self.bidders[who])
        if row.standing == "listed":
            row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
            row.save()
            self.reached["suspension"] += 1

    @rule(hours=s.sampled_from([1, 24, 72, 200]))
    def time_passes(self, hours: int) -> None:
        clock.forward(timedelta(hours=hours))
        self.tick()

    @rule(confirms=s.booleans())
    def answer(self, confirms: bool) -> None:
        award = Award.objects.filter(state="offered").select_related("need", "agency__organisation").first()
        if award:
            actor = next(b for b in self.bidders if b.organisation_id == award.agency.organisation_id)
            verb = confirm_award if confirms else decline_award
            self.attempt(verb.__name__, lambda: verb(actor=actor, number=award.need.number))

    @rule(
        prices=s.lists(s.sampled_from([70_000, 80_000, 80_000, 90_000]), min_size=4, max_size=4),
        answers=s.lists(s.sampled_from([False, False, True]), min_size=2, max_size=4),
    )
    def straight_on(self, prices: list[int], answers: list[bool]) -> None:
        """A directed way deep into the life, so that the later states are really explored."""
        for who, yuan in enumerate(prices):
            self.seal(who, yuan)
        for _ in range(2):
            need = self.need()
            clock.set_to(max(clock.now(), need.publicity_ends_at or need.closes_at))
            self.tick()
        for confirms in answers:
            self.answer(confirms)

    def tick(self) -> None:
        for each in ROUNDS:
            each()

    @invariant()
    def hold(self) -> None:
        if hasattr(self, "acknowledged"):
            check(self.acknowledged)
            self.reached["award"] += Award.objects.count() - self.awards
            self.awards = Award.objects.count()


def check(acknowledged: dict[str, str]) -> None:
    """The invariants of bidding (trust.md F, numbers as there), looked at in history and not only in the last state."""
    assert not Bid.objects.filter(at__gte=F("need__closes_at")).exists(), "I10 a bid stamped at the deadline or later"
    stored = dict(Bid.objects.values_list("envelope_hash", "need__number"))
    assert stored == acknowledged, "I4 acknowledged bids are not the stored bids"
    assert Pending.objects.filter(body__contains='"type":"bid.sealed"').count() == len(stored), "I9 the record differs"
    sealed_says = Bid.objects.exclude(state__in=["opened", "void"]).exclude(plain__isnull=True, amount_fen=None)
    assert not sealed_says.exists(), "I10 an unopened bid says something"
    for award in Award.objects.select_related("need__decision", "bid"):
        need = award.need
        assert need.closed_at is not None, "I1 an award without a closing"
        assert need.closed_at >= need.closes_at, "I1 an award on a need closed early"
        assert award.offered_at >= need.publicity_ends_at, "B4 an award before the publicity was over"
        order = [r.bid for r in decide(Case.from_json(need.decision.case)).ranking]
        assert order == [r["bid"] for r in need.decision.ranking], "I3 an award that can't be derived again"
        passed = order[: order.index(award.bid.envelope_hash)]
        for bid in Bid.objects.filter(envelope_hash__in=passed):
            assert bid.struck_by or Award.objects.filter(bid=bid, state="declined").exists(), "I3 somebody was passed over"
    for need in Need.objects.all():
        live = need.awards.filter(state__in=["offered", "confirmed"]).count()
        assert live <= 1, "I2 two live awards"
        assert (need.state in {"awarded", "confirmed"}) == (live == 1), "I2 the state and the award differ"


def enough(reached: Counter) -> bool:
    """Whether the histories got somewhere."""
    seldom = ("withdrawal", "suspension", "confirm_award", "decline_award")
    return reached["award"] >= 50 and reached["bid"] >= 100 and min(reached[name] for name in seldom) >= 3


def run(batches: int) -> Counter:
    """Play histories, twenty at a time, until they reached enough or so many batches were played; what they reached."""
    clock.set_to(WEDNESDAY)
    reached: Counter = Counter()
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(4)]
    machine = type("Histories", (Histories,), {"reached": reached, "bidders": bidders, "buyer": buyer})
    for _ in range(batches):
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=20,
                stateful_step_count=6,
                deadline=None,
                derandomize=False,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
        if enough(reached):
            break
    return reached


@pytest.mark.django_db
def test_no_history_breaks_an_invariant_and_awards_were_reached() -> None:
    reached = run(20)
    print(dict(reached))
    assert enough(reached), reached


@pytest.mark.django_db
def test_a_planted_early_award_is_found(monkeypatch) -> None:
    monkeypatch.setattr("bidding.actions.award_need.TO_AWARD_A_NEED", ())

    def hasty() -> int:
        return due._each(
            due._numbers(Need.objects.filter(state="decided")), lambda n: bool(award_need(actor=SCHEDULER, number=n))
        )

    monkeypatch.setattr("tests.stateful.test_bidding_histories.ROUNDS", (*ROUNDS[:3], hasty, ROUNDS[4]))
    with pytest.raises(AssertionError, match="B4"):
        run(10)


@pytest.mark.django_db
def test_a_planted_wrong_order_is_found(monkeypatch) -> None:
    right = reads.next_in_order

    def the_last(need, decision):
        decision.ranking = list(reversed(decision.ranking))
        return right(need, decision)

    monkeypatch.setattr(reads, "next_in_order", the_last)
    with pytest.raises(AssertionError, match="I3"):
        run(10)


@pytest.mark.django_db
def test_a_planted_late_bid_is_found(monkeypatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_a_bid_comes%%'")
        cursor.execute(f"DROP TRIGGER {cursor.fetchone()[0]} ON bidding_bid")
    monkeypatch.setattr("bidding.actions.submit_bid.TO_SUBMIT_A_BID", ())
    with pytest.raises(AssertionError, match=r"late bid|I10"):
        run(10)
