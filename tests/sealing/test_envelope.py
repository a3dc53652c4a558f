"""The envelope, under each suite: sealed in Python, opened by any t of n trustees, void for enumerated reasons."""

from datetime import UTC, datetime
from itertools import combinations

import pytest

from ledger.canonical import canonical
from sealing import envelope as envelopes
from sealing.envelope import Malformed, check_shape, envelope_hash
from sealing.opening import VOID_REASONS, Opened, Void, open_envelope, open_with_seed, read_bid
from sealing.shares import combine, split
from sealing.suites import SUITES, decode, encode
from tests.makers.sealing import BIDDER, NEED, an_envelope, reseal, trustee_keys, trustees_of, with_crooked_share

DEADLINE = datetime(2026, 6, 9, 9, tzinfo=UTC)
SOUND = {suite.name: an_envelope(trustees_of(1, 1, DEADLINE, suite))[0] for suite in SUITES.values()}


@pytest.fixture(params=SUITES.values(), ids=SUITES)
def suite(request):
    return request.param


@pytest.fixture
def one(suite):
    return trustees_of(1, 1, DEADLINE, suite)


@pytest.fixture
def three_of_four(suite):
    return trustees_of(3, 4, DEADLINE, suite)


@pytest.fixture
def keys(suite):
    return trustee_keys(4, suite)


def check(envelope, trustees, need=NEED, bidder=BIDDER):
    check_shape(envelope, need=need, bidder=bidder, trustees=trustees)


def refused(envelope, trustees):
    with pytest.raises(Malformed) as caught:
        check(envelope, trustees)
    assert caught.value.sentence
    return caught.value.reason


def test_one_trustee_alone_opens_what_was_sealed_to_it(one, keys):
    envelope, seed = an_envelope(one)
    check(envelope, one)
    opened = open_envelope(envelope, {1: keys[1]})
    assert opened == Opened({"v": "bid/1", "amount_fen": 3_850_000}, opened.r, seed)


def test_the_opened_commitment_can_be_checked_with_nothing_but_a_hash(suite, one, keys):
    envelope, _ = an_envelope(one, {"v": "bid/1", "rate_bp": 1250, "note": "含税"})
    opened = open_envelope(envelope, {1: keys[1]})
    assert encode(suite.digest(b"bid-seal/1 plain", bytes.fromhex(opened.r), canonical(opened.plain))) == envelope["pc"]


@pytest.mark.parametrize("subset", list(combinations(range(1, 5), 3)))
def test_any_three_of_four_trustees_open_it(subset, three_of_four, keys):
    envelope, seed = an_envelope(three_of_four)
    assert open_envelope(envelope, {i: keys[i] for i in subset}).seed == seed


def test_two_of_four_trustees_learn_nothing(suite, three_of_four, keys):
    envelope, seed = an_envelope(three_of_four)
    assert open_envelope(envelope, {1: keys[1], 4: keys[4]}) == Void("too-few-valid-shares", None)
    parts = split(decode(seed), 3, 4, suite)
    assert combine({1: parts[1], 2: parts[2]}) != decode(seed)


def test_the_bidder_opens_its_own_envelope_with_its_seed_file(three_of_four):
    envelope, seed = an_envelope(three_of_four)
    assert open_with_seed(envelope, seed).plain["amount_fen"] == 3_850_000


@pytest.mark.parametrize("subset", list(combinations(range(1, 5), 3)))
def test_a_crooked_share_voids_the_bid_for_every_set_of_trustees(subset, three_of_four, keys):
    crooked = with_crooked_share(three_of_four, 4)
    check(crooked, three_of_four)
    assert open_envelope(crooked, {i: keys[i] for i in subset}).reason == "inconsistent-shares"


def test_a_copied_envelope_does_not_open_under_another_name(one, keys):
    envelope, _ = an_envelope(one)
    stolen = {**envelope, "bidder": "91410100MA40000011"}
    assert open_envelope(stolen, {1: keys[1]}).reason == "too-few-valid-shares"


