"""No life by any method breaks an invariant, and the run has reached every station of every method."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.stateful import run_state_machine_as_test

from bidding import due, reads
from bidding.actions.awards import confirm_award as confirm
from bidding.actions.awards.award_need import award_need
from bidding.methods import WAYS
from bidding.models import Need
from bidding.reads import eligibility
from bidding.states import COMPETITIVE, DECIDED_HERE
from contracts.models import Contract
from contracts.states import Side
from kernel import clock
from kernel.actors import SCHEDULER
from ledger.models import Pending
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts, market
from tests.makers.payments import Till
from tests.makers.ventures import a_joint_contract, signed_by
from tests.stateful import stations
from tests.stateful.invariants import a_contract_in_force_is_signed_by_every_party
from tests.stateful.lives import Lives
from tests.stateful.lock_order import Watch, the_order, watched
from tests.stateful.verdict import Verifier

LONG = os.environ.get("ZX_LIVES") == "long"  # `make lives`: other chances each time, and many of them
SELDOM = (
    *(
        "amendment",
        "withdrawal",
        "suspension",
        "clock back",
        "late",
        "objection dismissed",
        "objection upheld",
        "decline",
        "silence",
    ),
    *("return", "message", "forged", "refund"),
    *("venture", "proposal", "venture: decline", "venture: member leaves", "venture: lead leaves", "silent member"),
)
HOW = settings(
    stateful_step_count=3, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.fixture(autouse=True)
def chances_of_the_seed_alone(monkeypatch) -> None:
    """Chance does not draw on the numbers written in whatever modules are loaded: the same lives beside any other test."""
    monkeypatch.setattr(HypothesisProvider, "_maybe_draw_constant", lambda *_, **__: None)


@pytest.fixture
def till(tmp_path: Path, settings, monkeypatch, caplog) -> Till:
    """The gateway of these lives: a stand-in that remembers in this test's folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    caplog.set_level("ERROR", "payments")
    made = Till(tmp_path)
    monkeypatch.setattr("payments.outside.the_gateway", lambda: made.gateway)
    monkeypatch.setattr("payments.due.uses_standin", lambda: False)
    return made


@pytest.fixture
def verifier() -> Iterator[Verifier]:
    made = Verifier()
    yield made
    made.close()


class World:
    """Four bidders, two who join them in joint ventures, and two buyers in whose market lives are played."""

    def __init__(self, till: Till, verifier: Verifier) -> None:
        clock.set_to(WEDNESDAY)
        self.bidders = [make.a_bidder() for _ in range(4)]
        self.partners = [make.a_bidder() for _ in range(2)]
        for _ in range(5):
            experts.an_expert()
        self.buyers = {"firm": market.a_firm(), "department": market.a_department()}
        self.fixed = {"till": till, "verifier": verifier, "bidders": self.bidders, "partners": self.partners}

    def play(self, method: str, examples: int, *, buyer: str = "firm", discount: bool = False, chance: int = 1) -> Counter[str]:
        """Play so many lives of one need; what they reached. The need is published once, each life begins there."""
        reached: Counter[str] = Counter()
        with transaction.atomic():
            clock.set_to(WEDNESDAY)
            since = Pending.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            by = self.buyers[buyer]
            admits = {"admits_ventures": method in COMPETITIVE}
            need = needs.an_open_need(by, method=method, **admits, **stations.price_of(method, discount))
            says = {"first": need, "discount": discount, "buyer": by, "since": since, "reached": reached}
            machine = type("Lives", (Lives,), self.fixed | says)
            run_state_machine_as_test(machine if LONG else seed(chance)(machine), settings=settings(HOW, max_examples=examples))
            transaction.set_rollback(True)
        return reached


LIVES = 112  # of all methods together


