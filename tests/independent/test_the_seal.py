"""The sealed envelope: shares, wrapping and keys, opened and made by other people's code."""

import base64
import importlib
import json
import sys
from pathlib import Path

import pytest

from ledger.export import VERIFIER
from sealing import shares
from sealing.envelope import header_of, seal
from sealing.suites import DEFAULT, SUITES, decode
from tests.independent.others import Refused, ask_go, ask_node, needs_go, needs_npm
from tests.sealing.test_suites import SM2_CIPHER, SM2_KEY

sys.path.insert(0, str(VERIFIER))
suites, void = (importlib.import_module(name) for name in ("suites", "void"))
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "sealing.json").read_text(encoding="utf-8"))
P256, XWING, SM = SUITES
INFO = b"bid-seal/1 share"


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def three_of_four(suite: str) -> tuple[dict, bytes, dict[int, str]]:
    """An envelope for four trustees, its seed and their keys."""
    made = SUITES[suite]
    keys = {i: made.key_from(bytes([i]) * 48) for i in range(1, 5)}
    named = [{"i": i, "name": f"t{i}", "pk": made.public_of(key)} for i, key in keys.items()]
    trustees = {"t": 3, "n": 4, "suite": suite, "deadline": "2026-06-09T09:00:00.000000Z", "set": named}
    plain = {"v": "bid/1", "amount_fen": 3_850_000}
    envelope, seed = seal(plain, need="ZX-2026-0001", bidder="91350100M000100Y43", seq=1, trustees=trustees)
    return envelope, decode(seed), keys


def asked_of_go(envelope: dict, keys: dict[int, str]) -> list[dict]:
    suite = SUITES[envelope["suite"]]
    info = b64(INFO + suite.digest(header_of(envelope)))
    kem = "xwing" if envelope["suite"] == XWING else "p256"
    return [
        {"ask": "open", "kem": kem, "private": b64(decode(key)), "info": info, "cipher": b64(decode(envelope["w"][i - 1]))}
        for i, key in sorted(keys.items())
    ]


@needs_go
@needs_npm
@pytest.mark.parametrize("suite", [P256, XWING])
def test_go_opens_every_share_and_the_audited_combine_gives_the_seed(suite):
    envelope, seed, keys = three_of_four(suite)
    contents = [base64.b64decode(each) for each in ask_go(asked_of_go(envelope, keys))]
    assert [each[0] for each in contents] == [1, 2, 3, 4]
    chosen = [[(each[0], each[1:33].hex()) for each in contents if each[0] != left_out] for left_out in (1, 2, 3, 4)]
    assert ask_node({"ask": "combine", "shares": each} for each in chosen) == [seed.hex()] * 4
    assert ask_node([{"ask": "combine", "shares": chosen[0][:2]}]) != [seed.hex()]


@needs_go
def test_go_opens_the_shares_of_the_published_vectors_that_we_open_and_no_other():
    sound = [(each["envelope"], {int(i): key for i, key in each["keys"].items()}) for each in VECTORS["sealed"]]
    asked = [question for envelope, keys in sound for question in asked_of_go(envelope, keys)]
    opened = ask_go(asked)
    assert len(opened) >= 5
    assert not [each for each in opened if isinstance(each, Refused)]
    changed = [{**question, "info": b64(INFO + bytes(32))} for question in asked]
    assert all(isinstance(each, Refused) for each in ask_go(changed))


@needs_go
@pytest.mark.parametrize("suite", [P256, XWING])
def test_what_go_seals_opens_here_and_in_the_stand_alone_verifier(suite):
    made, plain = SUITES[suite], bytes(range(65))
    key = made.key_from(b"\x05" * 48)
    asked = {"ask": "seal", "kem": "xwing" if suite == XWING else "p256", "public": b64(decode(made.public_of(key)))}
    (said,) = ask_go([{**asked, "info": b64(INFO), "plain": b64(plain)}])
    cipher = base64.b64decode(said)
    assert made.unwrap(key, cipher, INFO) == plain
    assert suites.SUITES[suite].unwrap(decode(key), cipher, INFO) == plain


@needs_npm
def test_the_shares_that_the_audited_split_makes_give_the_secret_here():
    secret = bytes(range(32))
    (made,) = ask_node([{"ask": "split", "secret": secret.hex(), "n": 7, "t": 4}])
    held = {number: bytes.fromhex(share) for number, share in made}
    few = dict(list(held.items())[:4])
    assert shares.combine(few) == void.combine(few) == secret
    assert shares.combine(dict(list(held.items())[:3])) != secret


@needs_npm
def test_noble_and_sm_crypto_derive_the_public_keys_and_open_the_sm_wrapping():
    scalars = [decode(DEFAULT.key_from(bytes([n]) * 48)) for n in range(1, 9)]
    points = ask_node({"ask": "p256", "scalar": each.hex()} for each in scalars)
    assert points == [suites.DEFAULT.public_of(each).hex() for each in scalars]
    made = SUITES[SM]
    key = made.key_from(b"\x05" * 48)
    private, public = decode(key), decode(made.public_of(key))
    wrapped = made.wrap(made.public_of(key), bytes(65), INFO)
    point, inner, digest, standard = ask_node(
        [
            {"ask": "sm2public", "scalar": private.hex()},
            {"ask": "sm2", "scalar": private.hex(), "cipher": wrapped[:113].hex()},
            {"ask": "sm3", "message": b"bid-seal/1".hex()},
            {"ask": "sm2", "scalar": f"{SM2_KEY:064x}", "cipher": SM2_CIPHER.hex()},
        ]
    )
    assert point == public.hex()
    assert made.unlock(bytes.fromhex(inner), wrapped[113:], INFO) == bytes(65)
    assert digest == made.digest(b"bid-seal/1").hex()
    assert bytes.fromhex(standard) == b"encryption standard", "the example of GB/T 32918.5 is no invention of ours"
    assert suites.SUITES[SM].unwrap(private, wrapped, INFO) == bytes(65)
