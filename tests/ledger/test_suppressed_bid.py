"""A bid that was acknowledged and kept off the record is proven with what its bidder downloaded and an export, by both verifiers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from bidding.actions.bids.withdraw_bid import withdraw_bid
from kernel import clock
from ledger.export import VERIFIER, export_record
from ledger.models import Pending
from ledger.sequencer import sequence_all
from market.models import Person
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.node import NODE, needs_node

TOOK = "the platform took this bid in, and it is not on the record"


@pytest.fixture
def need(at_ten, settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    return needs.an_open_need()


def downloaded(bid, actor, folder: Path) -> Path:
    """The receipt file as the bidder's browser saves it."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/my/bids/{bid.envelope_hash}/receipt.json")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="receipt-{bid.need.number}-1.json"'
    file = folder / "receipt.json"
    file.write_bytes(answer.content)
    return file


def verdict(export: Path, receipt: Path) -> list[str]:
    """What a stranger reads who runs the verifier beside the export."""
    command = [sys.executable, export / "verify.py", export, "--receipt", receipt]
    told = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=60)
    assert not told.stderr
    found = told.stdout.splitlines()
    assert told.returncode == (0 if found[-1].startswith("All holds") else 1)
    return found[:-1]


def in_the_browser(export: Path, receipt: Path) -> list[str]:
    """What the page /record/check/ says, run in Node."""
    script = """
        import { readFileSync } from "node:fs";
        const { check } = await import(process.argv[1]);
        const files = {}, read = (path) => new Blob([readFileSync(path)]);
        for (const name of ["entries.jsonl", "checkpoint", "trust.json"]) files[name] = read(`${process.argv[2]}/${name}`);
        const market = await check(files, { receipts: { receipt: read(process.argv[3]) } });
        console.log(JSON.stringify(market.findings.map((each) => each.sentence)));
    """
    page = VERIFIER.parent / "static/ledger/check/verify.js"
    command = [str(NODE), "--input-type=module", "-e", script, str(page), str(export), str(receipt)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    told: list[str] = json.loads(done.stdout)
    return told


def suppress(bid) -> None:
    """Plant: the operator takes the bid in, signs the receipt, and throws its waiting event away."""
    gone, _ = Pending.objects.filter(body__contains=bid.envelope_hash).delete()
    assert gone == 1


@needs_node
def test_a_suppressed_bid_is_proven_with_its_receipt_file_and_an_export(need, tmp_path) -> None:
    other, agency = make.a_bidder(), make.a_bidder()
    make.a_sealed_bid(need, other, 80_000)
    bid = make.a_sealed_bid(need, agency, 70_000)
    receipt = downloaded(bid, agency, tmp_path)
    suppress(bid)
    bid.delete()  # and so the frozen list fits the record: nothing but the receipt can tell
    make.pass_the_deadline(need)
    sequence_all()
    export_record(tmp_path / "export")
    assert verdict(tmp_path / "export", receipt) == [f"{receipt}: {TOOK}"]
    assert in_the_browser(tmp_path / "export", receipt) == ["平台收下了这份投标，公开记录里却没有"]


@needs_node
def test_the_receipt_file_of_a_recorded_bid_holds_also_after_it_was_taken_back(need, tmp_path) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency)
    receipt = downloaded(bid, agency, tmp_path)
    withdraw_bid(actor=agency, envelope_hash=bid.envelope_hash)
    sequence_all()
    export_record(tmp_path / "export")
    told = "the receipt holds: entries.jsonl line 6; the record says at line 7 that its bidder has withdrawn it"
    assert verdict(tmp_path / "export", receipt) == [f"{receipt}: {told}"]
    assert in_the_browser(tmp_path / "export", receipt) == []


@needs_node
def test_an_export_from_before_the_bid_accuses_nobody(need, tmp_path) -> None:
    sequence_all()
    export_record(tmp_path / "export")
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency)
    found = verdict(tmp_path / "export", downloaded(bid, agency, tmp_path))
    assert len(found) == 1
    assert "expected a newer export" in found[0]
    assert "请取更新的导出" in in_the_browser(tmp_path / "export", tmp_path / "receipt.json")[0]


@needs_node
def test_a_receipt_beside_another_envelope_or_with_a_changed_word_proves_nothing(need, tmp_path) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency)
    file = downloaded(bid, agency, tmp_path)
    held = json.loads(file.read_text(encoding="utf-8"))
    sequence_all()
    export_record(tmp_path / "export")
    file.write_text(json.dumps({**held, "envelope": {**held["envelope"], "seq": 2}}), encoding="utf-8")
    assert "the envelope beside the receipt is not the one" in verdict(tmp_path / "export", file)[0]
    assert in_the_browser(tmp_path / "export", file) == ["回执旁边的信封不是它所签的那一份"]
    file.write_text(json.dumps({**held, "receipt": {**held["receipt"], "seq": 2}}), encoding="utf-8")
    assert "expected a receipt signed by the key in trust.json" in verdict(tmp_path / "export", file)[0]
    file.write_text(json.dumps({**held, "receipt": None}), encoding="utf-8")
    assert "expected a receipt" in verdict(tmp_path / "export", file)[0]
    assert clock.now() >= bid.at
