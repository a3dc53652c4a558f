"""The envelopes of a need, as the site gives them out after its opening, are opened once more by both verifiers: nobody chose which of them to call void."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from ledger.canonical import canonical
from ledger.export import export_record
from ledger.sequencer import sequence_all
from sealing.envelope import envelope_hash, seal
from sealing.opening import Opened
from sealing.suites import DEFAULT, decode
from tests.ledger.browser import disagreements, in_the_browser, verify
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import history as histories
from tests.makers.history import History
from tests.makers.ledger import an_export
from tests.makers.sealing import reseal
from tests.node import needs_node

pytestmark = needs_node
type Lines = list[dict]


@pytest.fixture
def decided(at_ten, settings, tmp_path) -> tuple[Path, Path]:
    """An export with a need that was opened, and its envelopes as anybody downloads them."""
    settings.KEYS_DIR = tmp_path / "keys"
    need = make.a_decided_need()
    sequence_all()
    export_record(tmp_path / "export")
    file = tmp_path / "envelopes.jsonl"
    answer = Client().get(reverse("need_envelopes", args=[need.number]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{need.number}-envelopes.jsonl"'
    file.write_bytes(answer.content)
    return tmp_path / "export", file


@pytest.mark.django_db
def test_what_the_site_gives_out_opens_as_the_record_tells(decided) -> None:
    export, file = decided
    market = verify.check(export, envelopes=[file])
    assert (market.findings, market.opened) == ([], 3)
    assert disagreements({"true": (export, {"envelopes": [file]})}) == {}


@pytest.mark.django_db
def test_before_the_opening_there_is_none(at_ten) -> None:
    need = needs.an_open_need()
    make.a_sealed_bid(need, make.a_bidder(), 80_000)
    assert Client().get(reverse("need_envelopes", args=[need.number])).status_code == 404


def another(lines: Lines) -> Lines:
    return [lines[0] | {"ct": lines[1]["ct"]}, *lines[1:]]


ODD: dict[str, tuple[Callable[[Lines], list], str]] = {
    "one is kept back": (lambda lines: lines[1:], ": expected all envelopes of each need, here are missing ZX-"),
    "one was changed": (another, " line 1: expected the envelope "),
    "one of nobody": (
        lambda lines: [*lines, lines[0] | {"bidder": "91410100M00000099X"}],
        " line 4: expected the envelope of a bid",
    ),
    "one of no need": (lambda lines: [*lines, lines[0] | {"need": "ZX-2020-0001"}], " line 4: expected the envelope of a need"),
    "one with a fraction": (lambda lines: [lines[0] | {"n": 0.5}, *lines[1:]], " line 1: expected the envelope "),
    "one without its bidder": (lambda lines: [lines[0] | {"bidder": None}], " line 1: expected an envelope"),
    "no envelope": (lambda lines: [*lines, {"need": ["a"]}, 7, None], " line 4: expected an envelope"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ODD)
def test_a_file_of_envelopes_that_is_not_theirs_is_named_by_both(decided, tmp_path, name: str) -> None:
    export, file = decided
    spoil, said = ODD[name]
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in spoil(lines)))
    found = verify.check(export, envelopes=[spoilt]).findings
    assert found[0].startswith(f"{spoilt}{said}"), found
    assert (
        disagreements({name: (export, {"envelopes": [spoilt]}), "none": (export, {"envelopes": [tmp_path / "no.jsonl"]})}) == {}
    )


def rubbish(envelope: dict, seed: str, need: dict) -> tuple[dict, str]:
    """An envelope with rubbish beside its sound commitment, and that commitment."""
    return reseal(envelope, seed, need["trustees"], b"\xff" * 1024), envelope["pc"]


def a_higher_price(envelope: dict, seed: str, need: dict) -> tuple[dict, str]:
    """A sound envelope with a higher price, and the commitment of another."""
    dear = {"v": "bid/1", "amount_fen": 12_000_009}
    named = {"need": envelope["need"], "bidder": envelope["bidder"], "seq": 1, "trustees": need["trustees"]}
    return seal(dear, **named, seed=decode(seed))[0], envelope["pc"]


def a_market_with_a_lie(monkeypatch: pytest.MonkeyPatch, instead: Callable[..., tuple[dict, str]]) -> tuple[History, Lines]:
    """The lowest bid's envelope holds something else than is told of it; the operator, in league with its bidder, tells what the record has the commitment of."""
    day = History()
    agencies = [day.an_agency() for _ in range(4)]
    need = day.a_need("ZX-2026-0001")
    bids = [day.a_bid(need, agency, 12_000_000 + place) for place, agency in enumerate(agencies[:3])]
    plain = {"v": "bid/1", "amount_fen": 10_000_000}
    envelope, seed = seal(plain, need=need["need"], bidder=agencies[3], seq=1, trustees=need["trustees"])
    envelope, pc = instead(envelope, seed, need)
    named = {"need": need["need"], "bidder": agencies[3], "bid": envelope_hash(envelope)}
    day.add("bid.sealed", **named, version=need["version"], seq=1, pc=pc, tset=envelope["tset"])
    told = Opened(plain, DEFAULT.derive(decode(seed), "bid-seal/1 plain", 32).hex(), seed)
    honest = histories.open_envelope
    monkeypatch.setattr(histories, "open_envelope", lambda each, keys: told if each is envelope else honest(each, keys))
    bids.append({**named, "envelope": envelope})
    root = day.closing(need, bids)
    first = day.a_decision(need, day.opening(need, bids), root)[0]
    assert first["bidder"] == agencies[3]
    day.service(need, day.an_award(first, need), "ZX-HT-2026-0001")
    return day, [bid["envelope"] for bid in bids]


@pytest.mark.parametrize(
    ("instead", "said", "in_chinese"),
    [
        (rubbish, "the record tells what lies in it, but it is void for ciphertext", "ciphertext"),
        (a_higher_price, "expected the commitment ", "承诺应当是密封时写明的"),
    ],
)
def test_an_envelope_that_holds_something_else_than_was_told_is_named(monkeypatch, tmp_path, instead, said, in_chinese) -> None:
    day, envelopes = a_market_with_a_lie(monkeypatch, instead)
    export, file = an_export(tmp_path / "lie", day.events), tmp_path / "envelopes.jsonl"
    file.write_bytes(b"".join(canonical(each) + b"\n" for each in envelopes))
    assert verify.check(export).findings == []  # the record alone can't tell: docs/trust.md says so
    (found,) = verify.check(export, envelopes=[file]).findings
    assert found.startswith(f"{file} line 4: {said}")
    ((_, line, told),) = in_the_browser([(export, {"envelopes": [file]})])[0]
    assert (line, in_chinese in told) == (4, True)
