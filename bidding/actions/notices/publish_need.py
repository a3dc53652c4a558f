"""A buyer publishes a need."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.choosing.offer_choice import offer_choice
from bidding.actions.notices.name_terms import name_terms
from bidding.actions.notices.name_trustees import NOBODY, Named, ask_for_keys, with_keys
from bidding.actions.notices.reserve_ceiling import reserve_ceiling
from bidding.models import Need
from bidding.rules.publication import NARROW, TO_PUBLISH_A_NEED
from bidding.states import Method
from draws.actions.give_contributions import give_contributions
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import check
from ledger.record import record


def publish_need(*, actor: Actor, number: str, knows_it_is_narrow: bool = False) -> Need:
    """Make a draft public: its notice runs until the deadline, the keys of its envelopes are named, bids may come.

    Args:
        actor: the buyer.
        number: the need's number.
        knows_it_is_narrow: the buyer has seen that no more than one agency meets the conditions, and stands by them.

    The trustees are asked before the need is locked: nobody waits for a slow one.

    Raises:
        RulesBroken: with every rule that the notice breaks.
    """
    return with_keys(
        lambda: _keys_of_the_draft(actor, number),
        lambda named: _publish(actor, number, named, knows_it_is_narrow=knows_it_is_narrow),
    )


def _keys_of_the_draft(actor: Actor, number: str) -> Named:
    need = access.need_to_steer(actor, number)
    if need.method == Method.DIRECT_CHOICE or not reads.has_draft(need):
        return NOBODY
    return ask_for_keys(number, reads.draft_of(need).closes_at, plans=need.has_plans)


@transaction.atomic
def _publish(actor: Actor, number: str, named: Named, *, knows_it_is_narrow: bool) -> Need:
    need = reads.lock_need(number)  # what was seen before the asking may have changed: only this counts
    access.may_steer(actor, need)
    at = clock.now()
    notice = reads.draft_of(need) if reads.has_draft(need) else reads.notice_of(need)
    facts = reads.facts_of(need, notice, at=at, count_able=True, knows_it_is_narrow=knows_it_is_narrow)
    check(TO_PUBLISH_A_NEED, facts, on=clock.day_of(at))
    if need.method == Method.DIRECT_CHOICE:
        return offer_choice(actor=actor, need=need, notice=notice, facts=facts, at=at)
    assert notice.closes_at is not None
    need.publish(at=at, closes_at=notice.closes_at)
    need.item = reads.item_of_the_list(need.item.code) if need.item else None
    name_terms(actor=actor, need=need, named=named, closes_at=notice.closes_at, at=at)
    need.take_bids(notice, at=at)
    notice.published_at = at
    notice.save(update_fields=["published_at"])
    flags = reads.flags_of(need, notice, able=facts.able or 0, limit_fen=facts.limit_fen, at=at, narrow=NARROW)
    reserve_ceiling(actor=actor, need=need, notice=notice, at=at)
    body = reads.published_body(need, notice, at=at) | {"flags": flags, "able": facts.able or 0}
    record(actor, "need.published", body, at=at, tell={"need": need.number, "version": notice.version})
    give_contributions(actor=SCHEDULER, subject=need.number, trustees=need.trustees, sealed=named.contributions, at=at)
    return need
