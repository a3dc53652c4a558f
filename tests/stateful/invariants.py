"""The invariants of the marketplace, looked at after every step: in history, not only in the last state.

The numbers are those of docs/mutants.md. I16 (search) has no part in these lives; I13 and I15 are the
rooms' of ratings.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, Sum

from bidding.methods import WAYS
from bidding.methods.live_rounds import Case as LiveCase
from bidding.methods.live_rounds import faults_of
from bidding.methods.outcome import outcome
from bidding.models import Award, Bid, Decision, Need, Notice
from budgets.models import BudgetLine
from contracts.models import Contract
from ledger.models import Pending
from payments.models import Invoice, Payment, Refund, WebhookEvent

HAPPENED = {
    "budget.declared": "budgets_budgetline",
    "budget.reserved": "budgets_movement WHERE target = 'reserved'",
    "budget.committed": "budgets_movement WHERE target = 'committed'",
    "budget.released": "budgets_movement WHERE source IN ('reserved', 'committed') AND target = 'free'",
    "budget.spent": "budgets_movement WHERE target = 'spent'",
    "budget.refunded": "budgets_movement WHERE source = 'spent'",
    "need.published": "bidding_need WHERE published_at IS NOT NULL",
    "need.closed": "bidding_need WHERE closed_at IS NOT NULL",
    "need.failed": "bidding_need WHERE state = 'failed'",
    "need.cancelled": "bidding_need WHERE state = 'cancelled'",
    "need.finished": "bidding_need WHERE state = 'finished'",
    "venture.agreed": "bidding_venture WHERE agreed_at IS NOT NULL",
    "venture.ended": "bidding_venture WHERE agreed_at IS NOT NULL AND state = 'dissolved'",
    "bid.replaced": "bidding_bid WHERE state = 'replaced'",
    "bid.withdrawn": "bidding_bid WHERE state = 'withdrawn'",
    "bid.opened": "bidding_bid WHERE state = 'opened'",
    "bid.void": "bidding_bid WHERE state = 'void'",
    "round.opened": "bidding_liveround",
    "round.closed": "bidding_liveround WHERE closed_at IS NOT NULL",
    "auction.step": "bidding_step",
    "decision.made": "(SELECT generate_series(1, edition) FROM bidding_decision WHERE method <> 'direct_choice' AND recorded > '') made",
    "objection.filed": "bidding_objection",
    "objection.answered": "bidding_objection WHERE answered_at IS NOT NULL",
    "award.made": "bidding_award",
    "award.declined": "bidding_award WHERE state = 'declined'",
    "award.revoked": "bidding_award WHERE state = 'revoked'",
    "contract.drawn_up": "contracts_contract",
    "contract.confirmed": """(SELECT buyer_confirmed_at AS at FROM contracts_contract UNION ALL SELECT agency_confirmed_at FROM contracts_contract
        UNION ALL SELECT confirmed_at FROM contracts_member) confirmed WHERE at IS NOT NULL""",
    "contract.signed": "contracts_contract WHERE signed_at IS NOT NULL",
    "contract.lapsed": "contracts_contract WHERE state = 'lapsed'",
    "contract.terminated": "contracts_contract WHERE state = 'terminated'",
    "contract.completed": "contracts_contract WHERE state = 'completed'",
    "delivery.made": "contracts_delivery",
    "delivery.returned": "contracts_delivery WHERE returned_at IS NOT NULL",
    "delivery.accepted": "contracts_contract WHERE accepted_at IS NOT NULL",
    "invoice.issued": "payments_invoice",
    "payment.settled": "payments_payment WHERE state = 'succeeded'",
    "payment.refunded": "payments_refund WHERE state = 'succeeded'",
}

UNSIGNED = """
SELECT contract.number FROM contracts_contract contract
  JOIN bidding_venture venture
    ON venture.need_id = contract.need_id AND venture.lead_id = contract.agency_id AND venture.state = 'agreed'
  JOIN bidding_ventureparty party ON party.venture_id = venture.id AND party.agency_id <> contract.agency_id
  LEFT JOIN contracts_member member
    ON member.contract_id = contract.id AND member.agency_id = party.agency_id AND member.confirmed_at IS NOT NULL
 WHERE contract.signed_at IS NOT NULL AND member.id IS NULL
