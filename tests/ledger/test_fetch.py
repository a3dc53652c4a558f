"""Anybody takes a copy of the record from the site, with the site's own script, and checks it."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from kernel.actors import SCHEDULER
from ledger import views
from ledger.export import VERIFIER, export_record
from ledger.record import record
from ledger.sequencer import sequence_all

pytestmark = pytest.mark.django_db(transaction=True)


def ran(folder, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-S", *words], cwd=folder, capture_output=True, text=True, check=False)


def test_the_archive_holds_the_verifier_as_an_export_does(client) -> None:
    with zipfile.ZipFile(BytesIO(client.get("/record/verifier.zip").content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {script.relative_to(VERIFIER).as_posix(): script.read_bytes() for script in VERIFIER.rglob("*.py")}


def test_what_is_fetched_is_the_export_and_holds(live_server, client, settings, tmp_path, monkeypatch) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    monkeypatch.setattr(views, "JSON_PAGE", 2)
    for number in range(5):
        record(SCHEDULER, "heartbeat", {"n": number})
    sequence_all()
    export_record(tmp_path / "export")
    copy = tmp_path / "copy"
    zipfile.ZipFile(BytesIO(client.get("/record/verifier.zip").content)).extractall(copy)
    done = ran(copy, "fetch.py", live_server.url)
    assert (done.returncode, done.stdout, done.stderr) == (0, "6 entries\n", "")
    for name in ("entries.jsonl", "checkpoint"):
        assert (copy / name).read_bytes() == (tmp_path / "export" / name).read_bytes()
    done = ran(copy, "verify.py", ".", "--consistent", str(tmp_path / "export"))
    assert (done.returncode, done.stdout.partition(":")[0]) == (0, "All holds"), done.stdout


def test_a_site_without_a_record_or_without_an_answer_is_a_sentence(live_server, tmp_path) -> None:
    for site in (live_server.url, "http://127.0.0.1:1"):
        done = ran(tmp_path, str(VERIFIER / "fetch.py"), site)
        assert done.returncode == 1
        assert done.stderr.startswith(f"{site}: ")
        assert "Traceback" not in done.stderr
    assert "https://SITE" in ran(tmp_path, str(VERIFIER / "fetch.py")).stderr
    assert list(tmp_path.iterdir()) == []
