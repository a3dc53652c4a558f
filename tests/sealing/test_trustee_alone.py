"""One trustee by itself: no Django, no database; every refusal has a name, and what it saw it remembers."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger import keys, merkle
from ledger.notes import signed_checkpoint
from sealing.opening import open_envelope
from sealing.suites import DEFAULT
from sealing.trustee.trustee import Refused, Trustee, contribution_statement

DEADLINE = datetime(2026, 6, 9, 9, tzinfo=UTC)
ASKED = {
    "need": "ZX-2026-0001",
    "deadline": "2026-06-09T09:00:00.000000Z",
    "lot": "",
    "after": "",
    "suite": DEFAULT.name,
}


@pytest.fixture
def trustee(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    return Trustee(tmp_path / "t", keys.public_key(), lambda: DEADLINE)


def shown(*bodies):
    """A release request's evidence: a signed checkpoint over a closing, and perhaps an awaited event, each with its proof."""
    texts = [json.dumps(body) for body in bodies]
    leaves = [merkle.leaf(text.encode()) for text in texts]
    note = signed_checkpoint("test", len(leaves), merkle.root_of(leaves))
    proofs = [[other.hex() for other in leaves if other != leaf] for leaf in leaves]
    entries = [{"body": text, "idx": i, "proof": proofs[i]} for i, text in enumerate(texts)]
    return {"checkpoint": note, **dict(zip(("closed", "awaited"), entries, strict=False))}


def closing(root="00" * 32, **other):
    return {"type": "need.closed", "need": ASKED["need"], "deadline": ASKED["deadline"], "root": root, **other}


def notice_of(trustee, *others, t=1):
    """The trustees of a notice: this one, and others."""
    named = [each.name_key(ASKED) for each in (trustee, *others)]
    holders = [{"i": i, "name": f"t{i}", "pk": said["pk"]} for i, said in enumerate(named, 1)]
    return {"t": t, "n": len(holders), "suite": DEFAULT.name, "deadline": ASKED["deadline"], "set": holders}


def test_it_contributes_the_same_to_the_same_notice_signed_and_sealed_to_all(trustee, settings, tmp_path):
    other = Trustee(tmp_path / "other", keys.public_key(), lambda: DEADLINE)
    notice = notice_of(other, trustee, t=2)
    one, two = (trustee.contribute({**ASKED, "trustees": notice}) for _ in range(2))
    assert (one["envelope"]["bidder"], one["envelope"]["t"]) == ("trustee-2", 2)
    assert one["envelope"]["pc"] == two["envelope"]["pc"]
    signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(trustee.identity()))
    signer.verify(bytes.fromhex(one["sig"]), contribution_statement(one["envelope"]))
    released = {i: each.release({**ASKED, **shown(closing())})["key"] for i, each in enumerate((other, trustee), 1)}
    assert open_envelope(one["envelope"], released).plain == {"v": "bid/1", "entry": True}
    assert open_envelope(one["envelope"], {1: released[1]}).reason == "too-few-valid-shares"


def test_it_contributes_something_else_to_a_notice_that_others_could_open(trustee, tmp_path):
    other = Trustee(tmp_path / "other", keys.public_key(), lambda: DEADLINE)
    said = [trustee.contribute({**ASKED, "trustees": notice_of(trustee, other, t=t)})["envelope"]["pc"] for t in (1, 2)]
    assert said[0] != said[1]


@pytest.mark.parametrize("trustees", [None, {}, {"set": []}, {"set": [{"i": 1, "pk": "another"}]}, [], "set"])
def test_it_contributes_nothing_to_a_notice_that_does_not_name_its_key(trustee, trustees):
    with pytest.raises(Refused) as caught:
        trustee.contribute({**ASKED, "trustees": trustees})
    assert caught.value.outcome == "malformed"


def test_it_contributes_nothing_to_a_notice_that_is_not_whole(trustee):
    for name in ("t", "n", "suite", "deadline"):
        with pytest.raises(Refused):
            trustee.contribute({**ASKED, "trustees": {k: v for k, v in notice_of(trustee).items() if k != name}})


