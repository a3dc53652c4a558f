"""The one contract of both engines: the same documents in, the same keys, order, facet counts and shown content out."""

import pytest

from search.engines.base import Query
from tests.makers import search as make

CHENGCHUAN = make.a_document(
    "A1", "澄川环境技术有限公司", "环境影响报告书（表）编制", "环保管家服务", items=("B01",), grade="A", score=9240
)
HEDI = make.a_document(
    "A2",
    "禾砥生态咨询有限公司",
    "环境影响报告书（表）编制",
    items=("B01", "B35"),
    grade="A",
    score=9510,
    region="410100",
    city="郑州市",
)
ZHIWEI = make.a_document(
    "A3", "知微水保工程有限公司", "水土保持方案编制", items=("B02",), grade="B", score=8010, region="411100", city="漯河市"
)
JINGYI = make.a_document("A4", "敬一环境影响评价工作室", "环境影响报告书（表）编制", items=("B01",))
WARNED = make.a_document("A5", "华信检测ＣＭＡ中心", "土壤污染状况调查", items=("B35",), grade="C", score=6400, standing="warned")
SUSPENDED = make.a_document(
    "A6", "停川环境有限公司", "环境影响报告书（表）编制", items=("B01",), grade="D", score=3000, standing="suspended"
)
REMOVED = make.a_document(
    "A7", "去川环境有限公司", "环境影响报告书（表）编制", items=("B01",), grade="D", score=100, standing="removed"
)
ALL = [CHENGCHUAN, HEDI, ZHIWEI, JINGYI, WARNED, SUSPENDED, REMOVED]


@pytest.fixture
def full(engine):
    """The engine with all documents."""
    for document in ALL:
        engine.index(document)
    engine.refresh()
    return engine


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ("A2", "A1", "A3", "A4", "A5")),  # browsing: by grade, then score; no record yet before C
        ("环境影响", ("A4", "A2", "A1")),  # a name match comes before a service match, whatever the grades
        ("环评", ("A2", "A1", "A4")),  # the short word of the trade
        ("川环", ("A1",)),  # a fragment of a name that no word segmentation gives
        ("澄", ("A1",)),
        ("水土保持方案", ("A3",)),
        ("水保", ("A3",)),
        ("ＣＭＡ", ("A5",)),
        ("cma", ("A5",)),
        ("CMA 土壤", ("A5",)),
        ("chengchuan", ("A1",)),
        ("cheng chuan", ("A1",)),
        ("cchj", ("A1",)),
        ("luohe", ("A3",)),  # not "ta he"
        ("lh", ("A3",)),
        ("漯河", ("A3",)),
        ("b35", ("A2", "A5")),
        ("B01 郑州", ("A2",)),
        ("爆破", ()),
        ("'; DROP & | ! <-> \\", ()),
        ("a2", ("A2",)),
    ],
)
def test_a_text_finds_these_in_this_order(full, text, keys) -> None:
    found = full.find(Query(text))
    assert found.keys == keys
    assert found.total == len(keys)


def test_who_may_not_serve_is_found_only_under_their_own_filter(full) -> None:
    assert full.find(Query("停川")).keys == ()
    assert full.find(Query("停川", standing=("suspended",))).keys == ("A6",)
    assert full.find(Query(standing=("suspended", "removed"))).keys == ("A6", "A7")


def test_a_facet_counts_under_the_other_facets_and_past_its_own_choice(full) -> None:
    found = full.find(Query("环境影响", grade=("A",), items=("B35",)))
    assert found.keys == ("A2",)
    assert found.facets == {
        "items": {"B01": 2, "B35": 1},
        "region": {"410100": 1},
        "grade": {"A": 1},
        "standing": {"listed": 1},
    }


def test_facets_of_browsing(full) -> None:
    facets = full.find(Query()).facets
    assert facets["items"] == {"B01": 3, "B35": 2, "B02": 1}
    assert facets["grade"] == {"A": 2, "B": 1, "C": 1, "none": 1}
    assert facets["standing"] == {"listed": 4, "removed": 1, "suspended": 1, "warned": 1}
    assert facets["region"] == {"410300": 3, "410100": 1, "411100": 1}


def test_pages_follow_one_another(full) -> None:
    pages = [full.find(Query(page=n, size=2)) for n in (1, 2, 3, 4)]
    assert [page.keys for page in pages] == [("A2", "A1"), ("A3", "A4"), ("A5",), ()]
    assert {page.total for page in pages} == {5}


def test_what_is_shown_comes_back_as_it_was(full) -> None:
    assert full.find(Query("chengchuan")).shown == (CHENGCHUAN.shown,)


def test_a_late_writer_never_overwrites_a_newer_document(full) -> None:
    assert full.index(make.newer(ZHIWEI, grade="A", score=9900)) is True
    assert full.index(ZHIWEI) is False
    full.refresh()
    assert full.find(Query()).keys[0] == "A3"


def test_a_late_delete_does_nothing_and_a_newer_one_takes_out(full) -> None:
    assert full.delete("A1", version=1) is False
    assert full.delete("A1", version=2) is True
    assert full.index(CHENGCHUAN) is False
    full.refresh()
    assert full.find(Query("chengchuan")).keys == ()


def test_a_rebuild_leaves_exactly_what_it_was_given(full) -> None:
    assert full.rebuild([make.newer(ZHIWEI), make.newer(JINGYI)]) == 2
    assert full.find(Query()).keys == ("A3", "A4")
    assert full.index(make.newer(make.newer(ZHIWEI))) is True
