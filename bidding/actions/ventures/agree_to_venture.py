"""A member consents to a joint venture."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Venture
from bidding.reads import ventures
from bidding.rules.venturing import TO_AGREE_TO_A_VENTURE
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def agree_to_venture(*, actor: Actor, agreement: str) -> Venture:
    """Consent to the agreement; with the last consent it stands, on the public record, and its lead may bid for all.

    Who has consented already has done so for good: nothing happens.

    Raises:
        RulesBroken: at the deadline or later, or while a bid of the lead stands.
        TransitionNotAllowed: if it has ended.
    """
    party = access.part_to_answer(actor, agreement)
    need = reads.lock_need_against_bids(party.venture.need.number)
    venture = ventures.venture_by_agreement(agreement)
    at, mine = clock.now(), next(each for each in venture.parties.all() if each.pk == party.pk)
    if mine.agreed_at is not None:
        return venture
    facts = ventures.forming_facts(need, reads.notice_of(need), venture.lead, at=at)
    check(TO_AGREE_TO_A_VENTURE, facts, on=need.law_day or clock.day_of(at))
    mine.agreed_at = at
    mine.save(update_fields=["agreed_at"])
    if all(each.agreed_at for each in venture.parties.all()):
        venture.agree(at=at)
        venture.save()
        told = ventures.told_agreement(venture)
        record(actor, "venture.agreed", {**told, "venture": agreement}, at=at, tell={"need": need.number, "venture": agreement})
    return venture
