"""The deadline has passed: the list of bids is frozen."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.deciding.fail_need import fail_for_want_of_bids
from bidding.actions.ventures.lapse_ventures import lapse_ventures
from bidding.models import Need
from bidding.reads.outage import hold_the_heart, outage_facts
from bidding.reads.relations import bidders_of
from bidding.rules.opening import TO_CLOSE_A_NEED, TO_COMPETE, DeadlineFacts
from bidding.rules.outage import TO_CLOSE_AFTER_NO_OUTAGE
from bidding.rules.questions import TO_CLOSE_AFTER_QUESTIONS
from bidding.states import VentureState
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import broken, check
from ledger.canonical import Plain
from ledger.merkle import frozen_list_root
from ledger.record import record, stamp


@transaction.atomic
def close_need(*, actor: Actor, number: str) -> Need:
    """Close a need at its deadline or later, while no bid is between reading the clock and being stored.

    With too few bids it ends here: nothing is opened, and the clock's next round calls the second notice.

    Raises:
        RulesBroken: before the deadline, after an outage before it (then it moves first), or while an unanswered question holds the closing.
    """
    access.may_run_the_clock(actor)
    # A score that is published meanwhile stands before or after the closing, by its time and on the record; also that of a bidder who comes last.
    need = reads.lock_holding(lambda: bidders_of(number), lambda: reads.lock_need_against_bids(number))
    at = clock.now()
    assert need.closes_at is not None
    check(TO_CLOSE_A_NEED, DeadlineFacts(at, need.closes_at), on=clock.day_of(at))
    if need.outage_terms:
        hold_the_heart()
    check(TO_CLOSE_AFTER_NO_OUTAGE, outage_facts(need, at=at), on=need.law_day or clock.day_of(at))
    waiting = reads.closing_facts(need, at=at)
    check(TO_CLOSE_AFTER_QUESTIONS, waiting, on=clock.day_of(at))
    need.close(at=at)
    need.save()
    notice = reads.notice_of(need)
    sealed = [(bid.agency.organisation.uscc, bid.envelope_hash) for bid in reads.sealed_bids(need)]
    body: dict[str, Plain] = {
        "need": need.number,
        "version": notice.version,
        "deadline": stamp(need.closes_at),
        "root": frozen_list_root(sealed),
        "bids": len(sealed),
        "unanswered": waiting.unanswered,
    }
    record(actor, "need.closed", body, at=at)
    lapse_ventures(actor=actor, need=need, states=(VentureState.PROPOSED,), at=at)
    facts = reads.competition_facts(need, notice, len(sealed))
    if broken(TO_COMPETE, facts, on=need.law_day or clock.today()):
        fail_for_want_of_bids(actor, need, facts)
    return need
