"""One set of vectors for the server, the browser (`sealing/browser/seal.test.js`) and the verifier."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kernel.money import in_capitals, in_yuan, read_yuan
from sealing.envelope import check_shape, envelope_hash, seal
from sealing.opening import Void, open_envelope
from sealing.programs import PROGRAMS
from sealing.suites import decode

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/sealing.json").read_text(encoding="utf-8"))
BROWSER = ROOT / "sealing/browser"


def keys_of(each):
    return {int(i): key for i, key in each["keys"].items()}


@pytest.mark.parametrize("each", [*VECTORS["sealed"], *VECTORS["suites"]], ids=lambda each: each["name"])
def test_python_seals_the_bytes_of_the_vectors(each):
    theirs = each["envelope"]
    ours, seed = seal(
        each["plain"],
        need=theirs["need"],
        bidder=theirs["bidder"],
        seq=theirs["seq"],
        trustees=each["trustees"],
        seed=decode(each["seed"]),
    )
    assert {**ours, "w": 0} == {**theirs, "w": 0}
    assert seed == each["seed"]
    check_shape(theirs, need=theirs["need"], bidder=theirs["bidder"], trustees=each["trustees"])


@pytest.mark.parametrize("each", [*VECTORS["sealed"], *VECTORS["suites"], *VECTORS["void"]], ids=lambda each: each["name"])
def test_python_opens_the_vectors_with_their_verdicts(each):
    verdict = open_envelope(each["envelope"], keys_of(each))
    said = {"reason": verdict.reason} if isinstance(verdict, Void) else {"plain": verdict.plain, "r": verdict.r}
    assert said == each["verdict"]
    assert envelope_hash(each["envelope"]) == each["bid"]


@pytest.mark.parametrize(("fen", "yuan", "capitals"), VECTORS["amounts"])
def test_amounts_read_the_same_on_the_server(fen, yuan, capitals):
    assert (in_yuan(fen), in_capitals(fen), read_yuan(yuan)) == (yuan, capitals, fen)


def test_the_browser_agrees_on_every_vector():
    if not shutil.which("node") or not (BROWSER / "node_modules").exists():
        pytest.skip("Node and `npm ci` in sealing/browser are needed")
    done = subprocess.run(["node", "--test"], cwd=BROWSER, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_committed_bundle_makes_nothing_from_text_and_names_no_other_host():
    for name in PROGRAMS:
        bundle = (ROOT / "sealing/static/sealing" / name).read_text(encoding="utf-8")
        hosts = r"https?://(?!datatracker|www\.rfc)"
        assert not re.search(rf"\beval\b|new Function|innerHTML|document\.write|{hosts}", bundle), name
    assert "registry" not in (BROWSER / "package-lock.json").read_text(encoding="utf-8")
