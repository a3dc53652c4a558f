"""The buyer answers an objection; silence has its end too."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.deciding.decide_again import decide_again
from bidding.actions.deciding.fail_need import OBJECTION_UPHELD, end_without_service
from bidding.models import Bid, Need, Objection
from bidding.rules.award import TO_ANSWER_AN_OBJECTION, ObjectionAnswerFacts
from bidding.rules.explaining import TO_KEEP_ITS_PLACE, FallFacts
from kernel import clock
from kernel.actors import SCHEDULER, Actor, ActorKind
from kernel.rulebook import broken, check
from ledger.canonical import Plain
from ledger.record import record

UNANSWERED = "委托方在 7 个工作日内没有答复。异议人可以在 15 个工作日内向监管部门投诉。"


@transaction.atomic
def answer_objection(*, actor: Actor, objection: int, upheld: bool, answer: str, against: str = "") -> Objection:
    """Uphold an objection or dismiss it, so that the award goes on.

    Upheld `against` a bid of the order (its envelope's hash): that bid is struck with the answer as its reason, and the
    decision is made anew. Upheld against the notice or the procedure (""): the decision falls and the need fails.

    The scheduler dismisses what nobody answered in time; the way to a complaint stays open.

    Raises:
        RulesBroken: without reasons in the answer, or against a bid that does not stand in the order.
        TransitionNotAllowed: if it was answered already.
    """
    filed = access.objection_to_answer(actor, objection)
    need = reads.lock_need(filed.need.number)
    filed.refresh_from_db()
    at = clock.now()
    silent = actor.kind == ActorKind.SYSTEM
    if silent and at < filed.answer_by:
        return filed
    upheld = upheld and not silent
    struck = reads.standing_bid(need, against) if upheld and against else None
    facts = ObjectionAnswerFacts(UNANSWERED if silent else answer, against if upheld else "", struck is not None)
    check(TO_ANSWER_AN_OBJECTION, facts, on=clock.day_of(at))
    (filed.uphold if upheld else filed.dismiss)(at=at)
    filed.answer, filed.against = facts.answer.strip(), struck
    filed.save()
    body: dict[str, Plain] = {"need": need.number, "org": filed.by.uscc, "upheld": upheld, "silent": silent}
    body |= {"bid": struck.envelope_hash} if struck else {}
    record(actor, "objection.answered", body, at=at, private={"answer": filed.answer})
    if upheld:
        _fell(actor, need, struck, filed.answer)
    return filed


def _fell(actor: Actor, need: Need, struck: Bid | None, answer: str) -> None:
    """The bid falls and the others are decided on anew; or, where no single bid is at fault, everything falls."""
    if struck is None:
        end_without_service(actor, need, reason="异议成立，原选取结果不再有效", because=OBJECTION_UPHELD)
        return
    facts = FallFacts(objection_upheld=f"异议成立：{answer[:300]}")
    found = broken(TO_KEEP_ITS_PLACE, facts, on=need.law_day or clock.today())
    decide_again(actor=SCHEDULER, need=need, fallen=[(struck, found)])
