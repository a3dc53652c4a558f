"""The envelope: sealed in Python, opened by any t of n trustees, void for enumerated reasons."""

from datetime import UTC, datetime
from itertools import combinations

import pytest

from ledger.canonical import canonical
from sealing import envelope as envelopes
from sealing.envelope import Malformed, check_shape, envelope_hash
from sealing.opening import VOID_REASONS, Opened, Void, open_envelope, open_with_seed, read_bid
from sealing.shares import combine, split
from sealing.suites import DEFAULT, decode, encode
from tests.makers.sealing import BIDDER, NEED, an_envelope, reseal, trustee_keys, trustees_of, with_crooked_share

DEADLINE = datetime(2026, 6, 9, 9, tzinfo=UTC)
ONE = trustees_of(1, 1, DEADLINE)
THREE_OF_FOUR = trustees_of(3, 4, DEADLINE)


def check(envelope, trustees=ONE, need=NEED, bidder=BIDDER):
    check_shape(envelope, need=need, bidder=bidder, trustees=trustees)


def refused(envelope, **wanted):
    with pytest.raises(Malformed) as caught:
        check(envelope, **wanted)
    assert caught.value.sentence
    return caught.value.reason


def test_one_trustee_alone_opens_what_was_sealed_to_it():
    envelope, seed = an_envelope(ONE)
    check(envelope)
    opened = open_envelope(envelope, trustee_keys(1))
    assert opened == Opened({"v": "bid/1", "amount_fen": 3_850_000}, opened.r, seed)


def test_the_opened_commitment_can_be_checked_with_nothing_but_a_hash():
    envelope, _ = an_envelope(ONE, {"v": "bid/1", "rate_bp": 1250, "note": "含税"})
    opened = open_envelope(envelope, trustee_keys(1))
    assert encode(DEFAULT.digest(b"bid-seal/1 plain", bytes.fromhex(opened.r), canonical(opened.plain))) == envelope["pc"]


@pytest.mark.parametrize("subset", list(combinations(range(1, 5), 3)))
def test_any_three_of_four_trustees_open_it(subset):
    envelope, seed = an_envelope(THREE_OF_FOUR)
    keys = trustee_keys(4)
    assert open_envelope(envelope, {i: keys[i] for i in subset}).seed == seed


def test_two_of_four_trustees_learn_nothing():
    envelope, seed = an_envelope(THREE_OF_FOUR)
    keys = trustee_keys(4)
    assert open_envelope(envelope, {1: keys[1], 4: keys[4]}) == Void("too-few-valid-shares", None)
    parts = split(decode(seed), 3, 4, DEFAULT)
    assert combine({1: parts[1], 2: parts[2]}) != decode(seed)


def test_the_bidder_opens_its_own_envelope_with_its_seed_file():
    envelope, seed = an_envelope(THREE_OF_FOUR)
    assert open_with_seed(envelope, seed).plain["amount_fen"] == 3_850_000


@pytest.mark.parametrize("subset", list(combinations(range(1, 5), 3)))
def test_a_crooked_share_voids_the_bid_for_every_set_of_trustees(subset):
    crooked = with_crooked_share(THREE_OF_FOUR, 4)
    check(crooked, THREE_OF_FOUR)
    keys = trustee_keys(4)
    assert open_envelope(crooked, {i: keys[i] for i in subset}).reason == "inconsistent-shares"


def test_a_copied_envelope_does_not_open_under_another_name():
    envelope, _ = an_envelope(ONE)
    stolen = {**envelope, "bidder": "91410100MA40000011"}
    assert open_envelope(stolen, trustee_keys(1)).reason == "too-few-valid-shares"


