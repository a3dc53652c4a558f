"""The buyer takes an explanation or rejects it with a reason; silence has its end on both sides."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.awards.award_need import offer_to_the_next
from bidding.actions.deciding.decide_again import decide_again
from bidding.models import Explanation, Need
from bidding.reads.relations import hold_bidders
from bidding.rules.explaining import TO_JUDGE_AN_EXPLANATION, TO_KEEP_ITS_PLACE, FallFacts, VerdictFacts
from bidding.states import ExplanationState, NeedState
from kernel import clock
from kernel.actors import SCHEDULER, Actor, ActorKind
from kernel.rulebook import broken, check
from ledger.canonical import Plain
from ledger.record import record

NOT_GIVEN = "期限内没有提交书面说明，不能证明报价合理"
TAKEN_BY_SILENCE = "委托方在审查期内没有提出理由，视为采纳"


@transaction.atomic
def judge_explanation(*, actor: Actor, explanation: int, accepts: bool, reason: str = "") -> Explanation:
    """Accept, so that the award goes on, or reject with a published reason, so that the bid is struck and the next follows.

    The scheduler judges by silence: what was not explained in time is rejected, what was not judged in time is accepted.

    Raises:
        RulesBroken: where no explanation has come, or a rejection gives no reason.
    """
    asked = access.explanation_to_judge(actor, explanation)
    hold_bidders(asked.need.number)
    need = reads.lock_need(asked.need.number)
    asked.refresh_from_db()
    asked.need = need
    at = clock.now()
    silent = actor.kind == ActorKind.SYSTEM
    if silent:
        due = {ExplanationState.ASKED: asked.explain_by, ExplanationState.GIVEN: asked.judge_by}.get(asked.state)
        if due is None or at < due:
            return asked
        accepts = asked.state == ExplanationState.GIVEN
        reason = TAKEN_BY_SILENCE if accepts else NOT_GIVEN
    else:
        facts = VerdictFacts(asked.state == ExplanationState.GIVEN, accepts, reason)
        check(TO_JUDGE_AN_EXPLANATION, facts, on=clock.day_of(at))
    (asked.accept if accepts else asked.reject)(at=at)
    asked.reason = reason.strip()[:400]
    asked.save()
    body: dict[str, Plain] = {"need": need.number, "bidder": asked.bid.agency.organisation.uscc, "bid": asked.bid.envelope_hash}
    body |= {"accepted": accepts, "silent": silent, "because": asked.reason}
    record(actor, "explanation.judged", body, at=at, tell={"need": need.number})
    _go_on(need, asked, accepts=accepts)
    return asked


def _go_on(need: Need, asked: Explanation, *, accepts: bool) -> None:
    """What follows by rule: the strike and the decision anew, or the award that waited for nothing else."""
    if not accepts:
        facts = FallFacts(explanation_rejected=f"低价说明未被采纳：{asked.reason}")
        found = broken(TO_KEEP_ITS_PLACE, facts, on=need.law_day or clock.today())
        decide_again(actor=SCHEDULER, need=need, fallen=[(asked.bid, found)])
    elif need.state == NeedState.AWARDED and reads.live_award(need) is None:
        offer_to_the_next(SCHEDULER, need)
