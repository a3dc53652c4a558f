"""The contract of a joint venture: the buyer, the lead and every member sign it, and only the lead acts under it."""

import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from agencies import actions as agencies
from contracts import access, due, panels, reads
from contracts.actions.answer_change import answer_change
from contracts.actions.deliver_result import deliver_result
from contracts.actions.propose_change import propose_change
from contracts.actions.terminate_contract import terminate_contract
from contracts.models import Change, Contract, Member
from contracts.papers import award_notice, contract_paper
from contracts.states import ContractState, Side
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from ledger.reads import recorded_facts
from payments.actions.prepare_payment import prepare_payment
from tests.makers import bids, contracts, market
from tests.makers.contracts import A_PDF
from tests.makers.ventures import JointDeal, a_joint_contract, signed_by

pytestmark = pytest.mark.usefixtures("at_ten", "media")


@pytest.fixture
def deal() -> JointDeal:
    return a_joint_contract()


def told(deal: JointDeal, event: str) -> list[dict]:
    return recorded_facts(event, deal.contract.need.number)


def everything(deal: JointDeal) -> tuple:
    rows = (Contract.objects.values().get(pk=deal.contract.pk), list(Member.objects.order_by("pk").values()))
    return (*rows, Pending.objects.count())


@pytest.mark.parametrize("last", range(4), ids=["the buyer", "the lead", "a member", "another member"])
def test_it_comes_into_force_with_the_last_confirmation_whoevers_that_is(deal, last) -> None:
    late = deal.everybody[last]
    waiting = signed_by(deal, *(each for each in deal.everybody if each is not late))
    assert (waiting.state, waiting.signed_at, waiting.due_on) == (ContractState.DRAWN_UP, None, None)
    assert [each.organisation.uscc for each in waiting.waits_for] == [late.uscc]
    assert told(deal, "contract.signed") == []
    signed = signed_by(deal, late)
    assert (signed.state, signed.signed_at) == (ContractState.SIGNED, clock.now())
    assert len(told(deal, "contract.signed")) == 1


def test_each_confirmation_on_the_record_names_who_confirms(deal) -> None:
    signed_by(deal, *deal.everybody)
    said = [(fact["side"], fact["org"], fact["by"]["org"]) for fact in told(deal, "contract.confirmed")]
    assert said == [
        ("buyer", deal.buyer.uscc, deal.buyer.uscc),
        *(("agency", each.uscc, each.uscc) for each in (deal.agency, *deal.members)),
    ]


def test_what_a_lone_agency_confirms_stands_on_the_record_as_ever() -> None:
    alone = contracts.a_signed_contract()
    (first, second) = recorded_facts("contract.confirmed", alone.contract.need.number)
    assert set(first) == set(second) == {"v", "type", "at", "by", "contract", "need", "side", "terms"}
    assert not Member.objects.exists()
    assert "双方在平台确认同一条款摘要后成立并生效" in json.dumps(alone.contract.terms, ensure_ascii=False)


def test_nobody_confirms_twice(deal) -> None:
    signed_by(deal, *deal.everybody[1:])
    before = everything(deal)
    for again in deal.everybody[1:]:
        with pytest.raises(RulesBroken) as refused:
            signed_by(deal, again)
        assert refused.value.names == ("contracts.terms_are_confirmed_once",)
    assert everything(deal) == before


def test_a_member_confirms_in_time_by_whoever_signs_for_it_or_not_at_all(deal) -> None:
    (member, _), before = deal.members, everything(deal)
    with pytest.raises(NotForYou):
        signed_by(deal, replace(member, roles=frozenset({"bid"})))
    with pytest.raises(NotFound):
        signed_by(deal, bids.a_bidder())
    clock.set_to(deal.contract.sign_by)
    with pytest.raises(RulesBroken) as refused:
        signed_by(deal, member)
    assert "contracts.contract_is_signed_in_time" in refused.value.names
    assert everything(deal)[:2] == before[:2]


def test_a_contract_lapses_for_want_of_one_member_and_the_record_says_whose(deal) -> None:
    signed_by(deal, deal.buyer, deal.agency, deal.members[0])
    clock.set_to(deal.contract.sign_by)
    assert due.lapse_due() == 1
    (fact,) = told(deal, "contract.lapsed")
    assert (fact["buyer_confirmed"], fact["agency_confirmed"]) == (True, False)
    assert fact["unconfirmed"] == [deal.members[1].uscc]
    assert deal.now().state == ContractState.LAPSED


