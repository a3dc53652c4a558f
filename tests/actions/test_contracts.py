"""A contract from the award to the accepted delivery, and what each refusal leaves unchanged."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest

from bidding.models import Award, Need
from bidding.states import AwardState, NeedState
from contracts import due, reads
from contracts.actions.accept_by_silence import accept_by_silence
from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.answer_change import answer_change
from contracts.actions.complete_contract import complete_contract
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import ResultFile, deliver_result
from contracts.actions.draw_up_contract import draw_up_contract
from contracts.actions.propose_change import propose_change
from contracts.actions.return_delivery import return_delivery
from contracts.actions.terminate_contract import terminate_contract
from contracts.clauses import hash_of
from contracts.models import Change, Contract, Delivery
from contracts.states import ContractState
from kernel import clock, outbox
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from ledger.record import record
from tests.makers import bids, market
from tests.makers import contracts as make

pytestmark = pytest.mark.usefixtures("at_ten", "media")


def need_state(deal: make.Deal) -> str:
    return Need.objects.get(pk=deal.contract.need_id).state


def events() -> list[str]:
    return [json.loads(body)["type"] for body in Pending.objects.order_by("pk").values_list("body", flat=True)]


def test_a_confirmed_award_is_followed_by_its_contract() -> None:
    award = make.a_confirmed_award()
    record(SCHEDULER, "award.confirmed", {"need": award.need.number}, tell={"need": award.need.number, "award": award.pk})
    outbox.deliver_all()
    contract = Contract.objects.get(award=award)
    assert (contract.number, contract.amount_fen, contract.state) == ("ZX-HT-2026-0001", 8_260_000, ContractState.DRAWN_UP)
    assert contract.terms["amount_capitals"] == "捌万贰仟陆佰元整"
    assert contract.terms["service"]["content"] == "编制水土保持方案报告书，配合评审并修改至通过"
    assert contract.sign_by == clock.now() + timedelta(days=7)
    assert contract.terms_hash == hash_of(contract.terms)


def test_a_contract_is_drawn_up_once_however_often_it_is_asked_for() -> None:
    award = make.a_confirmed_award()
    first = draw_up_contract(actor=SCHEDULER, award=award.pk)
    assert draw_up_contract(actor=SCHEDULER, award=award.pk).pk == first.pk
    assert events() == ["contract.drawn_up"]


def test_contracts_of_a_year_are_numbered_without_a_gap() -> None:
    assert [make.a_drawn_up_contract().number for _ in range(3)] == [f"ZX-HT-2026-000{n}" for n in (1, 2, 3)]


def test_a_contract_is_signed_when_both_sides_have_confirmed_the_same_text() -> None:
    deal = make.a_drawn_up_contract()
    half = confirm_terms(actor=deal.agency, number=deal.number, terms_hash=deal.contract.terms_hash)
    assert half.state == ContractState.DRAWN_UP
    signed = confirm_terms(actor=deal.buyer, number=deal.number, terms_hash=deal.contract.terms_hash)
    assert (signed.state, signed.due_on) == (ContractState.SIGNED, date(2026, 7, 3))
    assert events() == ["contract.drawn_up", "contract.confirmed", "contract.confirmed", "contract.signed"]


@pytest.mark.parametrize(
    ("way", "rule"),
    [
        ("another text", "contracts.both_sides_confirm_the_same_text"),
        ("too late", "contracts.contract_is_signed_in_time"),
        ("twice", "contracts.terms_are_confirmed_once"),
        ("dearer award", "contracts.contract_price_is_the_awarded_price"),
    ],
)
def test_a_confirmation_that_breaks_the_law_changes_nothing(way: str, rule: str) -> None:
    deal = make.a_drawn_up_contract()
    shown = deal.contract.terms_hash
    if way == "another text":
        shown = "0" * 64
    if way == "too late":
        clock.set_to(deal.contract.sign_by)
    if way == "twice":
        confirm_terms(actor=deal.buyer, number=deal.number, terms_hash=shown)
    if way == "dearer award":
        Award.objects.update(amount_fen=9_000_000)
    before = (Contract.objects.values().get(), events())
    with pytest.raises(RulesBroken) as refused:
        confirm_terms(actor=deal.buyer, number=deal.number, terms_hash=shown)
    assert rule in refused.value.names
    assert (Contract.objects.values().get(), events()) == before


def test_only_the_two_sides_know_of_an_unsigned_contract() -> None:
    deal = make.a_drawn_up_contract()
    with pytest.raises(NotFound):
        confirm_terms(actor=market.a_firm(), number=deal.number, terms_hash=deal.contract.terms_hash)
    with pytest.raises(NotForYou):
        confirm_terms(
            actor=market.acting_for(deal.contract.buyer, "buy"), number=deal.number, terms_hash=deal.contract.terms_hash
        )


def test_an_unsigned_contract_lapses_at_the_end_of_its_period_and_not_before() -> None:
    deal = make.a_drawn_up_contract()
    clock.set_to(deal.contract.sign_by - timedelta(microseconds=1))
    assert due.lapse_due() == 0
    clock.set_to(deal.contract.sign_by)
    assert due.lapse_due() == 1
    assert deal.now().state == ContractState.LAPSED
    assert (need_state(deal), Award.objects.get().state) == (NeedState.FAILED, AwardState.REVOKED)
    assert due.lapse_due() == 0


def test_a_department_signs_only_with_a_budget_line() -> None:
    deal = make.a_drawn_up_contract(buyer=market.an_organisation("department"), budget_line="")
    with pytest.raises(RulesBroken) as refused:
        confirm_terms(actor=deal.buyer, number=deal.number, terms_hash=deal.contract.terms_hash)
    assert refused.value.names == ("contracts.department_contract_names_its_budget_line",)


def test_a_later_due_day_takes_effect_when_the_other_side_agrees() -> None:
    deal = make.a_signed_contract()
    propose_change(actor=deal.agency, number=deal.number, reason="汛期无法踏勘", new_due_on=date(2026, 7, 20))
    assert deal.now().due_on == date(2026, 7, 3)
    with pytest.raises(RulesBroken):
        answer_change(actor=deal.agency, number=deal.number, agree=True)
    answer_change(actor=deal.buyer, number=deal.number, agree=True)
    assert deal.now().due_on == date(2026, 7, 20)


def test_a_refused_change_leaves_the_contract_as_it_is() -> None:
    deal = make.a_signed_contract()
    propose_change(actor=deal.agency, number=deal.number, reason="人手不足", subcontractor="某设计所")
    answer_change(actor=deal.buyer, number=deal.number, agree=False)
    assert deal.now().due_on == date(2026, 7, 3)
    with pytest.raises(NotFound):
        answer_change(actor=deal.buyer, number=deal.number, agree=True)


@pytest.mark.parametrize(
    ("who", "asked", "rule"),
    [
        ("agency", {"reason": "", "new_due_on": date(2026, 8, 1)}, "change_says_what_and_why"),
        ("agency", {"reason": "提前", "new_due_on": date(2026, 7, 1)}, "new_due_day_is_later"),
        ("buyer", {"reason": "换人", "subcontractor": "某设计所"}, "subcontract_is_asked_for_by_the_agency"),
    ],
)
def test_an_unlawful_change_is_not_even_proposed(who: str, asked: dict, rule: str) -> None:
    deal = make.a_signed_contract()
    with pytest.raises(RulesBroken) as refused:
        propose_change(actor=getattr(deal, who), number=deal.number, **asked)
    assert refused.value.names == (f"contracts.{rule}",)
    assert not Change.objects.exists()


def test_days_late_are_counted_from_the_day_after_the_due_day() -> None:
    on_time = make.a_delivered_contract(after=timedelta(days=30))
    assert on_time.contract.deliveries.get().days_late == 0
    late = make.a_delivered_contract(after=timedelta(days=31))
    assert late.contract.deliveries.get().days_late == 1


def an_office_file(folder: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<x/>")
    return out.getvalue()


def test_office_files_and_pictures_are_known_by_their_content() -> None:
    deal = make.a_signed_contract()
    files = (
        ResultFile("报告.docx", an_office_file("word")),
        ResultFile("表.xlsx", an_office_file("xl")),
        ResultFile("现场.JPEG", b"\xff\xd8\xff\xe0rest"),
    )
    delivery = deliver_result(actor=deal.agency, number=deal.number, files=files)
    assert [f.name for f in delivery.files.order_by("pk")] == ["报告.docx", "表.xlsx", "现场.JPEG"]
    assert deal.now().state == ContractState.DELIVERED


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ((), "delivery_carries_its_result"),
        ((ResultFile("空.pdf", b""),), "delivered_file_has_a_fitting_size"),
        ((ResultFile("大.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024)),), "delivered_file_has_a_fitting_size"),
        ((ResultFile("程序.pdf", b"MZ\x90\x00\x03"),), "delivered_file_is_what_its_name_says"),
        ((ResultFile("报告.docx", b"%PDF-1.7"),), "delivered_file_is_what_its_name_says"),
        ((ResultFile("页.txt", b"<html><script>"),), "delivered_file_is_what_its_name_says"),
    ],
)
def test_a_delivery_without_a_fitting_file_is_refused_and_nothing_is_kept(files: tuple, rule: str) -> None:
    deal = make.a_signed_contract()
    with pytest.raises(RulesBroken) as refused:
        deliver_result(actor=deal.agency, number=deal.number, files=files)
    assert f"contracts.{rule}" in refused.value.names
    assert not Delivery.objects.exists()
    assert deal.now().state == ContractState.SIGNED


def test_a_returned_delivery_is_mended_and_delivered_again() -> None:
    deal = make.a_delivered_contract()
    with pytest.raises(RulesBroken):
        return_delivery(actor=deal.buyer, number=deal.number, reasons="  ")
    return_delivery(actor=deal.buyer, number=deal.number, reasons="缺少监测点位图")
    deliver_result(actor=deal.agency, number=deal.number, files=(make.A_PDF,))
    assert accept_delivery(actor=deal.buyer, number=deal.number).state == ContractState.ACCEPTED
    assert not any("缺少监测点位图" in body for body in Pending.objects.values_list("body", flat=True)), "private in the record"
    rounds = list(deal.contract.deliveries.order_by("round").values_list("round", "return_reasons"))
    assert rounds == [(1, "缺少监测点位图"), (2, "")]


def test_a_firm_accepts_by_silence_after_ten_working_days() -> None:
    deal = make.a_delivered_contract()
    assert deal.contract.accept_by == clock.now() + timedelta(days=14)
    clock.set_to(deal.contract.accept_by - timedelta(microseconds=1))
    assert due.accept_due() == 0
    clock.set_to(deal.contract.accept_by)
    assert due.accept_due() == 1
    assert (deal.now().state, deal.now().accepted_by) == (ContractState.ACCEPTED, "silence")


def test_a_department_never_accepts_by_silence() -> None:
    deal = make.a_delivered_contract(buyer=market.an_organisation("department"))
    assert deal.contract.accept_by is None
    clock.forward(timedelta(days=400))
    assert due.accept_due() == 0
    with pytest.raises(RulesBroken) as refused:
        accept_by_silence(actor=SCHEDULER, number=deal.number)
    assert "contracts.department_never_accepts_by_silence" in refused.value.names


def test_either_side_terminates_a_running_contract_with_a_reason() -> None:
    deal = make.a_signed_contract()
    with pytest.raises(RulesBroken) as refused:
        terminate_contract(actor=deal.buyer, number=deal.number, reason="")
    assert refused.value.names == ("contracts.termination_has_a_reason",)
    assert terminate_contract(actor=deal.buyer, number=deal.number, reason="项目停止").state == ContractState.TERMINATED
    assert need_state(deal) == NeedState.FAILED
    with pytest.raises(RulesBroken):
        deliver_result(actor=deal.agency, number=deal.number, files=(make.A_PDF,))


def test_the_agency_delivers_and_the_buyer_accepts_and_never_the_other_way_round() -> None:
    deal = make.a_signed_contract()
    with pytest.raises(NotForYou):
        deliver_result(actor=deal.buyer, number=deal.number, files=(make.A_PDF,))
    deliver_result(actor=deal.agency, number=deal.number, files=(make.A_PDF,))
    with pytest.raises(NotForYou):
        accept_delivery(actor=deal.agency, number=deal.number)


def test_a_contract_is_completed_only_when_its_whole_price_is_paid() -> None:
    deal = make.an_accepted_contract()
    with pytest.raises(RulesBroken):
        complete_contract(actor=SCHEDULER, number=deal.number, paid_fen=8_259_999)
    assert complete_contract(actor=SCHEDULER, number=deal.number, paid_fen=8_260_000).state == ContractState.COMPLETED
    assert need_state(deal) == NeedState.FINISHED


def test_an_award_that_came_by_sealed_bids_becomes_a_contract_at_the_winners_price() -> None:
    award = bids.a_confirmed_award(90_000, 82_600, 88_000)
    outbox.deliver_all()
    contract = Contract.objects.get(award=award)
    assert (contract.amount_fen, contract.agency_id) == (award.amount_fen, award.agency_id)
    for side in (contract.buyer, contract.agency.organisation):
        actor = market.acting_for(side)
        contract = confirm_terms(actor=actor, number=contract.number, terms_hash=contract.terms_hash)
    assert contract.state == ContractState.SIGNED


def test_an_agency_tied_to_the_approving_organ_does_not_sign(monkeypatch) -> None:
    deal = make.a_drawn_up_contract()
    monkeypatch.setattr(reads, "ties_of", lambda contract: ("示例审批机关的下属单位",))
    with pytest.raises(RulesBroken) as refused:
        confirm_terms(actor=deal.agency, number=deal.number, terms_hash=deal.contract.terms_hash)
    assert refused.value.names == ("contracts.tied_agency_does_not_sign",)