@pytest.mark.parametrize(
    ("content", "header", "reason"),
    [
        (b"\xff" * 1024, {}, "ciphertext"),
        (envelopes.padded(canonical({"v": "bid/1", "amount_fen": 1})), {}, "commitment"),
        (envelopes.padded(b'{"v":"bid/1","amount_fen":1}'), {"commit": b'{"v":"bid/1","amount_fen":1}'}, "schema"),
        (envelopes.padded(b"[1.5]"), {"commit": b"[1.5]"}, "schema"),
    ],
)
def test_what_a_crooked_client_seals_is_void_for_its_reason(content, header, reason):
    envelope, seed = an_envelope(ONE)
    r = DEFAULT.derive(decode(seed), "bid-seal/1 plain", 32)
    pc = encode(envelopes.commitment(header["commit"], r, DEFAULT)) if header else envelope["pc"]
    crooked = reseal(envelope, seed, ONE, content, pc=pc)
    check(crooked)
    assert open_envelope(crooked, trustee_keys(1)) == Void(reason, seed)
    assert reason in VOID_REASONS


@pytest.mark.parametrize(
    "plain",
    [
        {"v": "bid/1"},
        {"v": "bid/1", "amount_fen": 0},
        {"v": "bid/1", "amount_fen": True},
        {"v": "bid/1", "amount_fen": "1"},
        {"v": "bid/1", "amount_fen": 1, "rate_bp": 1},
        {"v": "bid/1", "rate_bp": 10_001},
        {"v": "bid/2", "amount_fen": 1},
        {"v": "bid/1", "amount_fen": 1, "more": 1},
        {"v": "bid/1", "amount_fen": 1, "note": "长" * 2001},
        [],
    ],
)
def test_what_is_not_a_bid_is_not_read(plain):
    assert read_bid(canonical(plain)) is None


def test_equal_bids_have_envelopes_of_equal_length_and_different_bytes():
    short, _ = an_envelope(ONE, {"v": "bid/1", "amount_fen": 1})
    long, _ = an_envelope(ONE, {"v": "bid/1", "amount_fen": 10**14, "note": "说明" * 50})
    assert len(short["ct"]) == len(long["ct"])
    assert short["ct"] != long["ct"]


def test_the_envelope_is_named_by_the_hash_of_its_canonical_json():
    envelope, _ = an_envelope(ONE)
    assert envelope_hash(envelope) == envelope_hash(dict(reversed(envelope.items())))
    assert envelope_hash({**envelope, "seq": 2}) != envelope_hash(envelope)


SOUND, _ = an_envelope(ONE)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"extra": 1}, "fields"),
        ({"v": "bid-seal/2"}, "version"),
        ({"suite": "XWING"}, "suite"),
        ({"need": "ZX-2026-0002"}, "need"),
        ({"bidder": "91410100MA40000011"}, "bidder"),
        ({"deadline": "2026-06-10T09:00:00.000000Z"}, "deadline"),
        ({"seq": 0}, "sequence"),
        ({"seq": True}, "sequence"),
        ({"t": 2}, "trustees"),
        ({"tset": SOUND["pc"]}, "trustees"),
        ({"pc": "AA"}, "commitments"),
        ({"pc": SOUND["pc"] + "="}, "commitments"),
        ({"c": []}, "commitments"),
        ({"c": [5]}, "commitments"),
        ({"w": [SOUND["w"][0][:-4]]}, "shares"),
        ({"w": None}, "shares"),
        ({"ct": SOUND["ct"][:-4]}, "ciphertext"),
        ({"ct": "!" * 200}, "ciphertext"),
        ({"ct": ""}, "ciphertext"),
    ],
)
def test_a_misshapen_envelope_is_refused_with_its_reason(changes, reason):
    assert refused({**SOUND, **changes}) == reason


@pytest.mark.parametrize("nonsense", [None, [], "envelope", {}, {**{k: v for k, v in SOUND.items() if k != "w"}}])
def test_what_is_no_envelope_is_refused(nonsense):
    assert refused(nonsense) == "fields"


def test_an_envelope_of_another_lot_is_refused():
    plan = {"v": "plan/1", "text": "分三个阶段实施。", "files": []}
    technical, _ = an_envelope(ONE, plan, lot="technical")
    assert technical["lot"] == "technical"
    assert refused(technical) == "lot"
    check_shape(technical, need=NEED, bidder=BIDDER, trustees=ONE, lot="technical")
    with pytest.raises(Malformed, match="lot"):
        check_shape(an_envelope(ONE)[0], need=NEED, bidder=BIDDER, trustees=ONE, lot="technical")
    assert open_envelope(technical, trustee_keys(1)).plain == plan
