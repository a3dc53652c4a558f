"""The buyer answers an objection; silence has its end too."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.fail_need import OBJECTION_UPHELD, end_without_service
from bidding.models import Objection
from bidding.rules.award import TO_ANSWER_AN_OBJECTION, ObjectionAnswerFacts
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record

UNANSWERED = "委托方在 7 个工作日内没有答复。异议人可以在 15 个工作日内向监管部门投诉。"


@transaction.atomic
def answer_objection(*, actor: Actor, objection: int, upheld: bool, answer: str) -> Objection:
    """Uphold an objection, so that the decision falls and the need fails, or dismiss it, so that the award goes on.

    The scheduler dismisses what nobody answered in time; the way to a complaint stays open.

    Raises:
        RulesBroken: without reasons in the answer.
        TransitionNotAllowed: if it was answered already.
    """
    filed = access.objection_to_answer(actor, objection)
    need = reads.lock_need(filed.need.number)
    filed.refresh_from_db()
    at = clock.now()
    silent = actor.kind == ActorKind.SYSTEM
    if silent and at < filed.answer_by:
        return filed
    check(TO_ANSWER_AN_OBJECTION, ObjectionAnswerFacts(UNANSWERED if silent else answer), on=clock.day_of(at))
    (filed.uphold if upheld and not silent else filed.dismiss)(at=at)
    filed.answer = UNANSWERED if silent else answer.strip()
    filed.save()
    body: dict[str, Plain] = {"need": need.number, "org": filed.by.uscc, "upheld": upheld and not silent, "silent": silent}
    record(actor, "objection.answered", body, at=at, private={"answer": filed.answer})
    if upheld and not silent:
        end_without_service(actor, need, reason="异议成立，原选取结果不再有效", because=OBJECTION_UPHELD)
    return filed