def refused(trustee, request):
    with pytest.raises(Refused) as caught:
        trustee.release(request)
    return caught.value.outcome


def test_it_gives_the_key_that_it_named_at_the_deadline_and_gives_it_twice(trustee):
    request = {**ASKED, **shown(closing())}
    key = trustee.release(request)["key"]
    assert DEFAULT.public_of(key) == trustee.name_key(ASKED)["pk"]
    assert trustee.release(request)["key"] == key


def test_it_refuses_one_microsecond_early_by_its_own_clock(trustee):
    trustee.now = lambda: DEADLINE - timedelta(microseconds=1)
    assert refused(trustee, {**ASKED, **shown(closing())}) == "early"


def test_an_earlier_deadline_asked_for_is_another_key_and_needs_a_closing_of_that_deadline(trustee):
    earlier = {**ASKED, "deadline": "2026-06-08T09:00:00.000000Z"}
    assert trustee.name_key(earlier)["pk"] != trustee.name_key(ASKED)["pk"]
    assert refused(trustee, {**earlier, **shown(closing())}) == "unproven"


@pytest.mark.parametrize("broken", ["checkpoint", "body", "idx", "proof", "other need", "nothing"])
def test_it_refuses_what_is_not_proven(trustee, broken):
    request = {**ASKED, **shown(closing())}
    if broken == "checkpoint":
        request["checkpoint"] = request["checkpoint"].replace("test", "tost")
    elif broken == "body":
        request["closed"]["body"] += " "
    elif broken == "idx":
        request["closed"]["idx"] = 1
    elif broken == "proof":
        request["closed"]["proof"] = ["00" * 32]
    elif broken == "other need":
        request = {**request, "need": "ZX-2026-0002"}
    else:
        request = ASKED
    assert refused(trustee, request) == "unproven"


def test_a_second_closing_is_equivocation_shown_to_all_and_remembered_across_restarts(trustee, tmp_path):
    assert trustee.release({**ASKED, **shown(closing())})
    assert refused(trustee, {**ASKED, **shown(closing("11" * 32))}) == "equivocation"
    again = Trustee(tmp_path / "t", keys.public_key(), lambda: DEADLINE)
    assert refused(again, {**ASKED, **shown(closing())}) == "equivocation"
    both = again.memory.twice[ASKED["need"]]
    assert [json.loads(each["closed"]["body"])["root"] for each in both] == ["00" * 32, "11" * 32]
    assert all(each["checkpoint"] for each in both)


def test_a_key_that_waits_for_the_scores_is_given_only_with_their_proof(trustee):
    waiting = {**ASKED, "after": "score.locked"}
    assert trustee.name_key(waiting)["pk"] != trustee.name_key(ASKED)["pk"]
    assert refused(trustee, {**waiting, **shown(closing())}) == "unproven"
    locked = {"type": "score.locked", "need": ASKED["need"]}
    assert trustee.release({**waiting, **shown(closing(), locked)})["key"]


@pytest.mark.parametrize("wrong", [{"lot": None}, {"suite": "ROT13"}, {"deadline": "soon"}, {"need": "a b"}])
def test_it_names_no_key_for_a_malformed_request(trustee, wrong):
    with pytest.raises(Refused) as caught:
        trustee.name_key({**ASKED, **wrong})
    assert caught.value.outcome in {"malformed", "suite"}


def test_its_master_is_a_file_that_nobody_else_reads(trustee, tmp_path):
    file = tmp_path / "t" / "trustee.master"
    assert (file.stat().st_mode & 0o777, file.stat().st_size) == (0o600, 32)
    file.chmod(0o644)
    with pytest.raises(PermissionError):
        Trustee(tmp_path / "t", keys.public_key())


def test_it_runs_on_two_packages_alone():
    """Cryptography (which brings cffi), and the canonical bytes of what it seals; nothing of Django."""
    code = """
import sys, sealing.trustee.__main__
print(sorted({name.split(".")[0] for name, it in list(sys.modules.items()) if "site-packages" in (getattr(it, "__file__", None) or "")}))
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['_cffi_backend', 'cryptography', 'rfc8785']"