def lived(world: World, many: int) -> dict[str, Counter[str]]:
    """So many lives of each method: for a firm, for a department, and with bids at a discount where there are any."""
    reached = {}
    for chance, method in enumerate(WAYS):
        counts, left = Counter[str](), many
        if stations.may_be_a_discount(method):
            counts += world.play(method, many // 5, discount=True, chance=100 + chance)
            left -= many // 5
        if method in COMPETITIVE:
            counts += world.play(method, many // 3, buyer="department", chance=200 + chance)
            left -= many // 3
        reached[method] = counts + world.play(method, left, chance=300 + chance)
    return reached


@pytest.mark.django_db
def test_no_life_breaks_an_invariant_or_hangs_and_every_method_was_lived_to_its_end(till, verifier) -> None:
    world = World(till, verifier)
    with watched(inside=2) as locks:
        reached = lived(world, 400 if LONG else LIVES // len(WAYS))
    for method, counts in reached.items():
        print(f"{method}: {dict(counts)}")
    assert locks.against(the_order()) == {}, "docs/locking.md has another order"
    assert locks.transactions >= 1_000
    assert set(reached) >= DECIDED_HERE, "a method that is offered was not lived"
    assert {name for name, counts in reached.items() if min(counts["award"], counts["payment"]) < 8} == set(), "hardly lived"
    whole = sum(reached.values(), Counter[str]())
    assert whole["award"] >= 50
    assert whole["payment"] >= 100
    assert whole["joint contract completed"] >= 10
    assert whole["joint contract lapsed"] >= 2
    assert whole["member refused"] >= 30
    assert {name: whole[name] for name in SELDOM if whole[name] < 2} == {}, "hardly reached"


def test_a_transaction_that_goes_back_up_is_seen() -> None:
    seen = Watch(inside=0)
    for name in ("bidding_need", "contracts_contract", "kernel_nothing"):
        seen.take(name)
    assert seen.against(the_order()) == {
        ("bidding_need", "contracts_contract"): "back up",
        ("bidding_need", "kernel_nothing"): "not on the page",
        ("contracts_contract", "kernel_nothing"): "not on the page",
    }


def an_award_before_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """B4: whoever is decided is awarded at once."""
    monkeypatch.setattr("bidding.actions.awards.award_need.TO_AWARD_A_NEED", ())

    def hasty() -> int:
        return due._each(
            due._numbers(Need.objects.filter(state="decided")), lambda n: bool(award_need(actor=SCHEDULER, number=n))
        )

    monkeypatch.setattr(stations, "DUE", [hasty if each is due.award_due else each for each in stations.DUE])


def the_last_in_order_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """I3."""
    right = reads.next_in_order

    def the_last(need, decision):
        decision.ranking = list(reversed(decision.ranking))
        return right(need, decision)

    monkeypatch.setattr(reads, "next_in_order", the_last)


def bids_come_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """I10: neither the trigger nor the rule looks at the clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_a_bid_comes%%'")
        cursor.execute(f"DROP TRIGGER {cursor.fetchone()[0]} ON bidding_bid")
    timeless = tuple(rule for rule in eligibility.TO_SUBMIT_A_BID if rule.name != "bidding.bid_arrives_before_closing")
    monkeypatch.setattr(eligibility, "TO_SUBMIT_A_BID", timeless)


def the_lead_signs_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """I8: neither the trigger nor the rule waits for the members."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_signed_contract_has%%'")
        cursor.execute(f"DROP TRIGGER {cursor.fetchone()[0]} ON contracts_contract")
    right = Contract.waits_for
    sides = property(lambda contract: [each for each in right.fget(contract) if each.side != Side.MEMBER])
    monkeypatch.setattr(Contract, "waits_for", sides)


def nobody_opens_the_bids(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler's branch is empty, and the need hangs."""
    monkeypatch.setattr(stations, "DUE", [each for each in stations.DUE if each is not due.open_due])


def a_withdrawal_leaves_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """I9."""
    monkeypatch.setattr("bidding.actions.bids.withdraw_bid.record", lambda *args, **said: None)


def the_record_says_another_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are right and the record is not: only the verifier can see it."""
    right = confirm.record
    monkeypatch.setattr(confirm, "record", lambda actor, event, body, **said: right(actor, event, {**body, "fen": 1}, **said))


@pytest.mark.django_db
def test_a_contract_in_force_without_a_member_is_seen(at_ten, monkeypatch) -> None:
    the_lead_signs_for_all(monkeypatch)
    deal = a_joint_contract()
    assert signed_by(deal, deal.buyer, deal.agency).state == "signed"
    with pytest.raises(AssertionError, match="I8 a contract in force without a member"):
        a_contract_in_force_is_signed_by_every_party()


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (an_award_before_its_time, "B4"),
        (the_last_in_order_wins, "I3 somebody was passed over"),
        (bids_come_late, "I10 a"),
        (nobody_opens_the_bids, "hangs in closed"),
        (a_withdrawal_leaves_no_event, "changes and 0 events bid.withdrawn"),
        (the_record_says_another_sum, "I3 the export does not verify"),
    ],
)
@pytest.mark.django_db
def test_a_planted_bug_is_found(plant, found, till, verifier, monkeypatch) -> None:
    world = World(till, verifier)
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=found):
        for chance in range(1, 11):
            world.play("sealed_price", 10, chance=chance)
