"""docs/verify.md: its commands, as they stand there, over an export; and over a false one."""

import copy
import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from draws.ways import Way
from kernel.actors import SCHEDULER
from ledger.canonical import canonical
from ledger.record import record
from ledger.sequencer import sequence_all
from sealing.suites import SUITES
from tests.ledger.falsifications.catalogue import find
from tests.makers.chance import drawn_by, with_two_trustees
from tests.makers.history import History, a_notary
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market

PAGE = Path(__file__).parents[2] / "docs" / "verify.md"
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def walked(folder: Path, **words: str) -> str:
    """What the page's commands print, one after the other, in one shell."""
    script = "\n".join(BLOCKS)
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", **words}
    done = subprocess.run(
        ["bash", "-u", "-c", f"ENTRY=${{ENTRY:-}}\n{script}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "", done.stderr
    return done.stdout


def test_the_commands_of_the_page_derive_an_award(tmp_path):
    events = a_market().events
    sealed, decision = find(events, "bid.sealed"), find(events, "decision.made")
    entry = hashlib.sha256(canonical(sealed)).hexdigest()
    told = walked(an_export(tmp_path, events, verifier=False), ENTRY=entry)
    assert len(BLOCKS) == 10
    assert "Signature Verified Successfully" in told
    assert "根相同\n" in told
    assert told.count("\n相符 ") == 3
    assert "名单相同，共 4 家\n" in told
    winner = find(events, "award.made", 1)
    assert f"中选 {winner['bidder']} {winner['fen']}\n" in told
    drawn = re.findall(r"^[0-9a-f]{64} (\S+) ZX-2026-0001/tie-1 (\S+)$", told, flags=re.MULTILINE)
    assert [who for who, _ in drawn] == decision["draws"][0]["order"] == drawn[0][1].split(",")
    assert told.endswith(f"{events.index(sealed) + 1}:{entry}\n")


@pytest.mark.django_db(transaction=True)
def test_the_first_commands_take_a_copy_from_the_site(live_server, settings, tmp_path):
    settings.KEYS_DIR, folder = tmp_path / "keys", tmp_path / "copy"
    record(SCHEDULER, "need.finished", {"need": "ZX-2026-0001"})
    sequence_all()
    folder.mkdir()
    told = walked(folder, SITE=live_server.url)
    assert told.startswith("2 entries\n")
    assert "Signature Verified Successfully\n根相同\n2 " in told
    assert (folder / "verify.py").exists()


def test_the_commands_order_a_draw_by_the_hash_that_the_notice_names(tmp_path):
    events = drawn_by(Way("R", "sm3"))
    told = walked(an_export(tmp_path, events, verifier=False))
    order = find(events, "decision.made")["draws"][0]["order"]
    assert re.findall(r"^[0-9a-f]{64} (\S+) ZX-2026-0001/tie-1 ", told, flags=re.MULTILINE) == order


@pytest.mark.parametrize("suite", SUITES)
def test_the_commands_find_every_price_as_sealed_under_each_suite_and_see_a_lowered_one(suite, monkeypatch, tmp_path):
    monkeypatch.setattr(History, "suite", SUITES[suite])
    events = with_two_trustees()
    told = walked(an_export(tmp_path / "true", events, verifier=False))
    assert told.count("\n相符 ") + told.count("\n不符 ") == told.count("\n相符 ") == 3
    assert "Signature Verified Successfully" in told
    find(events, "bid.opened")["plain"]["amount_fen"] -= 1
    told = walked(an_export(tmp_path / "false", events, verifier=False))
    assert (told.count("\n相符 "), told.count("\n不符 ")) == (2, 1)


def test_the_signature_of_a_trustee_is_checked_and_one_for_another_need_is_seen(tmp_path):
    verdicts = []
    for number, of in enumerate(("ZX-2026-0001", "ZX-2026-0002")):
        events = with_two_trustees(lambda _, deadline, of=of: a_notary(of, deadline))
        told = walked(an_export(tmp_path / str(number), events, verifier=False))
        verdicts.append(re.findall(r"^Signature Verifi.*", told, flags=re.MULTILINE))
    sound = "Signature Verified Successfully"
    assert verdicts == [[sound, sound], [sound, "Signature Verification Failure"]]


def test_a_lowered_price_a_dropped_bid_and_a_missing_receipt_are_seen(tmp_path):
    false = copy.deepcopy(a_market().events)
    find(false, "bid.opened")["plain"]["amount_fen"] -= 1
    false.remove(find(false, "bid.sealed", 2))
    told = walked(an_export(tmp_path, false, verifier=False), ENTRY="ab" * 32)
    assert "根相同\n" in told, "signed again"
    assert "\n不符 " in told
    assert "名单不同" in told
    assert told.endswith("公开记录里没有\n")