"""


class History:
    """What the bidders were told, and what was seen so far."""

    def __init__(self, *, since: int) -> None:
        self.acknowledged: dict[str, str] = {}
        self.awards: set[int] = set()
        self.paid = 0
        self.since = since  # what stood in the record before the need was published

    def acknowledge(self, bid: Bid) -> None:
        """A bidder has a receipt."""
        need = Need.objects.get(pk=bid.need_id)
        assert need.closes_at, "I10 a bid without a deadline"
        assert bid.at < need.closes_at, "I10 a late bid was acknowledged"
        assert need.state == "open", "I10 a closed need took a bid"
        self.acknowledged[bid.envelope_hash] = bid.need.number

    def count(self, reached: Counter[str]) -> None:
        """Awards are counted as they come; one life may have several."""
        found = set(Award.objects.values_list("pk", flat=True))
        reached["award"] += len(found - self.awards)
        reached["payment"] += Payment.objects.filter(state="succeeded").count() - self.paid
        self.paid = Payment.objects.filter(state="succeeded").count()
        self.awards |= found


def last_fact() -> int:
    """The newest event that waits to be put in order."""
    return Pending.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def check(history: History) -> None:
    """All of them."""
    facts = [json.loads(body) for body in Pending.objects.filter(pk__gt=history.since).values_list("body", flat=True)]
    bids_are_what_was_acknowledged(history, facts)
    nothing_sealed_says_anything()
    for award in Award.objects.exclude(pk__in=history.awards).select_related("agency"):
        an_award_goes_to_one_who_may_serve(award)
    for decision in Decision.objects.select_related("need"):
        a_decision_follows_from_its_case(decision)
    for award in Award.objects.select_related("need__decision", "bid", "agency__organisation"):
        an_award_follows_its_decision(award)
    alive = Count("awards", filter=Q(awards__state__in=["offered", "confirmed"]))
    for need in Need.objects.annotate(alive=alive):
        live = need.alive
        assert live <= 1, "I2 two live awards"
        assert (need.state in {"awarded", "confirmed", "finished"}) == (live == 1), "I2 the state and the award differ"
    for contract in Contract.objects.select_related("award"):
        money_follows_acceptance(contract)
    a_contract_in_force_is_signed_by_every_party()
    budgets_hold_what_needs_and_contracts_ask_for()
    every_change_has_its_event(facts)


def bids_are_what_was_acknowledged(history: History, facts: list[dict[str, Any]]) -> None:
    """I4, I10."""
    assert not Bid.objects.filter(at__gte=F("notice__closes_at")).exists(), "I10 a bid stamped at the deadline or later"
    stored = dict(Bid.objects.values_list("envelope_hash", "need__number"))
    assert stored == history.acknowledged, "I4 acknowledged bids are not the stored bids"
    logged = Counter(fact["bid"] for fact in facts if fact["type"] == "bid.sealed")
    assert logged == Counter(list(stored)), "I4 acknowledged bids are not in the record exactly once"


def nothing_sealed_says_anything() -> None:
    """I10."""
    silent = Bid.objects.filter(plain__isnull=True, opening__isnull=True, amount_fen=None, rate_bp=None)
    assert not Bid.objects.exclude(state__in=["opened", "void"]).exclude(pk__in=silent).exists(), "I10 an unopened bid speaks"
    early = Bid.objects.filter(state__in=["opened", "void"], need__opened_at__lt=F("need__closes_at"))
    assert not early.exists(), "I10 a bid was opened before the deadline"


def an_award_goes_to_one_who_may_serve(award: Award) -> None:
    """I5, at the moment of the offer."""
    assert award.agency.standing in {"listed", "warned"}, f"I5 an award to one that is {award.agency.standing}"


def a_decision_follows_from_its_case(decision: Decision) -> None:
    """I3, I14, I18."""
    need = decision.need
    again = outcome(need.method, decision.case)
    made = {name: getattr(decision, name) for name in again}
    assert made == again, "I3 a decision that can't be derived again"
    ranked = [row["bidder"] for row in decision.ranking]
    out = suspended_at(*[at for at in (need.closed_at, decision.at) if at])
    assert not out & set(ranked), "I14 an agency that was suspended at the closing or the decision has a place"
    if WAYS[need.method].sealed == "none":
        return
    assert need.closed_at, "I1 a decision without a closing"
    if need.method == "live_rounds":
        faults = faults_of(LiveCase.from_json(decision.case))
        assert not faults, f"I18 {faults}"


def suspended_at(*moments: datetime) -> set[str]:
    """Agencies under a suspension at one of those moments, by the record of steps."""
    from_to = Pending.objects.filter(body__contains='"type":"org.suspended"').values_list("at", "body")
    return {json.loads(body)["org"] for at, body in from_to if any(at < moment for moment in moments)}


def an_award_follows_its_decision(award: Award) -> None:
    """I1, I3, B4."""
    need, order = award.need, [row["bid"] for row in award.need.decision.ranking]
    if award.bid is None:
        assert award.state not in {"offered", "confirmed"} or [award.agency.organisation.uscc] == [
            row["bidder"] for row in need.decision.ranking
        ], "I3 another than the chosen"
        return
    assert need.closed_at is not None, "I1 an award without a closing"
    assert need.closed_at >= need.closes_at, "I1 an award on a need closed early"
    if award.state in {"offered", "confirmed"}:
        assert award.offered_at >= need.publicity_ends_at, "B4 an award before the publicity was over"
        passed = order[: order.index(award.bid.envelope_hash)]
        for bid in Bid.objects.filter(envelope_hash__in=passed):
            gone = Award.objects.filter(bid=bid, state__in=["declined", "revoked"]).exists()
            assert bid.struck_by or gone, "I3 somebody was passed over"


def money_follows_acceptance(contract: Contract) -> None:
    """I6, I8, I12."""
    paid = Payment.objects.filter(invoice__contract=contract, state="succeeded").aggregate(fen=Sum("amount_fen"))["fen"] or 0
    back = (
        Refund.objects.filter(payment__invoice__contract=contract, state="succeeded").aggregate(fen=Sum("amount_fen"))["fen"] or 0
    )
    assert 0 <= back <= paid <= contract.amount_fen, f"I6 paid {paid}, given back {back}, of {contract.amount_fen}"
    if Invoice.objects.filter(contract=contract).exists():
        assert contract.accepted_at, "I8 an invoice without acceptance"
        assert contract.award.state == "confirmed", "I8 an invoice without an award"
    assert (contract.state == "completed") == (paid == contract.amount_fen), "I8 completed and unpaid, or paid and not completed"
    seen = WebhookEvent.objects.values_list("event_id", flat=True)
    assert len(seen) == len(set(seen)), "I12 a message was kept twice"


def a_contract_in_force_is_signed_by_every_party() -> None:
    """I8: 招标投标法 §31. Who its parties are says the agreement behind the bid, not what the contract keeps of it."""
    with connection.cursor() as cursor:
        cursor.execute(UNSIGNED)
        assert cursor.fetchall() == [], "I8 a contract in force without a member of its joint venture"


def budgets_hold_what_needs_and_contracts_ask_for() -> None:
    """I7: each need of a department holds what its state asks for, and the sums of its line are those, within the limit."""
    for line in BudgetLine.objects.all():
        wanted = [asked_of_a_budget(need) for need in Need.objects.filter(buyer=line.organisation, published_at__isnull=False)]
        held = (line.reserved_fen, line.committed_fen, line.spent_fen)
        assert held == tuple(map(sum, zip(*wanted, strict=True))), f"I7 the line holds {held}, its needs ask for {wanted}"
        assert sum(held) <= line.limit_fen, "I7 a line carries more than its limit"


def asked_of_a_budget(need: Need) -> tuple[int, int, int]:
    """What a need's line has reserved, committed and spent for it, by its state alone."""
    price = sum(Award.objects.filter(need=need, state="confirmed").values_list("amount_fen", flat=True))
    if need.state == "finished":
        back = Refund.objects.filter(payment__invoice__contract__need=need, state="succeeded")
        return 0, 0, price - sum(back.values_list("amount_fen", flat=True))
    if need.state == "confirmed":
        return 0, price, 0
    ceiling = Notice.objects.filter(need=need, published_at__isnull=False).latest("version").ceiling_fen
    return (0, 0, 0) if need.state in {"failed", "cancelled"} else (ceiling or 0, 0, 0)


def every_change_has_its_event(facts: list[dict[str, Any]]) -> None:
    """I9, I17."""
    logged = Counter(fact["type"] for fact in facts)
    logged["decision.made"] -= logged["agency.chosen"]  # each choice decides; its row says only the last
    for event, many in changes().items():
        assert logged[event] == many, f"I9 {many} changes and {logged[event]} events {event}"
    assert all(fact["by"].get("kind") for fact in facts), "I17 an event without an actor"


def changes() -> dict[str, int]:
    """How often each thing has happened, by the tables; one question to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {where})" for where in HAPPENED.values()))
        return dict(zip(HAPPENED, cursor.fetchone(), strict=True))
