"""The way of drawing, from the notice to the check: named beforehand, followed by every draw of its need, by page and script too."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured

from bidding.actions.notices.publish_need import publish_need
from bidding.models import Decision, Need, Panel
from bidding.states import NeedState
from draws.apps import DrawsConfig
from draws.models import Contribution, Draw
from draws.setting import way_set
from draws.ways import Way, drawn
from kernel.rulebook import RulesBroken
from ledger.export import export_record
from ledger.models import Entry, Pending
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from sealing.suites import SUITES
from supervision.models import Inspection
from tests.ledger.browser import in_the_browser, verify
from tests.makers import bidding as needs
from tests.makers import experts, market, shortlists
from tests.makers import supervision as inspections
from tests.makers.bids import a_decided_need
from tests.makers.rooms import a_drawn_need
from tests.node import needs_node

SCRIPT = Path(__file__).parents[2] / "draws" / "static" / "draws" / "check_draw.py"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]
F, BY_RFC = {"method": "F", "digest": "sha256"}, {"method": "RFC3797", "digest": "sha256"}


def found(folder: Path) -> list[object]:
    """What both verifiers find in the record as it stands."""
    sequence_all()
    export_record(folder)
    return [*verify.check(folder).findings, *in_the_browser([(folder, {})])[0]]


def said_by_the_script(folder: Path, told: dict[str, Any]) -> str:
    """The last line of the downloaded script over the downloaded data."""
    (folder / "draw.json").write_text(json.dumps(told), encoding="utf-8")
    asked = [sys.executable, "-I", str(SCRIPT), str(folder / "draw.json")]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()[-1]


def drawn_again(case: dict[str, Any], draw: dict[str, Any], way: Way) -> list[str]:
    """The order of a draw among the offers of a case, by a way."""
    given = [(offer["bidder"], offer["r"]) for offer in case["offers"] if offer["bidder"] in draw["entrants"]]
    given += [("list", case["list_root"]), *((party, value) for party, value in case["contributions"])]
    return drawn(draw["draw"], draw["entrants"], given, tuple(case["beacon"]), way=way).order


@pytest.mark.parametrize("method", ["R", "F", "RFC3797"])
@pytest.mark.parametrize("suite", SUITES)
def test_the_settings_name_the_method_and_the_suite_that_seals_names_the_hash(settings, suite, method):
    settings.DRAW_METHOD, settings.SEALING_SUITE = method, suite
    assert way_set() == Way(method, "sm3" if suite == "SM2-SM3-SM4GCM" else "sha256")


def test_an_unknown_method_does_not_start(settings):
    settings.DRAW_METHOD = "Q"
    with pytest.raises(ImproperlyConfigured, match="DRAW_METHOD: Q is none of R, F, RFC3797"):
        DrawsConfig("draws", sys.modules["draws"]).ready()


@needs_node
@pytest.mark.parametrize(
    ("way", "word", "heading"),
    [(F, "方法 F（洗牌），SHA-256", "三、按种子洗牌"), (BY_RFC, "RFC 3797（逐个抽出），SHA-256", "三、逐个抽出")],
)
def test_a_random_draw_follows_the_way_of_its_notice(client, settings, tmp_path, way, word, heading):
    settings.DRAW_METHOD = way["method"]
    need = a_drawn_need(5)
    [published], decision = recorded_facts("need.published", need.number), Decision.objects.get(need=need)
    assert published["draw"]["way"] == decision.case["way"] == way
    assert decision.draws[0]["order"] == drawn_again(decision.case, decision.draws[0], Way(**way))
    assert decision.draws[0]["order"] != drawn_again(decision.case, decision.draws[0], Way())
    assert found(tmp_path / "export") == []
    told = client.get(f"/needs/{need.number}/draw/data.json").json()
    assert {name: told["draws"][0][name] for name in way} == way
    assert said_by_the_script(tmp_path, told) == "全部相符，共 1 次抽取"
    html = client.get(f"/needs/{need.number}/draw/").content.decode()
    assert f"算法 draw/1，{word}" in html
    assert heading in html
    assert "分值" not in html
    assert f"draw/1，{word}；任何人可以重算" in client.get(f"/needs/{need.number}/").content.decode()


@needs_node
def test_under_the_sm_suite_a_draw_is_made_by_sm3(client, settings, tmp_path):
    settings.SEALING_SUITE = "SM2-SM3-SM4GCM"
    need = a_drawn_need(3)
    decision = Decision.objects.get(need=need)
    assert decision.case["way"] == {"method": "R", "digest": "sm3"}
    assert decision.draws[0]["order"] == drawn_again(decision.case, decision.draws[0], Way("R", "sm3"))
    assert found(tmp_path / "export") == []
    told = client.get(f"/needs/{need.number}/draw/data.json").json()
    assert said_by_the_script(tmp_path, told) == "全部相符，共 1 次抽取"
    assert "算法 draw/1，方法 R（各算分值），SM3" in client.get(f"/needs/{need.number}/draw/").content.decode()


@needs_node
def test_equal_prices_follow_the_way_of_their_notice(client, settings, tmp_path):
    settings.DRAW_METHOD = "F"
    need = a_decided_need(80_000, 80_000, 80_000, 80_000, 90_000)
    decision = Decision.objects.get(need=need)
    assert decision.draws[0]["order"] == drawn_again(decision.case, decision.draws[0], Way("F"))
    assert [place["bidder"] for place in decision.ranking][:4] == decision.draws[0]["order"]
    assert found(tmp_path / "export") == []
    told = client.get(f"/needs/{need.number}/draw/data.json").json()
    assert said_by_the_script(tmp_path, told) == "全部相符，共 1 次抽取"


@needs_node
@pytest.mark.parametrize("method", ["F", "RFC3797"])
def test_experts_are_drawn_by_the_way_of_the_notice(settings, tmp_path, method):
    settings.DRAW_METHOD = method
    need, _ = experts.a_need_in_scoring()
    [told] = recorded_facts("experts.drawn", need.number)
    given = [(party, value) for party, value in told["contributions"]]
    came = drawn(told["draw"], told["entrants"], given, tuple(told["beacon"]), places=told["seats"], way=Way(method))
    assert (told["seed"], told["order"]) == (came.seed, came.order)
    assert Panel.objects.get(need=need).draw["order"] == came.order
    assert found(tmp_path / "export") == []


@needs_node
def test_the_numbers_of_a_short_list_are_shuffled_where_the_notice_says_so(client, settings, tmp_path):
    settings.DRAW_METHOD = "F"
    need, _ = shortlists.a_drawn_shortlist(6)
    [told] = recorded_facts("shortlist.drawn", need.number)
    assert told["case"]["way"] == F
    assert found(tmp_path / "export") == []
    html, data = (client.get(f"/needs/{need.number}/draw/{page}") for page in ("", "data.json"))
    assert "每家列在自己最前的签号上" in html.content.decode()
    assert said_by_the_script(tmp_path, data.json()) == "全部相符，共 1 次抽取"


@needs_node
@pytest.mark.parametrize("method", ["F", "RFC3797"])
def test_an_inspection_is_drawn_by_the_way_of_its_announcement(client, settings, tmp_path, method):
    settings.DRAW_METHOD = method
    organ = inspections.an_organ(agencies=5, pool=4)
    announced = inspections.an_announced_inspection(organ)
    settings.DRAW_METHOD = "R"
    inspections.shown(organ, announced)
    outcome = inspections.drawn(announced).outcome
    said = json.loads(Entry.objects.get(event="inspection.announced").body)
    assert said["way"] == {"method": method, "digest": "sha256"}
    given = [(party, value) for party, value in outcome["contributions"]]
    for draw in outcome["draws"]:
        assert draw["order"] == drawn(draw["draw"], draw["entrants"], given, places=draw["places"], way=Way(method)).order
    assert found(tmp_path / "export") == []
    told = client.get(f"/inspections/{announced.number}/data.json").json()
    assert said_by_the_script(tmp_path, told) == "全部相符，共 2 次抽取"
    assert f"抽签办法 draw/1，{Way(method).word}" in client.get(f"/inspections/{announced.number}/").content.decode()


def test_a_setting_that_changes_later_changes_no_notice(settings):
    need = needs.an_open_need(method="random_draw", price_mode="fixed")
    settings.DRAW_METHOD = "F"
    assert Draw.objects.get(subject=need.number).terms["way"] == Way().to_json()


def refused(settings, buyer, **notice: str) -> tuple[list[str], Need]:
    """The names of the rules that a draft breaks; nothing has changed."""
    need = needs.a_draft_need(buyer, **notice)
    before = (Pending.objects.count(), Draw.objects.count(), Contribution.objects.count())
    with pytest.raises(RulesBroken) as broken:
        publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True)
    need.refresh_from_db()
    assert (Pending.objects.count(), Draw.objects.count(), Contribution.objects.count()) == before
    assert need.state == NeedState.DRAFT
    return [each.rule.name for each in broken.value.broken], need


def test_rfc_3797_draws_no_numbers(settings):
    settings.DRAW_METHOD = "RFC3797"
    names, _ = refused(settings, market.a_firm(), method="credit_shortlist", price_mode="fixed")
    assert names == ["draws.pool_holds_everybody_once"]


def test_rfc_3797_takes_no_words_of_a_notary(settings):
    settings.DRAW_METHOD, settings.DRAW_BEACON = "RFC3797", "notary"
    settings.DRAW_NOTARY_KEY = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    names, _ = refused(settings, market.a_firm(), method="random_draw", price_mode="fixed")
    assert names == ["draws.source_is_of_whole_numbers"]


def test_an_inspection_names_the_way_and_changes_nothing_else(settings):
    organ = inspections.an_organ()
    announced = inspections.an_announced_inspection(organ)
    assert Inspection.objects.get().number == announced.number
    assert Draw.objects.get(subject=announced.number).terms["way"] == Way().to_json()
