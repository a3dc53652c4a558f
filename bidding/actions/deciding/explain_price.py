"""The bidder explains its abnormally low price."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Explanation
from bidding.rules.explaining import TO_EXPLAIN_A_PRICE, ExplainingFacts
from bidding.states import ExplanationState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term


@transaction.atomic
def explain_price(*, actor: Actor, number: str, text: str) -> Explanation:
    """Say in writing why the service can be rendered at that price; the buyer reads it, the record keeps its salted hash.

    Raises:
        RulesBroken: after the period, without a text, or if nothing is asked (any more).
    """
    need = reads.lock_need(number)
    asked = access.explanation_to_give(actor, number)
    at = clock.now()
    waits = asked.state == ExplanationState.ASKED
    check(TO_EXPLAIN_A_PRICE, ExplainingFacts(at, asked.explain_by, waits, text), on=clock.day_of(at))
    days = term(TermName.JUDGE_DAYS, need.region, on=clock.day_of(at))
    asked.give(at=at)
    asked.text, asked.judge_by = text.strip(), add_working_days(at, days)
    asked.save()
    body = {"need": number, "bidder": asked.bid.agency.organisation.uscc, "bid": asked.bid.envelope_hash}
    body |= {"judge_by": stamp(asked.judge_by)}
    record(actor, "price.explained", body, at=at, private={"text": asked.text}, tell={"need": number})
    return asked
