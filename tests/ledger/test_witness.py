"""Witnesses: they cosign a record that grows, and refuse one that shrinks, forks or has another key."""

import hashlib
import importlib
import json
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kernel.actors import SCHEDULER
from ledger import cosigning, keys, merkle, witness
from ledger.export import VERIFIER, NothingToExport, export_record
from ledger.record import record
from ledger.sequencer import sequence_all
from tests.makers.ledger import KEY, PUBLIC, signed_note

sys.path.insert(0, str(VERIFIER))
verify, proofs = importlib.import_module("verify"), importlib.import_module("proofs")
LEAVES = [merkle.leaf(bytes([n])) for n in range(9)]


def shown(leaves, before=LEAVES):
    """What a site answers whose record has these leaves."""

    def fetch(path):
        if path == "record/checkpoint":
            return signed_note(leaves)
        old, new = (int(word) for word in path.removesuffix(".json").split("/")[-2:])
        proof = merkle.consistency_path(old, new, lambda level, at: merkle.root_of(leaves[at << level : (at + 1) << level]))
        return json.dumps({"proof": [step.hex() for step in proof]})

    return fetch


def look(folder, leaves, log_key=PUBLIC):
    return witness.look(folder, "notary.example", log_key, shown(leaves), at=1_800_000_000)


def test_a_record_that_grows_is_cosigned_and_any_verifier_reads_the_line(tmp_path):
    for size in (3, 3, 4, 9):
        text, line = look(tmp_path, LEAVES[:size])
        public = cosigning.public_of((tmp_path / "witness.ed25519").read_bytes())
        assert cosigning.is_cosigned(line, text, "notary.example", public)
        trust = {"origin": text.split("\n")[0], "key": PUBLIC, "witnesses": [{"name": "notary.example", "key": public}]}
        _, _, read, signatures = proofs.signed_checkpoint(signed_note(LEAVES[:size]) + line, trust)
        assert proofs.cosigners(read, signatures, trust) == ["notary.example"]
    assert (tmp_path / "witness.ed25519").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("leaves", "why"),
    [
        (LEAVES[:4], "a rollback"),
        ([LEAVES[1], LEAVES[0], *LEAVES[2:5]], "a fork"),
        ([LEAVES[1], LEAVES[0], *LEAVES[2:]], "a fork"),
    ],
)
def test_a_rollback_or_a_fork_is_refused_and_what_was_seen_stays(tmp_path, leaves, why):
    look(tmp_path, LEAVES[:5])
    with pytest.raises(witness.Refused, match=why):
        look(tmp_path, leaves)
    look(tmp_path, LEAVES)


def test_another_key_is_refused(tmp_path):
    with pytest.raises(witness.Refused, match="no checkpoint that the log's key has signed"):
        look(tmp_path, LEAVES, log_key="11" * 32)


def test_a_cosignature_has_the_bytes_of_the_specification():
    secret = b"\x05" * 32
    line = cosigning.cosignature(secret, "w.example", "o\n1\nAA==\n", 7)
    raw = __import__("base64").b64decode(line.split(" ")[2])
    public = bytes.fromhex(cosigning.public_of(secret))
    assert raw[:4] == hashlib.sha256(b"w.example\n\x04" + public).digest()[:4]
    assert raw[4:12] == (7).to_bytes(8, "big")
    Ed25519PrivateKey.from_private_bytes(secret).public_key().verify(raw[12:], b"cosignature/v1\ntime 7\no\n1\nAA==\n")


def test_the_verifiers_ed25519_agrees_with_the_library_on_sound_and_changed_signatures():
    for n in range(8):
        message = bytes([n]) * n
        signature = KEY.sign(message)
        assert proofs.is_signed(bytes.fromhex(PUBLIC), message, signature)
        assert not proofs.is_signed(bytes.fromhex(PUBLIC), message + b"!", signature)
        assert not proofs.is_signed(bytes.fromhex(PUBLIC), message, signature + b"\0")


def test_the_verifiers_ed25519_reads_rfc_8032():
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert proofs.is_signed(key, b"\x72", signature)
    assert not proofs.is_signed(key, b"\x73", signature)


def test_the_verifiers_tree_has_the_roots_of_the_sites_tree_and_of_rfc_6962():
    for size in range(len(LEAVES) + 1):
        assert proofs.merkle_root(LEAVES[:size]) == merkle.root_of(LEAVES[:size])
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert proofs.merkle_root([]).hex() == empty


@pytest.fixture
def _witnessed(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.WITNESSES = {"notary.example": cosigning.public_of(witness.secret_of(tmp_path / "w"))}
    settings.WITNESS_QUORUM = 1


@pytest.mark.usefixtures("_witnessed")
def test_the_site_collects_cosignatures_exports_them_and_the_verifier_asks_for_them(at_ten, client, tmp_path):
    record(SCHEDULER, "need.started", {"need": "ZX-2026-0001"})
    sequence_all()
    with pytest.raises(NothingToExport):
        export_record(tmp_path / "early")
    text, line = witness.look(
        tmp_path / "w", "notary.example", keys.public_key(), lambda path: client.get(f"/{path}").content.decode(), at=1
    )
    for body in (f"{text}\n{line}", f"{text}\n{line}"):
        assert client.post("/record/cosignatures/", body, content_type="text/plain").status_code == 200
    assert client.post("/record/cosignatures/", f"{text}\n{line}".replace("A", "B"), content_type="text/plain").status_code == 422
    assert line in client.get("/record/checkpoint").content.decode()
    export_record(tmp_path / "export")
    assert verify.check(tmp_path / "export").findings == []
    note = tmp_path / "export" / "checkpoint"
    note.write_text(note.read_text().replace(line, ""))
    assert any("expected the cosignatures of 1 witnesses" in each for each in verify.check(tmp_path / "export").findings)
