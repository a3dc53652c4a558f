"""The winner takes the award."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Award
from bidding.rules.award import TO_BE_OFFERED_THE_AWARD, TO_CONFIRM_AN_AWARD, AnswerFacts
from budgets.actions.commit_budget import commit_budget
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import RulesBroken, broken
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def confirm_award(*, actor: Actor, number: str) -> Award:
    """Confirm; the contract follows. An abnormally low price was explained before the award was offered.

    Raises:
        RulesBroken: after the period, if the agency may no longer serve, or if no reserve of the department covers the price.
        TransitionNotAllowed: if the award was answered already.
    """
    need = reads.lock_need(number)
    award = access.award_to_answer(actor, number)
    award.need = need
    at = clock.now()
    uscc = award.agency.organisation.uscc
    found = broken(TO_CONFIRM_AN_AWARD, AnswerFacts(at, award.confirm_by), on=clock.day_of(at))
    notice, on = reads.notice_for_bidding(number), need.law_day or clock.day_of(at)
    venture = reads.venture_before(notice, award.agency)
    standing = reads.as_lead(reads.eligibility_facts(notice, award.agency, at=at), venture)
    found += broken(TO_BE_OFFERED_THE_AWARD, standing, on=on) + reads.bars_of_members(notice, venture, at=at, on=on)
    if found:
        raise RulesBroken(found)
    award.confirm(at=at)
    award.save()
    need.confirm(at=at)
    need.save()
    if need.is_commissioned_by_department:
        commit_budget(actor=actor, need=number, fen=award.amount_fen, at=at)
    body: dict[str, Plain] = {"need": number, "bidder": uscc, "bid": award.envelope_hash, "fen": award.amount_fen}
    record(actor, "award.confirmed", body, at=at, tell={"need": number, "award": award.pk})
    return award
