"""The seed file: opened by its passphrase alone, whole or not at all."""

import json

import pytest

from sealing.seed_file import lock_seed, unlock_seed
from sealing.suites import CannotOpen, encode
from tests.makers.sealing import BIDDER, NEED

SEED, PASSPHRASE = encode(bytes(range(32))), "一句只有自己知道的话"


@pytest.fixture(scope="module")
def kept() -> str:
    return lock_seed(SEED, PASSPHRASE, need=NEED, bidder=BIDDER, seq=1, bid="00" * 32)


def test_the_passphrase_opens_it_however_its_characters_are_composed(kept):
    assert unlock_seed(kept, PASSPHRASE) == SEED
    assert unlock_seed(lock_seed(SEED, "cafe\u0301 au lait", need=NEED, bidder=BIDDER, seq=1, bid=""), "café au lait") == SEED


def test_the_file_of_a_bid_in_two_envelopes_holds_the_seeds_of_both():
    plan_seed = encode(bytes(range(32, 64)))
    named = {"need": NEED, "bidder": BIDDER, "seq": 1, "bid": "00" * 32}
    both = lock_seed(SEED, PASSPHRASE, **named, plan="11" * 32, plan_seed=plan_seed)
    assert json.loads(both)["v"] == "seed/3"
    assert (unlock_seed(both, PASSPHRASE), unlock_seed(both, PASSPHRASE, lot="technical")) == (SEED, plan_seed)
    for change in ({"plan": "22" * 32}, {"v": "seed/2"}):
        with pytest.raises(CannotOpen):
            unlock_seed(json.dumps({**json.loads(both), **change}), PASSPHRASE)


def test_the_file_of_one_envelope_holds_no_seed_of_a_plan(kept):
    with pytest.raises(CannotOpen):
        unlock_seed(kept, PASSPHRASE, lot="technical")


def test_the_seed_does_not_stand_in_the_file(kept):
    assert SEED not in kept
    assert json.loads(kept)["rounds"] == 600_000


def test_another_passphrase_does_not_open_it(kept):
    with pytest.raises(CannotOpen):
        unlock_seed(kept, PASSPHRASE + "。")


@pytest.mark.parametrize(
    "change",
    [
        {"need": "ZX-2026-0002"},
        {"bid": "11" * 32},
        {"rounds": 599_999},
        {"rounds": 10**12},
        {"v": "seed/1"},
        {"box": "!"},
        {"salt": 1},
    ],
    ids=str,
)
def test_a_changed_file_does_not_open(kept, change):
    with pytest.raises(CannotOpen):
        unlock_seed(json.dumps({**json.loads(kept), **change}), PASSPHRASE)


@pytest.mark.parametrize("nonsense", ["", "[]", "{}", "null", '{"box":1}'])
def test_what_is_no_seed_file_does_not_open(nonsense):
    with pytest.raises(CannotOpen):
        unlock_seed(nonsense, PASSPHRASE)
