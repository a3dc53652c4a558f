"""Makes sealing.json anew: `python -m tests.vectors.make_sealing`. The wrapped shares are random, all else is fixed."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from kernel.money import in_capitals, in_yuan  # noqa: E402
from ledger.canonical import canonical  # noqa: E402
from sealing import envelope as envelopes  # noqa: E402
from sealing.opening import open_envelope  # noqa: E402
from sealing.suites import DEFAULT, SUITES, decode, encode  # noqa: E402
from tests.makers.sealing import BIDDER, NEED, reseal, trustee_keys, trustees_of, with_crooked_share  # noqa: E402

DEADLINE = datetime(2026, 6, 9, 9, tzinfo=UTC)
AMOUNTS = [1, 10, 11, 99, 100, 101, 110, 1000, 1005, 100_000, 100_500, 1_000_000, 10_000_000, 10_000_100, 18_600_000]
AMOUNTS += [18_600_050, 100_000_000, 100_000_001, 101_000_000, 1_000_000_000, 10_000_000_000, 10_000_010_000]
AMOUNTS += [12_345_678_901, 1_000_000_000_000, 100_000_000_000_00, 123_456_789_012_34, 200_010_000_000]


def sealed(name, plain, threshold, total, seed, suite=DEFAULT):
    trustees = trustees_of(threshold, total, DEADLINE, suite)
    envelope, _ = envelopes.seal(plain, need=NEED, bidder=BIDDER, seq=1, trustees=trustees, seed=seed)
    return {
        "name": name,
        "plain": plain,
        "trustees": trustees,
        "seed": encode(seed),
        **opened(envelope, total, trustee_keys(total, suite)),
    }


def opened(envelope, total, keys=None):
    keys = keys or trustee_keys(total, SUITES[envelope["suite"]])
    verdict = open_envelope(envelope, keys)
    said = {"reason": verdict.reason} if hasattr(verdict, "reason") else {"plain": verdict.plain, "r": verdict.r}
    return {"envelope": envelope, "bid": envelopes.envelope_hash(envelope), "keys": keys, "verdict": said}


def void(name, envelope, total, keys=None):
    found = opened(envelope, total, keys)
    assert "reason" in found["verdict"], name
    return {"name": name, **found}


def voids(suite):
    """One envelope for each reason, and for each way in which a suite may come to it."""
    one, four = trustees_of(1, 1, DEADLINE, suite), trustees_of(3, 4, DEADLINE, suite)
    seed = bytes(range(64, 96))
    honest, text = envelopes.seal({"v": "bid/1", "amount_fen": 5}, need=NEED, bidder=BIDDER, seq=1, trustees=one, seed=seed)
    other = envelopes.padded(canonical({"v": "bid/1", "amount_fen": 4}))
    no_bid = canonical({"v": "bid/1", "amount_fen": 0})
    pc = encode(envelopes.commitment(no_bid, suite.derive(decode(text), "bid-seal/1 plain", 32), suite))
    two_keys = {i: key for i, key in trustee_keys(4, suite).items() if i < 3}
    return [
        void("copied under another name", {**honest, "bidder": "91410100MA40000011"}, 1),
        void("two keys of four", with_crooked_share(four, 4), 4, two_keys),
        void("a share that is not the seed's", with_crooked_share(four, 4), 4),
        void("length beyond the padding", reseal(honest, text, one, b"\xff" * 1024), 1),
        void("another bid than committed to", reseal(honest, text, one, other), 1),
        void("not a bid", reseal(honest, text, one, envelopes.padded(no_bid), pc=pc), 1),
        *(void(f"byte {at} of the wrapping is changed", with_changed_byte(honest, at), 1) for at in (1, 40, 80, -80, -1)),
    ]


def with_changed_byte(envelope, at):
    wrapped = bytearray(decode(envelope["w"][0]))
    wrapped[at] ^= 1
    return {**envelope, "w": [encode(bytes(wrapped))]}


def main():
    note = {"v": "bid/1", "rate_bp": 1250, "note": "含税，“一口价”\n第二行 😀"}
    vectors = {
        "about": "bid-seal/1: what the server, the browser and the verifier must agree on. Made by make_sealing.py.",
        "sealed": [
            sealed("one trustee, an amount", {"v": "bid/1", "amount_fen": 3_850_000}, 1, 1, bytes(range(32))),
            sealed("three of four, a rate and a note", note, 3, 4, bytes(range(32, 64))),
            sealed(
                "a long note takes a longer envelope", {"v": "bid/1", "amount_fen": 1, "note": "长" * 500}, 2, 2, b"\x5a" * 32
            ),
        ],
        "suites": [sealed(f"two of three, {name}", note, 2, 3, bytes(range(96, 128)), suite) for name, suite in SUITES.items()],
        "void": [{**each, "name": f"{each['name']}, {name}"} for name, suite in SUITES.items() for each in voids(suite)],
        "amounts": [[fen, in_yuan(fen), in_capitals(fen)] for fen in AMOUNTS],
    }
    file = Path(__file__).with_name("sealing.json")
    file.write_text(json.dumps(vectors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
