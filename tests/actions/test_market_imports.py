"""The list and the terms come from files, whole or not at all."""

import csv
from datetime import date

import pytest
from django.core.management import call_command

from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.models import CalendarYear, SpecialDay
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from market.actions.import_list import import_list
from market.actions.import_terms import import_terms
from market.models import ListEdition, ListItem, Region, RegionalTerm
from market.models.region import TermName
from market.reads import supervisor_of, term
from market.spelling import REGIONS_FILE, spell
from tests.makers import market as make

HEAD = "编码,服务事项,审批事项,设定依据,主管部门,服务机构资格,办理时限,工作流程,申报条件,收费标准,来源\n"
ROW = "X01,环境影响报告书（表）编制,环评审批,《环境影响评价法》第十九条,生态环境局,,20 日,委托、编制,建设项目,市场价,测试\n"


def read(text: str, *, actor=SCHEDULER, on: date = date(2026, 7, 1), dry_run: bool = False):
    make.the_province()
    return import_list(actor=actor, text=text, name="测试清单", effective_on=on, dry_run=dry_run)


@pytest.mark.django_db
def test_seed_loads_everything_and_twice_is_once(at_ten) -> None:
    call_command("seed", verbosity=0)
    counts = [model.objects.count() for model in (Region, RegionalTerm, ListItem, SpecialDay, CalendarYear, Pending)]
    call_command("seed", verbosity=0)
    assert counts == [model.objects.count() for model in (Region, RegionalTerm, ListItem, SpecialDay, CalendarYear, Pending)]
    assert Region.objects.filter(valid_to=None).count() == 175
    assert Region.objects.filter(is_top_unit=True).count() == 18
    assert ListItem.objects.count() == 85
    assert ListItem.objects.filter(is_in_force=True).count() == 29
    assert not ListItem.objects.filter(is_in_force=True, sample_fields=[]).exists()
    assert not ListEdition.objects.get().is_official
    assert set(RegionalTerm.objects.filter(region__code="410000").values_list("name", flat=True)) == set(TermName.values)


@pytest.mark.django_db
def test_limits_differ_by_level_and_a_named_city_outdoes_its_level(at_ten) -> None:
    call_command("seed", verbosity=0)
    day = date(2026, 6, 3)

    def limit(code: str) -> int:
        return term("procurement_limit", Region.objects.get(code=code, valid_to=None), on=day)

    assert [limit(code) for code in ("410000", "410100", "410300", "410105", "419001")] == [
        100_000_000,
        100_000_000,
        50_000_000,
        30_000_000,
        50_000_000,
    ]


@pytest.mark.django_db
def test_an_edition_is_published_with_its_record(at_ten) -> None:
    done = read(HEAD + ROW + ROW.replace("X01", "X02").replace(",20 日,", ",,"))
    assert (done.in_force, done.waiting, done.faults) == (1, ("X02",), ())
    item = ListItem.objects.get(code="X01")
    assert (item.pinyin, item.initials) == ("huan jing ying xiang bao gao shu biao bian zhi", "hjyxbgsbbz")
    assert '"waiting":["X02"]' in Pending.objects.get().body


@pytest.mark.django_db
def test_a_dry_run_counts_and_writes_nothing(at_ten) -> None:
    done = read(HEAD + ROW, dry_run=True)
    assert (done.edition, done.in_force) == (None, 1)
    assert not ListEdition.objects.exists()
    assert not Pending.objects.exists()


@pytest.mark.django_db
def test_a_bad_file_is_refused_whole_with_every_row_and_column(at_ten) -> None:
    bad = HEAD + ROW + ROW + ",无编码,,,,,,,,,测试\n" + f"X04,{'长' * 201},,,,,,,,,测试\n" + "X05,无来源,,,,,,,,,\n"
    done = read(bad)
    assert [str(fault) for fault in done.faults] == [
        "第 4 行“编码”：不能为空",
        "第 6 行“来源”：不能为空",
        "第 3 行“编码”：与第 2 行重复（现在是“X01”）",
        "第 5 行“服务事项”：最多 200 个字（现在是“" + "长" * 20 + "…”）",
    ]
    assert not ListItem.objects.exists()


@pytest.mark.django_db
def test_all_thousand_faults_of_a_bad_file_are_listed(at_ten) -> None:
    done = read(HEAD + "".join(f"X{n},事项{n},,,,,,,,,\n" for n in range(1000)))
    assert len(done.faults) == 1000


@pytest.mark.django_db
def test_a_file_without_a_needed_column_or_without_rows_says_so(at_ten) -> None:
    assert [str(f) for f in read("服务事项,来源\n甲,乙\n").faults] == ["第 1 行“编码”：缺少这一列"]
    assert [str(f) for f in read(HEAD).faults] == ["第 2 行“编码”：文件里没有数据行"]
    assert str(read("").faults[0]) == "第 1 行“编码”：缺少这一列"


@pytest.mark.django_db
def test_an_edition_that_would_change_a_past_day_is_refused(at_ten) -> None:
    read(HEAD + ROW)
    with pytest.raises(RulesBroken) as refused:
        read(HEAD + ROW, on=date(2026, 6, 30))
    assert refused.value.names == ("market.edition_follows_the_newest",)
    assert ListEdition.objects.count() == 1


@pytest.mark.django_db
def test_only_the_operator_keeps_the_list(at_ten) -> None:
    read(HEAD + ROW, actor=make.an_operator())
    for stranger in (make.a_firm(), make.a_department(), make.a_regulator()):
        with pytest.raises(NotForYou):
            read(HEAD + ROW, actor=stranger, on=date(2026, 8, 1))
    assert ListEdition.objects.count() == 1


@pytest.mark.django_db
def test_terms_with_amounts_as_text_or_without_a_region_are_refused_whole(at_ten) -> None:
    make.the_province()
    before = RegionalTerm.objects.count()
    done = import_terms(
        actor=SCHEDULER,
        text="level,region_code,name,value,kind,source,since\n"
        ",410000,notice_days,5,default,好行,2026-01-01\n"
        ",410000,procurement_limit,100万元,law,甲,2026-01-01\n"
        ",410000,procurement_limit,0.7-1万元,law,甲,2026-01-01\n"
        ",,notice_days,3,default,乙,2026-01-01\n"
        ",999999,notice_days,３,default,丙,2026年1月\n"
        ",410000,bribe_days,3,habit,丁,2026-01-01\n",
    )
    assert [(f.row, f.column) for f in done.faults] == [
        (3, "数值"),
        (4, "数值"),
        (5, "地区代码"),
        (6, "起"),
        (6, "地区代码"),
        (7, "条款"),
        (7, "性质"),
    ]
    assert RegionalTerm.objects.count() == before


@pytest.mark.django_db
def test_nobody_supervises_a_service_without_a_route(at_ten) -> None:
    assert supervisor_of("B02", make.a_city()) is None


def test_every_region_is_spelled_as_its_people_say_it() -> None:
    with REGIONS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cities = [row for row in rows if row["top_unit"] == "1"]
    assert len(cities) == 18
    for row in rows:
        assert (row["name_zh"], spell(row["name_zh"]).pinyin) == (row["name_zh"], row["pinyin"])
    assert spell("漯河绿源环保有限公司").pinyin.startswith("luo he lv yuan")
    assert spell("漯河").initials == "lh"
    assert spell("（ＣＭＡ）检测２０２６").pinyin == "cma jian ce 2026"
