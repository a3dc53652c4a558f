"""The public sources: which value comes first after a closing, what they answer (from a stand-in over HTTP), what is refused.

drand's values are real ones of quicknet, as published; the quotations and the announcement are real ones too, as public code
and public threads hold them (docs/decisions/what-the-public-sources-answer.md).
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from draws.sources import SOURCES, NotThere, bls, drand
from draws.terms import notary_statement
from kernel.clock import BEIJING

REAL = {
    1000: "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    1001: "b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41",
    657413: "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
}
NOTHING = ",0" * 20
QUOTED = (
    'var hq_str_sh000001="上证指数,3979.7057,3993.2258,3987.0147,3997.4777,3958.4371,0,0,568545244,1185554610734'
    f'{NOTHING},2026-06-11,15:30:39,00,";'
)
OF_2011 = (
    'var hq_str_sh000001="上证指数,2911.510,2911.511,2932.188,2933.460,2890.225,0,0,96402722,102708976572'
    f'{NOTHING},2011-05-03,15:03:11";'
)
ISSUE = {
    "name": "双色球",
    "code": "2025132",
    "detailsLink": "/c/2025/11/16/635605.shtml",
    "date": "2025-11-16(日)",
    "week": "日",
    "red": "04,08,10,21,23,32",
    "blue": "11",
    "blue2": "",
    "sales": "409235610",
    "content": "上海1注，江苏1注，浙江1注，山东1注，河南1注，四川3注，共8注。",
    "prizegrades": [{"type": 1, "typenum": "8", "typemoney": "7322334"}],
}
ANNOUNCED = {
    "state": 0,
    "message": "查询成功",
    "total": 1,
    "pageNum": 1,
    "pageNo": 1,
    "pageSize": 30,
    "Tflag": 0,
    "result": [ISSUE],
}


@pytest.fixture
def standin(settings) -> Iterator[dict[str, bytes]]:
    """What each path answers; everything else is not found."""
    answers: dict[str, bytes] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = answers.get(self.path)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    paths = {"drand-quicknet": "/{chain}/public/{period}", "sh000001": "/list", "ssq": "/ssq/{period}"}
    settings.DRAW_BEACONS = {name: base + path for name, path in paths.items()}
    yield answers
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("turn", REAL)
def test_a_published_round_of_quicknet_is_signed_by_its_key_and_no_other_round_is(turn):
    assert bls.is_signed(turn, REAL[turn])
    assert not bls.is_signed(turn + 1, REAL[turn])


def test_the_published_randomness_is_the_hash_of_the_signature():
    said = {1000: "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"}
    said[657413] = "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"
    for turn, randomness in said.items():
        assert hashlib.sha256(bytes.fromhex(REAL[turn])).hexdigest() == randomness


@pytest.mark.parametrize("signature", ["", "00" * 48, "c0" + "00" * 47, "ff" * 48, REAL[1000][:-2], "zz" * 48, REAL[1000] + "00"])
def test_what_is_no_signature_is_none(signature):
    assert not bls.is_signed(1000, signature)


def test_the_round_is_the_first_that_comes_at_the_closing_or_after_it():
    genesis = datetime.fromtimestamp(1_692_803_367, UTC)
    assert drand.round_after(genesis) == 1
    assert drand.round_after(genesis + timedelta(microseconds=1)) == 2
    assert drand.round_after(genesis + timedelta(seconds=3)) == 2
    assert drand.round_after(genesis + timedelta(seconds=3, microseconds=1)) == 3
    assert SOURCES["drand-quicknet"].period(genesis + timedelta(seconds=2997)) == (
        "1000",
        genesis + timedelta(seconds=2997 + 7200),
    )


def test_drand_is_asked_for_its_round(standin):
    standin[f"/{drand.CHAIN}/public/1000"] = json.dumps({"round": 1000, "signature": REAL[1000].upper()}).encode()
    source = SOURCES["drand-quicknet"]
    assert source.ask("1000") == REAL[1000]
    assert source.fault({"period": "1000"}, "ZX", REAL[1000], "") == ""
    assert source.fault({"period": "1001"}, "ZX", REAL[1000], "") == "签名不是 drand quicknet 对该轮的签名"
    with pytest.raises(NotThere):
        source.ask("1001")


def outcome(name: str, period: str) -> str:
    """Why a source has no value."""
    with pytest.raises(NotThere) as none:
        SOURCES[name].ask(period)
    return none.value.outcome


@pytest.mark.parametrize("answer", [b"", b"no json", b"[]", b'{"round": 1000}', b"\xff", b"Kinsoku jikou desu!", b"<html>"])
def test_an_answer_in_another_form_is_none(standin, answer):
    for path in (f"/{drand.CHAIN}/public/1000", "/list", "/ssq/2026-06-04"):
        standin[path] = answer
    for name, period in (("drand-quicknet", "1000"), ("sh000001", "2026-06-04"), ("ssq", "2026-06-04")):
        assert outcome(name, period) == "malformed"


def test_a_source_that_does_not_answer_is_not_there(settings):
    settings.DRAW_BEACONS = {"sh000001": "http://127.0.0.1:9/list"}
    assert outcome("sh000001", "2026-06-04") == "silent"


def test_a_refusal_is_silence(standin):
    for name, period in (("drand-quicknet", "1000"), ("sh000001", "2026-06-04"), ("ssq", "2026-06-04")):
        assert outcome(name, period) == "silent"


def in_beijing(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of June 2026."""
    return datetime(2026, 6, day, hour, minute, tzinfo=BEIJING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes_at", "period"),
    [(in_beijing(3, 14, 59), "2026-06-03"), (in_beijing(3, 15), "2026-06-04"), (in_beijing(5, 17), "2026-06-08")],
)
def test_the_index_is_that_of_the_first_trading_day_that_ends_after_the_closing(closes_at, period):
    assert SOURCES["sh000001"].period(closes_at)[0] == period


