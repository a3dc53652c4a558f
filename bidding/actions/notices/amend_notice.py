"""A buyer publishes a new version of a notice."""

from datetime import datetime

from django.db import transaction

from bidding import access, reads
from bidding.actions.notices.name_terms import name_terms
from bidding.actions.notices.name_trustees import NOBODY, Named, ask_for_keys, with_keys
from bidding.actions.notices.reserve_ceiling import reserve_anew
from bidding.actions.ventures.lapse_ventures import lapse_ventures
from bidding.models import Need, Notice
from bidding.rules.amendment import TO_AMEND_A_NOTICE, TO_AMEND_IMMATERIALLY, TO_AMEND_MATERIALLY, touches_what_is_material
from bidding.states import VentureState
from draws.actions.give_contributions import give_contributions
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import RulesBroken, broken
from ledger.record import record


def amend_notice(*, actor: Actor, number: str, what_changed: str, knows_it_is_narrow: bool = False) -> Notice:
    """Make the new version the one in force.

    A material change (amount, qualification, scope, deadline) starts the period again with new keys; the envelopes
    sealed for the old version stay unopened for ever, and their agencies are told to seal again. The trustees are asked
    before the need is locked: no bid waits for a slow one.
    """
    return with_keys(
        lambda: _keys_of_the_new_version(actor, number),
        lambda named: _amend(actor, number, named, what_changed=what_changed, knows_it_is_narrow=knows_it_is_narrow),
    )


def _keys_of_the_new_version(actor: Actor, number: str) -> Named:
    need = access.need_to_steer(actor, number)
    if not reads.has_draft(need):
        return NOBODY
    new = reads.draft_of(need)
    if not touches_what_is_material(reads.changed_columns(reads.notice_of(need), new)):
        return NOBODY
    return ask_for_keys(number, new.closes_at, plans=need.has_plans)


@transaction.atomic
def _amend(actor: Actor, number: str, named: Named, *, what_changed: str, knows_it_is_narrow: bool) -> Notice:
    need = reads.lock_need_against_bids(number)
    access.may_steer(actor, need)
    at = clock.now()
    old = reads.notice_of(need)
    new = reads.draft_of(need) if reads.has_draft(need) else old
    changed = reads.changed_columns(old, new)
    material = touches_what_is_material(changed)
    facts = reads.facts_of(need, new, at=at, count_able=True, knows_it_is_narrow=knows_it_is_narrow)
    found = broken(
        TO_AMEND_A_NOTICE, reads.amendment_facts(need, at=at, what_changed=what_changed, changed=changed), on=clock.day_of(at)
    ) + broken(TO_AMEND_MATERIALLY if material else TO_AMEND_IMMATERIALLY, facts, on=clock.day_of(at))
    if found:
        raise RulesBroken(found)
    unopened = _restart(actor, need, new, named, at=at) if material else []
    need.take_bids(new, at=at)
    new.published_at, new.what_changed = at, what_changed.strip()
    new.save(update_fields=["published_at", "what_changed"])
    reserve_anew(actor, need, old, new, at=at)
    body = reads.published_body(need, new, at=at)
    body |= {"what": new.what_changed, "changed": sorted(changed), "material": material}
    body |= {"unopened": [envelope for envelope, _ in unopened], "able": facts.able or 0}
    record(actor, "need.amended", body, at=at, tell={"need": number, "agencies": [uscc for _, uscc in unopened]})
    if material:
        give_contributions(actor=SCHEDULER, subject=number, trustees=need.trustees, sealed=named.contributions, at=at)
    return new


def _restart(actor: Actor, need: Need, new: Notice, named: Named, *, at: datetime) -> list[tuple[str, str]]:
    """Set the new deadline and keys, and leave what was sealed unopened; gives (envelope hash, agency's code) of each."""
    assert new.closes_at is not None
    need.restart(closes_at=new.closes_at)
    name_terms(actor=actor, need=need, named=named, closes_at=new.closes_at, at=at)
    lapse_ventures(actor=actor, need=need, states=(VentureState.PROPOSED, VentureState.AGREED), at=at)
    return leave_unopened(need, at)


def leave_unopened(need: Need, at: datetime) -> list[tuple[str, str]]:
    """Leave every sealed bid of a need unopened; gives (envelope hash, agency's code) of each."""
    bids = reads.lock_sealed_bids(need)
    for bid in bids:
        bid.leave_unopened(at=at)
        bid.save()
    return [(bid.envelope_hash, bid.agency.organisation.uscc) for bid in bids]