@pytest.mark.parametrize(
    ("content", "header", "reason"),
    [
        (b"\xff" * 1024, {}, "ciphertext"),
        (envelopes.padded(canonical({"v": "bid/1", "amount_fen": 1})), {}, "commitment"),
        (envelopes.padded(b'{"v":"bid/1","amount_fen":1}'), {"commit": b'{"v":"bid/1","amount_fen":1}'}, "schema"),
        (envelopes.padded(b"[1.5]"), {"commit": b"[1.5]"}, "schema"),
    ],
)
def test_what_a_crooked_client_seals_is_void_for_its_reason(content, header, reason, suite, one, keys):
    envelope, seed = an_envelope(one)
    r = suite.derive(decode(seed), "bid-seal/1 plain", 32)
    pc = encode(envelopes.commitment(header["commit"], r, suite)) if header else envelope["pc"]
    crooked = reseal(envelope, seed, one, content, pc=pc)
    check(crooked, one)
    assert open_envelope(crooked, {1: keys[1]}) == Void(reason, seed)
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


def test_equal_bids_have_envelopes_of_equal_length_and_different_bytes(one):
    short, _ = an_envelope(one, {"v": "bid/1", "amount_fen": 1})
    long, _ = an_envelope(one, {"v": "bid/1", "amount_fen": 10**14, "note": "说明" * 50})
    assert len(short["ct"]) == len(long["ct"])
    assert short["ct"] != long["ct"]


def test_the_envelope_is_named_by_the_hash_of_its_canonical_json(one):
    envelope, _ = an_envelope(one)
    assert envelope_hash(envelope) == envelope_hash(dict(reversed(envelope.items())))
    assert envelope_hash({**envelope, "seq": 2}) != envelope_hash(envelope)


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
        ({"tset": lambda sound: sound["pc"]}, "trustees"),
        ({"pc": "AA"}, "commitments"),
        ({"pc": lambda sound: sound["pc"] + "="}, "commitments"),
        ({"c": []}, "commitments"),
        ({"c": [5]}, "commitments"),
        ({"w": lambda sound: [sound["w"][0][:-4]]}, "shares"),
        ({"w": None}, "shares"),
        ({"ct": lambda sound: sound["ct"][:-4]}, "ciphertext"),
        ({"ct": "!" * 200}, "ciphertext"),
        ({"ct": ""}, "ciphertext"),
    ],
)
def test_a_misshapen_envelope_is_refused_with_its_reason(changes, reason, suite, one):
    sound = SOUND[suite.name]
    assert refused({**sound, **{name: said(sound) if callable(said) else said for name, said in changes.items()}}, one) == reason


def test_an_envelope_under_another_suite_than_the_notice_names_is_refused(suite, one):
    others = [SOUND[name] for name in SUITES if name != suite.name]
    assert [refused(envelope, one) for envelope in others] == ["suite"] * 2
    assert [refused({**envelope, "suite": suite.name}, one) for envelope in others] == ["trustees"] * 2


@pytest.mark.parametrize(
    "nonsense", [None, [], "envelope", {}, {**{k: v for k, v in next(iter(SOUND.values())).items() if k != "w"}}]
)
def test_what_is_no_envelope_is_refused(nonsense, one):
    assert refused(nonsense, one) == "fields"


def test_an_envelope_of_another_lot_is_refused(one, keys):
    plan = {"v": "plan/1", "text": "分三个阶段实施。", "files": []}
    technical, _ = an_envelope(one, plan, lot="technical")
    assert technical["lot"] == "technical"
    assert refused(technical, one) == "lot"
    check_shape(technical, need=NEED, bidder=BIDDER, trustees=one, lot="technical")
    with pytest.raises(Malformed, match="lot"):
        check_shape(an_envelope(one)[0], need=NEED, bidder=BIDDER, trustees=one, lot="technical")
    assert open_envelope(technical, {1: keys[1]}).plain == plan