def test_the_close_of_the_index_is_read_to_two_decimals_once_the_quotation_is_renewed_no_more(standin):
    source = SOURCES["sh000001"]
    standin["/list"] = QUOTED.encode("gb18030")
    assert source.ask("2026-06-11") == "3987.01"
    assert source.fault({}, "", "3987.01", "") == ""
    assert outcome("sh000001", "2026-06-12") == "early"
    for still in ("14:59:59", "15:00:03", "15:29:59"):
        standin["/list"] = QUOTED.replace("15:30:39", still).encode("gb18030")
        assert outcome("sh000001", "2026-06-11") == "early"
    standin["/list"] = QUOTED.replace("3987.0147", "3987.005").encode("gb18030")
    assert source.ask("2026-06-11") == "3987.01"


def test_a_quotation_of_a_time_before_trade_at_the_closing_price_is_not_taken(standin):
    standin["/list"] = OF_2011.encode("gb18030")
    assert outcome("sh000001", "2011-05-03") == "early"


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("3987.0147", "--"),
        ("3987.0147", ""),
        ("上证指数", "深证成指"),
        (NOTHING, ""),
        ("sh000001", "s_sh000001"),
        (QUOTED, 'var hq_str_sh000001="";'),
    ],
)
def test_a_quotation_in_another_form_is_none(standin, was, becomes):
    standin["/list"] = QUOTED.replace(was, becomes).encode("gb18030")
    assert outcome("sh000001", "2026-06-11") == "malformed"


@pytest.mark.parametrize(
    ("closes_at", "period"),
    [(in_beijing(3, 17), "2026-06-04"), (in_beijing(4, 21, 14), "2026-06-04"), (in_beijing(4, 21, 15), "2026-06-07")],
)
def test_the_lottery_is_the_first_that_is_drawn_after_the_closing(closes_at, period):
    assert SOURCES["ssq"].period(closes_at)[0] == period


def test_the_numbers_of_the_lottery_are_read_from_their_announcement(standin):
    source = SOURCES["ssq"]
    standin["/ssq/2025-11-16"] = json.dumps(ANNOUNCED).encode()
    value = source.ask("2025-11-16")
    assert value == "2025132:04,08,10,21,23,32+11"
    assert source.fault({}, "", value, "") == ""
    for wrong in (value[:-1], value.replace("32", "34"), value.replace("+11", "+17"), value.replace("04", "00"), value + "\n"):
        assert source.fault({}, "", wrong, "") == "不是期号与七个号码"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"date": "2025-11-13(四)"}, "early"),
        ({"name": "七乐彩"}, "early"),
        ({"red": ""}, "malformed"),
        ({"red": "04,08,10,21,23"}, "malformed"),
        ({"blue": ""}, "malformed"),
        ({"code": None}, "malformed"),
        ({"date": None}, "malformed"),
    ],
)
def test_an_announcement_that_lacks_something_is_none(standin, change, why):
    standin["/ssq/2025-11-16"] = json.dumps({**ANNOUNCED, "result": [{**ISSUE, **change}]}).encode()
    assert outcome("ssq", "2025-11-16") == why


def test_nothing_announced_is_early_and_two_issues_of_one_day_are_malformed(standin):
    for result, why in (([], "early"), ([ISSUE, {**ISSUE, "code": "2025133"}], "malformed"), (None, "malformed")):
        standin["/ssq/2025-11-16"] = json.dumps({**ANNOUNCED, "result": result}).encode()
        assert outcome("ssq", "2025-11-16") == why


def test_a_notarys_number_counts_with_the_signature_of_the_named_key_alone():
    source, key = SOURCES["notary"], Ed25519PrivateKey.generate()
    terms = {"period": "2026-06-04", "key": key.public_key().public_bytes_raw().hex()}
    proof = key.sign(notary_statement("ZX-2026-0001", "2026-06-04", "040815")).hex()
    wrong = "签名不是公告写明的公证员签的"
    assert source.fault(terms, "ZX-2026-0001", "040815", proof) == ""
    assert source.fault(terms, "ZX-2026-0002", "040815", proof) == wrong
    assert source.fault(terms, "ZX-2026-0001", "040816", proof) == wrong
    assert source.fault(terms, "ZX-2026-0001", "040815", "") == wrong
    assert source.fault(terms, "ZX-2026-0001", "", proof) == "应当是 1 到 200 个字"
    with pytest.raises(NotThere):
        source.ask("2026-06-04")