def test_the_database_keeps_it_out_of_force_without_a_member(deal) -> None:
    waiting = signed_by(deal, deal.buyer, deal.agency, deal.members[0])
    jump = "UPDATE contracts_contract SET state = 'signed', signed_at = now(), agency_confirmed_at = now() WHERE id = %s"
    with pytest.raises(IntegrityError, match="waits for a member"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(jump, [waiting.pk])
    assert deal.now().state == ContractState.DRAWN_UP


def test_a_member_tied_to_the_approving_organ_holds_every_signature_up(deal, monkeypatch) -> None:
    tied = deal.members[1]
    organ = market.an_organisation("department")
    monkeypatch.setattr(reads, "supervisor_of", lambda code, region: organ)
    clock.forward(timedelta(minutes=1))
    agencies.declare_tie(actor=tied, organ_name=organ.name, organ_uscc=organ.uscc, nature="下属单位")
    before = everything(deal)
    with pytest.raises(RulesBroken) as refused:
        signed_by(deal, deal.buyer)
    assert refused.value.names == ("contracts.tied_agency_does_not_sign",)
    assert tied.name in str(refused.value)
    assert everything(deal) == before


def test_a_member_sees_its_contract_and_does_nothing_else_with_it(deal) -> None:
    signed_by(deal, *deal.everybody)
    member = deal.members[0]
    assert access.see(member, deal.now()) == (deal.contract, Side.MEMBER)
    before = everything(deal)
    later = deal.now().due_on + timedelta(days=9)
    for act in (
        lambda: deliver_result(actor=member, number=deal.number, files=(A_PDF,)),
        lambda: propose_change(actor=member, number=deal.number, reason="汛期", new_due_on=later),
        lambda: terminate_contract(actor=member, number=deal.number, reason="不做了"),
        lambda: prepare_payment(actor=member, number=deal.number, method="card", token="pm_card_visa", attempts_seen=0),
    ):
        with pytest.raises(NotForYou):
            act()
    assert everything(deal) == before
    assert not Change.objects.exists()


def test_a_change_is_answered_by_the_lead_for_all_and_by_no_member(deal) -> None:
    signed_by(deal, *deal.everybody)
    later = deal.now().due_on + timedelta(days=9)
    propose_change(actor=deal.buyer, number=deal.number, reason="场地未交", new_due_on=later)
    with pytest.raises(NotForYou):
        answer_change(actor=deal.members[0], number=deal.number, agree=True)
    assert Change.objects.get().state == "proposed"
    answer_change(actor=deal.agency, number=deal.number, agree=True)
    assert deal.now().due_on == later


def test_each_party_finds_it_once_among_its_own_and_is_told_what_to_do(deal) -> None:
    for each in deal.everybody:
        assert list(access.visible_to(each)) == [deal.contract]
        (panel,) = panels.panels(each)
        assert [task.title.partition("：")[0] for task in panel.tasks] == ["确认合同条款"]
    signed_by(deal, deal.members[0])
    (panel,) = panels.panels(deal.members[0])
    assert panel.tasks[0].title.startswith("等待其他各方确认")
    assert list(access.visible_to(bids.a_bidder())) == []


def test_the_text_names_all_parties_their_work_and_shares_and_that_they_are_liable_together(deal) -> None:
    text = "".join("".join(clause["text"]) for clause in deal.contract.terms["clauses"])
    for actor, share in zip((deal.agency, *deal.members), ("33.34%", "33.33%", "33.33%"), strict=True):
        assert f"{actor.name}（{actor.uscc}）" in text
        assert f"份额 {share}" in text
    assert "各方共同与甲方签订本合同" in text
    assert "联合体各方就本合同向甲方承担连带责任" in text
    assert "甲方和联合体各方都在平台确认同一条款摘要后成立并生效" in text
    assert "签订和履行" not in text


def test_the_paper_carries_the_signature_of_each(deal) -> None:
    signed_by(deal, *deal.everybody[:3])
    pages = PdfReader(io.BytesIO(contract_paper(deal.now()))).pages
    paper = "".join("".join(page.extract_text() for page in pages).split())
    assert f"甲方：{deal.buyer.name}" in paper
    assert f"乙方（牵头方）：{deal.agency.name}" in paper
    for member in deal.members:
        assert f"乙方（成员）：{member.name}" in paper
    assert paper.count("在平台确认") - paper.count("都在平台确认") == 3
    assert paper.count("尚未确认") == 1


def test_the_notice_of_award_names_the_members(deal) -> None:
    pages = PdfReader(io.BytesIO(award_notice(deal.contract))).pages
    paper = "".join("".join(page.extract_text() for page in pages).split())
    assert "、".join(member.name for member in deal.members) in paper
    assert "由各方共同与委托方签订合同" in paper


def test_the_due_day_is_counted_from_the_last_confirmation(deal) -> None:
    signed_by(deal, *deal.everybody[:3])
    clock.forward(timedelta(days=2))
    signed = signed_by(deal, deal.everybody[3])
    assert signed.due_on == clock.today() + timedelta(days=deal.contract.terms["days"])
    assert isinstance(signed.due_on, date)
