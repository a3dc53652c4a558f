"""The pages of evaluations, scores and cases."""

import pytest

from kernel import outbox
from market.models import Person
from ratings.models import Evaluation, ExitCase
from ratings.panels import panels
from tests.makers import market
from tests.makers.contracts import an_accepted_contract
from tests.makers.ratings import a_case, a_decided_case, an_answered_case, an_evaluation, an_official

pytestmark = pytest.mark.usefixtures("at_ten")
FOURS = {"quality": 4, "timeliness": 4, "attitude": 4, "fee": 4, "conduct": 4}


def signed_in(client, actor):
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_buyer_finds_the_contract_and_rates_it(client) -> None:
    deal = an_accepted_contract()
    signed_in(client, deal.buyer)
    assert deal.contract.agency.organisation.name in client.get("/my/ratings/").content.decode()
    assert 'class="zx-form' in client.get(f"/my/ratings/{deal.number}/").content.decode()
    refused = client.post(f"/my/ratings/{deal.number}/", FOURS | {"quality": 2})
    assert refused.status_code == 422
    assert "质量不高于 2 分，写明理由" in refused.content.decode()
    assert client.post(f"/my/ratings/{deal.number}/", {"quality": 9}).status_code == 422
    assert client.post(f"/my/ratings/{deal.number}/", FOURS).status_code == 302
    assert Evaluation.objects.get().scores == FOURS
    assert client.get(f"/my/ratings/{deal.number}/").status_code == 302


def test_the_agency_replies_and_objects_on_the_page(client) -> None:
    evaluation = an_evaluation(2)
    signed_in(client, market.acting_for(evaluation.agency.organisation))
    address = f"/my/evaluations/{evaluation.pk}/"
    assert "提出异议" in client.get(address).content.decode()
    assert client.post(address, {"act": "reply", "reply-text": "已整改。"}).status_code == 302
    assert client.post(address, {"act": "object", "object-text": ""}).status_code == 422
    assert client.post(address, {"act": "object", "object-text": "不符。"}).status_code == 302
    evaluation.refresh_from_db()
    assert (evaluation.reply, evaluation.state) == ("已整改。", "objected")
    signed_in(client, market.an_operator())
    assert client.post(address, {"act": "settle", "settle-is_founded": "0", "settle-text": "相符。"}).status_code == 302
    evaluation.refresh_from_db()
    assert evaluation.state == "upheld"


def test_the_score_page_shows_every_step_and_the_data_computes_the_same(client) -> None:
    evaluation = an_evaluation(4)
    uscc = evaluation.agency.organisation.uscc
    assert "暂无记录" in client.get(f"/agencies/{uscc}/score/").content.decode()
    assert client.get(f"/agencies/{uscc}/score.json").status_code == 404
    outbox.deliver_all()
    page = client.get(f"/agencies/{uscc}/score/").content.decode()
    for words in ("85.71 分", "71.42…%", "80.00", "2026-1", evaluation.public_id, "余姚"):
        assert words in page
    data = client.get(f"/agencies/{uscc}/score.json").json()
    assert (data["score_centi"], data["grade"], data["steps"]["before_deductions"]) == (8571, "B", "600/7")


def test_a_case_from_the_notice_to_the_public_decision(client) -> None:
    opener = market.a_regulator()
    evaluation = an_evaluation(3)
    uscc = evaluation.agency.organisation.uscc
    signed_in(client, opener)
    form = {"agency": uscc, "trigger": "false_material", "measure": "suspension_6", "facts": "报告系伪造。", "grounds": "承诺书"}
    assert "没有写明查处文书的文号" in client.post("/my/cases/new/", form).content.decode()
    assert "本辖区没有这家" in client.post("/my/cases/new/", form | {"agency": market.a_uscc()}).content.decode()
    assert client.post("/my/cases/new/", form | {"finding": "洛市监罚〔2026〕12号"}).status_code == 302
    case = ExitCase.objects.get()
    address = f"/my/cases/{case.number}/"
    assert "表决</h2>" not in client.get(address).content.decode()
    assert "拟暂停服务 6 个月" in client.get("/my/cases/").content.decode()
    signed_in(client, market.acting_for(evaluation.agency.organisation))
    assert "陈述和申辩" in client.get(address).content.decode()
    assert client.post(address, {"act": "answer", "answer-text": "不知情。", "answer-hearing": "on"}).status_code == 302
    for act in (
        {"act": "hearing", "hearing-text": "已听证。"},
        *({"act": "vote", "vote-is_for": "1", "vote-reason": "属实。"},) * 2,
    ):
        signed_in(client, an_official(case))
        assert client.post(address, act).status_code == 302
    assert "属实。" in client.get(f"/agencies/{uscc}/measures/").content.decode()
    assert "暂停服务 6 个月" in client.get(address).content.decode()
    assert "拟暂停" not in client.get("/my/cases/").content.decode()


def test_an_undecided_case_is_not_public_and_shows_the_agency_no_votes(client) -> None:
    case = an_answered_case()
    uscc = case.agency.organisation.uscc
    assert case.number not in client.get(f"/agencies/{uscc}/measures/").content.decode()
    a_decided_case()
    assert case.number not in client.get(f"/agencies/{uscc}/measures/").content.decode()


def test_the_home_says_what_to_do_next() -> None:
    deal = an_accepted_contract()
    assert panels(deal.buyer)[0].tasks[0].title == "评价已验收的合同"
    evaluation = an_evaluation(deal=deal)
    assert panels(deal.buyer) == []
    case = a_case(evaluation.agency)
    titles = [task.title for task in panels(deal.agency)[0].tasks]
    assert titles == ["查看和答复收到的评价", "陈述和申辩"]
    assert panels(an_official(case))[0].tasks[0].count == 1
    assert panels(market.a_firm()) == []


def test_the_score_page_asks_the_same_of_the_database_for_many_votes(client, django_assert_max_num_queries) -> None:
    evaluation = an_evaluation(4)
    uscc = evaluation.agency.organisation.uscc
    outbox.deliver_all()
    with django_assert_max_num_queries(8) as one:
        client.get(f"/agencies/{uscc}/score/")
    for _ in range(3):
        an_evaluation(5, agency=evaluation.agency)
    outbox.deliver_all()
    with django_assert_max_num_queries(8) as many:
        assert "4 次评价" in client.get(f"/agencies/{uscc}/score/").content.decode()
    assert len(one) == len(many)
