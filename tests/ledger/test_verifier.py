"""The verifier over a true history and over falsified copies of it, each signed again with the operator's own key."""

import importlib
import json
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from ledger.canonical import canonical
from ledger.export import VERIFIER
from ledger.record import stamp
from tests.makers.ledger import KEY, PUBLIC, an_export
from tests.makers.market_day import a_market

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

TRUE = a_market().events


def findings(folder, **more):
    return verify.check(folder, **more).findings


def find(events, kind, n=0, **fields):
    """The n-th event of a kind with those fields."""
    fits = [e for e in events if e["type"] == kind and all(e.get(k) == v for k, v in fields.items())]
    return fits[n]


def shift(moment, **step):
    return stamp(datetime.fromisoformat(moment) + timedelta(**step))


def test_a_true_history_holds(tmp_path):
    assert findings(an_export(tmp_path, TRUE)) == []


# What the key does not help against: the files themselves


def edit(folder, name, change):
    file = folder / name
    file.write_bytes(change(file.read_bytes()))
    return findings(folder)


def test_one_changed_byte_breaks_the_root(tmp_path):
    found = edit(an_export(tmp_path, TRUE), "entries.jsonl", lambda raw: raw.replace(b'"title"', b'"titel"', 1))
    assert any("is not the signed one" in each for each in found)


@pytest.mark.parametrize("change", [lambda lines: lines[:-1], lambda lines: [*lines, lines[-1]]], ids=["dropped", "doubled"])
def test_a_dropped_or_doubled_last_line_is_missed_by_the_size(tmp_path, change):
    folder = an_export(tmp_path, TRUE)
    found = edit(folder, "entries.jsonl", lambda raw: b"".join(change(raw.splitlines(keepends=True))))
    assert any(f"expected {len(TRUE)} entries" in each for each in found)


@pytest.mark.parametrize("name", ["entries.jsonl", "checkpoint", "trust.json"])
def test_a_missing_file_is_a_sentence(tmp_path, name):
    folder = an_export(tmp_path, TRUE)
    (folder / name).unlink()
    assert any(name in each and "expected this file" in each for each in findings(folder))


@pytest.mark.parametrize("name", ["entries.jsonl", "checkpoint", "trust.json"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"null", b"[]", b"{}", b"a\nb\n\nc d e f\n", b"a\n1\nAA==\n\n- x y\n"])
def test_a_malformed_file_is_a_sentence_never_a_traceback(tmp_path, name, content):
    folder = an_export(tmp_path, TRUE)
    (folder / name).write_bytes(content)
    done = subprocess.run([sys.executable, str(folder / "verify.py"), str(folder)], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "expected" in done.stdout


def test_a_line_without_a_kind_is_counted_nowhere_and_the_program_ends_in_order(tmp_path):
    folder = an_export(tmp_path, [*TRUE, {**TRUE[-1], "type": None}])
    done = subprocess.run([sys.executable, str(folder / "verify.py"), str(folder)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-1] == "1 findings"


def test_a_line_that_is_no_entry_is_named_with_its_number(tmp_path):
    found = edit(an_export(tmp_path, TRUE), "entries.jsonl", lambda raw: raw.replace(b'{"at"', b"[1]\n" + b'{"at"', 1))
    assert any(each.startswith("entries.jsonl line 1 (entry)") for each in found)


def test_another_key_does_not_sign_for_this_log(tmp_path):
    folder = an_export(tmp_path, TRUE)
    (folder / "trust.json").write_text(json.dumps({"origin": "market.example/log", "key": "11" * 32}))
    assert any("signed by the key in trust.json" in each for each in findings(folder))


def test_an_older_checkpoint_shows_that_history_was_rewritten(tmp_path):
    before = an_export(tmp_path / "before", TRUE[:-5])
    assert findings(an_export(tmp_path / "now", TRUE), checkpoints=[before / "checkpoint"]) == []
    rewritten = [event for event in TRUE if event is not find(TRUE, "org.suspended")]
    found = findings(an_export(tmp_path / "rewritten", rewritten), checkpoints=[before / "checkpoint"])
    assert any("is not the signed one" in each for each in found)


def a_receipt(entry):
    body = {"v": "receipt/1", "bid": "ab" * 32, "entry": entry, "key": PUBLIC}
    return json.dumps({**body, "sig": KEY.sign(b"receipt/1\n" + canonical(body)).hex()})


def test_a_receipt_proves_a_bid_that_was_kept_off_the_record(tmp_path):
    from hashlib import sha256

    sealed = find(TRUE, "bid.sealed", 3)
    receipt = tmp_path / "receipt.json"
    receipt.write_text(a_receipt(sha256(canonical(sealed)).hexdigest()))
    assert findings(an_export(tmp_path / "true", TRUE), receipts=[receipt]) == []
    without = [event for event in TRUE if event is not sealed]
    found = findings(an_export(tmp_path / "false", without), receipts=[receipt])
    assert any("took this bid in, and it is not on the record" in each for each in found)
    receipt.write_text(receipt.read_text().replace("ab" * 32, "cd" * 32))
    assert any("expected a receipt signed" in each for each in findings(tmp_path / "true", receipts=[receipt]))


def test_the_verifier_is_short_and_stands_on_the_standard_library_alone(tmp_path):
    own = {script.stem for script in VERIFIER.rglob("*.py")}
    long = {}
    for script in VERIFIER.rglob("*.py"):
        lines = script.read_text(encoding="utf-8").splitlines()
        long[script.name] = len(lines)
        imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
        assert {name.split(".")[0] or "decision" for name in imported} <= own | {"decision", "suites"} | sys.stdlib_module_names
    assert max(long.values()) <= 200, "docs/decisions/verifier-in-several-files.md"
    assert sum(long[name] for name in ("verify.py", "proofs.py", "spelling.py", "replay.py")) < 600
    folder = an_export(tmp_path, TRUE)
    done = subprocess.run([sys.executable, "-S", str(folder / "verify.py"), str(folder)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All holds: ")
