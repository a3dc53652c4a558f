"""A receipt is genuine only as signed."""

import pytest

from ledger.receipts import receipt_is_genuine, sign_receipt


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def test_a_receipt_that_was_signed_is_genuine():
    assert receipt_is_genuine(sign_receipt({"bid": "ab" * 32, "at": "2026-06-03T02:00:00.000000Z"}))


@pytest.mark.parametrize("change", [{"bid": "cd" * 32}, {"sig": "00" * 64}, {"sig": "?"}, {"more": 1}])
def test_a_changed_receipt_is_not(change):
    assert not receipt_is_genuine({**sign_receipt({"bid": "ab" * 32}), **change})


def test_a_receipt_without_a_signature_is_not():
    assert not receipt_is_genuine({"bid": "ab" * 32})
