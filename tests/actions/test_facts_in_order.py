"""A clock that stepped back behind what was written last about a need or a contract: every verb is refused by name, and nothing changes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.deciding.file_objection import file_objection
from bidding.actions.drafting.save_need_contacts import save_need_contacts
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.answer_question import answer_question
from bidding.actions.notices.ask_question import ask_question
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.move_deadline import move_deadline
from bidding.actions.notices.start_amendment import start_amendment
from bidding.actions.opening.close_need import close_need
from bidding.models import Need
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import deliver_result
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger import record as ledger_record
from ledger.export import export_record
from ledger.models import Latest
from ledger.sequencer import sequence_all
from tests.ledger.browser import in_the_browser, verify
from tests.makers import bidding as needs
from tests.makers import bids, contracts, market, outages
from tests.node import needs_node

MICROSECOND = timedelta(microseconds=1)
IN_ORDER = "ledger.facts_come_in_order"
type Verb = Callable[[], object]


def _asked() -> tuple[Any, Need]:
    buyer = market.a_firm()
    need = needs.an_open_need(buyer)
    clock.forward(timedelta(minutes=5))
    ask_question(actor=bids.a_bidder(), number=need.number, text="要现场踏勘吗")
    return buyer, need


def amending() -> tuple[str, Verb]:
    buyer, need = _asked()
    start_amendment(actor=buyer, number=need.number)
    phones = {"contact_phone": "0379-1234567", "complaint_phone": "0379-7654321"}
    save_need_contacts(actor=buyer, number=need.number, contact_name="新联系人", **phones)
    return need.number, lambda: amend_notice(actor=buyer, number=need.number, what_changed="联系人", knows_it_is_narrow=True)


def cancelling() -> tuple[str, Verb]:
    buyer, need = _asked()
    return need.number, lambda: cancel_need(actor=buyer, number=need.number, reason="project_stopped")


def asking() -> tuple[str, Verb]:
    _, need = _asked()
    somebody = bids.a_bidder()
    return need.number, lambda: ask_question(actor=somebody, number=need.number, text="几份纸质件")


def answering() -> tuple[str, Verb]:
    buyer, need = _asked()
    return need.number, lambda: answer_question(actor=buyer, number=need.number, question=need.questions.get().pk, answer="要")


def moving_the_deadline() -> tuple[str, Verb]:
    outages.an_outage_rule()
    need = needs.an_open_need()
    outages.beat_until(need, before=timedelta(minutes=10), silent=(20, 15))
    Latest.objects.update(at=clock.now() + MICROSECOND)
    return need.number, lambda: move_deadline(actor=SCHEDULER, number=need.number)


def closing() -> tuple[str, Verb]:
    need = needs.an_open_need()
    for _ in range(3):
        bids.a_sealed_bid(need, bids.a_bidder())
    bids.reach_the_deadline(need)
    Latest.objects.update(at=clock.now() + MICROSECOND)
    return need.number, lambda: close_need(actor=SCHEDULER, number=need.number)


def objecting() -> tuple[str, Verb]:
    agencies = [bids.a_bidder() for _ in range(3)]
    need = bids.a_decided_need(bidders=agencies)
    return need.number, lambda: file_objection(actor=agencies[2], number=need.number, text="方案抄录他人成果")


def confirming() -> tuple[str, Verb]:
    need = bids.an_awarded_need()
    return need.number, lambda: confirm_award(actor=bids.winner_of(need), number=need.number)


def signing() -> tuple[str, Verb]:
    deal = contracts.a_drawn_up_contract()
    return deal.number, lambda: confirm_terms(actor=deal.buyer, number=deal.number, terms_hash=deal.now().terms_hash)


def delivering() -> tuple[str, Verb]:
    deal = contracts.a_signed_contract()
    return deal.number, lambda: deliver_result(actor=deal.agency, number=deal.number, files=(contracts.A_PDF,))


VERBS = (amending, cancelling, asking, answering, moving_the_deadline, closing, objecting, confirming, signing, delivering)


def everything() -> dict[str, list[tuple]]:
    """Every row of every table, but for the clock's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'kernel_clockshift'")
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1')
            found[name] = cursor.fetchall()
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_a_clock_behind_the_last_fact_is_refused_by_name_and_nothing_changes_until_it_has_caught_up(at_ten, verb) -> None:
    about, act = verb()
    last = Latest.objects.get(pk=about).at
    clock.set_to(last - MICROSECOND)
    before = everything()
    with pytest.raises(RulesBroken) as refused, transaction.atomic():
        act()
    assert refused.value.names == (IN_ORDER,)
    assert everything() == before
    clock.set_to(last)
    act()
    assert Latest.objects.get(pk=about).at == last


@needs_node
def test_without_the_rule_the_record_would_be_one_that_both_verifiers_call_false(at_ten, monkeypatch, tmp_path: Path) -> None:
    about, cancel = cancelling()
    monkeypatch.setattr(ledger_record, "step_on", lambda *fact: None)
    clock.set_to(Need.objects.get(number=about).published_at - MICROSECOND)
    cancel()
    sequence_all()
    export_record(tmp_path)
    (found,) = verify.check(tmp_path).findings
    assert "(need.cancelled): expected a time at or after" in found
    [[(file, line, said)]] = in_the_browser([(tmp_path, {})])
    assert (file, line) == ("entries.jsonl", int(found.split()[2]))
    assert "时间不应早于前一事项" in said
