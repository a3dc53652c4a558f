"""The programs that seal: the offline page shuts its own network out, and the record names the bytes that are served."""

import base64
import hashlib
import importlib
import re
import subprocess
import sys

import pytest

from kernel.actors import SCHEDULER
from ledger.export import VERIFIER, export_record
from ledger.models import Pending
from ledger.sequencer import sequence_all
from sealing import programs
from sealing.actions.publish_page import publish_page
from sealing.due import publish_changed_pages
from sealing.models import PublishedPage
from sealing.programs import EVERY_SUITE, OFFLINE, SCRIPT, program
from tests.node import NODE

PAGE = program(OFFLINE).decode()
sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")


def inside(tag: str) -> str:
    found = re.findall(f"<{tag}>(.*?)</{tag}>", PAGE, re.S)
    assert len(found) == 1
    return found[0]


def test_the_page_allows_its_own_script_and_style_and_nothing_else():
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', PAGE)[1]
    hashes = {tag: base64.b64encode(hashlib.sha256(inside(tag).encode()).digest()).decode() for tag in ("script", "style")}
    wanted = [
        "default-src 'none'",
        f"script-src 'sha256-{hashes['script']}'",
        f"style-src 'sha256-{hashes['style']}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert policy.split("; ") == wanted


def test_the_page_asks_for_nothing_outside_itself():
    assert not re.findall(r"(?:src|href|action)=|url\(|@import|fetch\(|XMLHttpRequest|WebSocket|sendBeacon", PAGE)


def test_a_program_is_recorded_once_and_again_when_it_changes(at_ten, monkeypatch, settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    assert [publish_changed_pages(), publish_changed_pages()] == [3, 0]
    monkeypatch.setattr(programs, "program", lambda name: b"<p>changed</p>")
    assert publish_page(actor=SCHEDULER, name=OFFLINE)
    assert PublishedPage.objects.get(page=OFFLINE).sha256 == hashlib.sha256(b"<p>changed</p>").hexdigest()
    assert Pending.objects.filter(body__contains='"page.published"').count() == 4
    sequence_all()
    export_record(tmp_path / "export")
    told = subprocess.run(
        [sys.executable, VERIFIER / "verify.py", tmp_path / "export"], capture_output=True, text=True, check=True
    )
    newest = {line.split()[4]: line.split()[5] for line in told.stdout.splitlines() if line.startswith("The program")}
    assert newest == {
        OFFLINE: hashlib.sha256(b"<p>changed</p>").hexdigest(),
        SCRIPT: hashlib.sha256(program(SCRIPT)).hexdigest(),
        EVERY_SUITE: hashlib.sha256(program(EVERY_SUITE)).hexdigest(),
    }


def test_what_is_committed_is_what_the_sources_build(tmp_path):
    folder = programs.FOLDER.parents[1] / "browser"
    if NODE is None or not (folder / "node_modules/esbuild").is_dir():
        pytest.skip("the locked packages are not installed: `make assets`")
    before = {name: (programs.FOLDER / name).read_bytes() for name in programs.PROGRAMS}
    before["noble.js"] = (VERIFIER.parent / "static/ledger/noble.js").read_bytes()
    subprocess.run([NODE, "build.mjs", str(tmp_path), str(tmp_path)], cwd=folder, check=True)
    assert {name: (tmp_path / name).read_bytes() for name in before} == before, "run `make assets`"
