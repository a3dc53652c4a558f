"""What experts, bidders and the public see of a need by quality and price."""

import pytest
from django.test import Client

from bidding.models import Expert, Need, Seat
from kernel import clock
from kernel.actors import Actor
from market.models import Person
from tests.makers import experts as make
from tests.makers import market

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def at_a_browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client


def read(actor: Actor, address: str) -> str:
    return at_a_browser(actor).get(address).content.decode()


def first_seat(need: Need) -> Seat:
    return Seat.objects.filter(panel__need=need).select_related("panel__need", "expert")[0]


def points(bidders: list[Actor]) -> dict[str, tuple[int, int]]:
    return {bidder.uscc: each for bidder, each in zip(bidders, ((38, 28), (20, 15), (30, 20)), strict=True)}


def test_an_expert_reads_plans_without_names_and_without_prices() -> None:
    need, bidders = make.a_need_in_scoring()
    expert = make.acting(first_seat(need).expert)
    pages = [read(expert, f"/my/reviews/{need.number}/{more}") for more in ("", "1/", "2/", "3/")]
    assert "踏勘两次，四十天出成果。" in pages[1]
    names = [market.Organisation.objects.get(pk=bidder.organisation_id).name for bidder in bidders]
    told = [word for word in (*names, *(b.uscc for b in bidders), "80,000", "70,000", "90,000") if any(word in p for p in pages)]
    assert told == []


def test_nobody_reads_a_plan_after_the_lock_or_the_time() -> None:
    need, bidders = make.a_need_in_scoring()
    seat = first_seat(need)
    client = at_a_browser(make.acting(seat.expert))
    make.score_all(seat, points(bidders))
    assert client.get(f"/my/reviews/{need.number}/1/").status_code == 404
    assert "不能再改" in client.get(f"/my/reviews/{need.number}/").content.decode()
    other = Seat.objects.filter(panel__need=need, locked_at=None)[0]
    clock.set_to(other.score_by)
    assert at_a_browser(make.acting(other.expert)).get(f"/my/reviews/{need.number}/1/").status_code == 404


def test_a_sheet_that_is_not_whole_is_not_locked_by_the_page() -> None:
    need, _ = make.a_need_in_scoring()
    client = at_a_browser(make.acting(first_seat(need).expert))
    assert "锁定评分表</button>" not in client.get(f"/my/reviews/{need.number}/").content.decode()
    answer = client.post(f"/my/reviews/{need.number}/lock/")
    assert answer.status_code == 422
    assert "还有 6 项没有评分" in answer.content.decode()


def test_a_drawn_expert_finds_the_review_at_home() -> None:
    need, _ = make.a_need_in_scoring()
    seat = first_seat(need)
    market.a_membership(market.an_organisation(), person=seat.expert.person)
    assert f"给方案评分：{need.number}" in read(make.acting(seat.expert), "/my/")


def test_the_public_sees_when_plans_and_prices_are_opened() -> None:
    need, bidders = make.a_need_in_scoring()
    page = Client().get(f"/needs/{need.number}/").content.decode()
    assert "开启方案，专家评分" in page
    assert "全部评分锁定并写入公开记录之后" in page
    assert "技术路线 40 分，进度安排 30 分，价格 30 分" in page
    make.scored(need, points(bidders))
    assert "全部评分锁定并写入公开记录之后" not in Client().get(f"/needs/{need.number}/").content.decode()


def test_the_pages_of_a_scoring_ask_as_much_for_many_plans_as_for_few(django_assert_max_num_queries) -> None:
    for amounts, pool in (((80_000, 70_000), 5), (tuple(range(80_000, 80_012)), 0)):
        need, parties = make.a_need_in_scoring(*amounts, pool=pool)
        client = at_a_browser(make.acting(first_seat(need).expert))
        with django_assert_max_num_queries(16):
            assert client.get(f"/my/reviews/{need.number}/").status_code == 200
        make.scored(need, {bidder.uscc: (38, 28) for bidder in parties})
        with django_assert_max_num_queries(16):
            assert Client().get(f"/results/{need.number}/").status_code == 200


def test_the_operator_takes_an_expert_in_and_out() -> None:
    operator, person, employer = market.an_operator(), market.a_person("周评审"), market.an_organisation()
    client = at_a_browser(operator)
    said = {"username": person.username, "specialty": "地震", "employer_uscc": employer.uscc, "employer_name": "示例"}
    refused = client.post("/my/experts/", {**said, "employer_uscc": employer.uscc[:-1] + "@"})
    assert refused.status_code == 422
    assert "统一社会信用代码不对" in refused.content.decode()
    assert client.post("/my/experts/", said).status_code == 302
    expert = Expert.objects.get(person=person)
    assert "周评审" in client.get("/my/experts/").content.decode()
    assert client.post("/my/experts/", said).status_code == 422
    client.post("/my/experts/", {"unlist": expert.code})
    expert.refresh_from_db()
    assert expert.unlisted_at == clock.now()
