"""The record's signatures, tree and proofs, judged by Go's checksum database code and by transparency-dev's."""

import base64
import importlib
import json
import sys

import pytest

from kernel.actors import SCHEDULER
from ledger import cosigning, keys, merkle, notes, reads
from ledger.canonical import canonical
from ledger.cosignatures import keep_cosignature
from ledger.export import VERIFIER, export_record
from ledger.receipts import sign_receipt
from ledger.record import record
from ledger.sequencer import sequence_all
from tests.independent.others import Refused, ask_go, ask_node, needs_go, needs_npm
from tests.makers.ledger import ORIGIN

sys.path.insert(0, str(VERIFIER))
proofs = importlib.import_module("proofs")
RECORDS = [f"entry {n}".encode() for n in range(300)]
LEAVES = [merkle.leaf(each) for each in RECORDS]


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def hash_of(level: int, index: int) -> bytes:
    return merkle.root_of(LEAVES[index << level : (index + 1) << level])


@pytest.fixture
def own_record(at_ten, settings, tmp_path):
    """A record of 300 entries and more with a key of its own, cosigned by two witnesses."""
    settings.KEYS_DIR = tmp_path / "keys"
    secrets = {name: bytes([n]) * 32 for n, name in enumerate(("notary.example", "press.example"), 1)}
    settings.WITNESSES = {name: cosigning.public_of(secret) for name, secret in secrets.items()}
    settings.WITNESS_QUORUM = 2
    for n in range(300):
        record(SCHEDULER, "question.asked", {"need": "ZX-2026-0001", "question": n})
    sequence_all()
    point = reads.newest_checkpoint()
    text = reads.cosigned_note(point).partition("\n\n")[0] + "\n"
    for name, secret in secrets.items():
        assert keep_cosignature(
            point=point, line=cosigning.cosignature(secret, name, text, 1_800_000_000), witnesses=settings.WITNESSES
        )
    return settings.WITNESSES


def witness_key(name: str, public: str) -> str:
    """A witness's key in the spelling that transparency-dev reads."""
    return f"{name}+{cosigning.witness_key_id(name, public).hex()}+{b64(bytes([4]) + bytes.fromhex(public))}"


@needs_go
def test_go_reads_the_exported_checkpoint_with_its_witnesses_and_the_sites_own_proofs(own_record, tmp_path):
    size = export_record(tmp_path / "export")
    note = (tmp_path / "export" / "checkpoint").read_text(encoding="utf-8")
    trust = json.loads((tmp_path / "export" / "trust.json").read_text())
    lines = (tmp_path / "export" / "entries.jsonl").read_bytes().splitlines()
    asked = {"ask": "checkpoint", "origin": trust["origin"], "vkey": trust["vkey"], "note": note}
    asked["witnesses"] = [witness_key(name, key) for name, key in own_record.items()]
    leaves = [merkle.leaf(line) for line in lines]
    root = b64(merkle.root_of(leaves))
    included = [
        {
            "ask": "inclusion", "index": n, "size": size, "leaf": b64(leaves[n]), "root": root,
            "proof": [b64(bytes.fromhex(step)) for step in reads.inclusion_proof(n, size)],
        }
        for n in range(size)
    ]  # fmt: skip
    grown = [
        {
            "ask": "consistency", "old": old, "size": size, "oldroot": b64(merkle.root_of(leaves[:old])), "root": root,
            "proof": [b64(bytes.fromhex(step)) for step in reads.consistency_proof(old, size)],
        }
        for old in range(1, size)
    ]  # fmt: skip
    point, *held = ask_go([asked, *included, *grown])
    assert point == {"size": size, "root": root, "signatures": 3}
    assert held == [None] * (2 * size - 1)
    assert size == 301


@needs_go
def test_go_refuses_what_we_refuse(own_record):
    note = reads.cosigned_note(reads.newest_checkpoint())
    origin = reads.origin()
    asked = {"ask": "checkpoint", "origin": origin, "vkey": notes.verifier_key(origin), "note": note.replace("301", "300")}
    path = merkle.inclusion_path(5, 300, hash_of)
    base = {"ask": "inclusion", "index": 5, "size": 300, "leaf": b64(LEAVES[5]), "root": b64(merkle.root_of(LEAVES))}
    short, swapped = {**base, "proof": [*map(b64, path[:-1])]}, {**base, "index": 4, "proof": [*map(b64, path)]}
    grown = merkle.consistency_path(7, 300, hash_of)
    fork = {"ask": "consistency", "old": 7, "size": 300, "oldroot": b64(merkle.root_of(LEAVES[1:8])), "root": base["root"]}
    refused = ask_go([asked, short, swapped, {**fork, "proof": [*map(b64, grown)]}])
    assert [type(each) for each in refused] == [Refused] * 4


@needs_go
def test_the_proofs_that_go_makes_hold_here_for_every_size_up_to_a_hundred():
    sizes = range(1, 101)
    told = ask_go({"ask": "tree", "records": [*map(b64, RECORDS[:n])], "index": n * 7 % n, "old": (n + 1) // 2} for n in sizes)
    for n, tree in zip(sizes, told, strict=True):
        root, old = base64.b64decode(tree["root"]), (n + 1) // 2
        assert root == merkle.root_of(LEAVES[:n]) == proofs.merkle_root(LEAVES[:n])
        path = [base64.b64decode(step) for step in tree["inclusion"]]
        assert merkle.is_included(LEAVES[n * 7 % n], n * 7 % n, n, path, root)
        grown = [base64.b64decode(step) for step in tree["consistency"]]
        assert merkle.is_consistent(old, n, grown, base64.b64decode(tree["old"]), root)


@needs_go
def test_a_checkpoint_that_go_signs_is_one_to_the_stand_alone_verifier():
    secret = b"\x07" * 32
    public = cosigning.public_of(secret)
    skey = f"PRIVATE+KEY+{ORIGIN}+{notes.key_id(ORIGIN, public).hex()}+{b64(bytes([1]) + secret)}"
    text = f"{ORIGIN}\n300\n{b64(merkle.root_of(LEAVES))}\n"
    (note,) = ask_go([{"ask": "sign", "skey": skey, "message": b64(text.encode())}])
    size, root, read, _ = proofs.signed_checkpoint(note, {"origin": ORIGIN, "key": public})
    assert (size, root, read) == (300, merkle.root_of(LEAVES), text)


@needs_go
@needs_npm
def test_a_receipt_is_signed_for_go_for_noble_and_for_the_verifier_and_a_changed_one_for_none(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    receipt = sign_receipt({"bid": "ab" * 32, "entry": "cd" * 32})
    key, signature = bytes.fromhex(keys.public_key()), bytes.fromhex(str(receipt.pop("sig")))
    true = b"receipt/1\n" + canonical(receipt)
    false = true.replace(b"cd", b"ce", 1)
    go = ask_go(
        {"ask": "signature", "key": b64(key), "message": b64(said), "signature": b64(signature)} for said in (true, false)
    )
    noble = ask_node(
        {"ask": "signature", "key": key.hex(), "message": said.hex(), "signature": signature.hex()} for said in (true, false)
    )
    ours = [proofs.is_signed(key, said, signature) for said in (true, false)]
    assert [not isinstance(each, Refused) for each in go] == noble == ours == [True, False]
