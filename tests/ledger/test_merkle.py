"""The tree and its proofs, against the recursive definitions of RFC 6962 and its known answers."""

import hashlib

import pytest

from ledger import merkle


def sha(raw):
    return hashlib.sha256(raw).digest()


def mth(leaves):
    """The tree head as RFC 6962 defines it."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha(b"\x01" + mth(leaves[:k]) + mth(leaves[k:]))


LEAVES = [merkle.leaf(str(i).encode()) for i in range(300)]


def hash_of(level, index):
    return mth(LEAVES[index << level : (index + 1) << level])


# Certificate Transparency's reference tests: these eight inputs have this root.
KNOWN = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]


def test_the_root_of_certificate_transparencys_eight_leaves():
    leaves = [merkle.leaf(bytes.fromhex(each)) for each in KNOWN]
    assert merkle.root_of(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9, 255, 256, 257, 300])
def test_the_compact_range_gives_the_root_of_the_definition(size):
    assert merkle.root_of(LEAVES[:size]) == mth(LEAVES[:size])


def test_the_hash_of_each_full_block_comes_out_as_it_fills():
    compact, blocks = [], []
    for size in range(300):
        if block := merkle.push(compact, size, LEAVES[size]):
            blocks.append((size, block))
    assert blocks == [(255, mth(LEAVES[:256]))]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 64, 100])
def test_every_leaf_has_a_path_to_the_root_and_no_other_leaf_has_it(size):
    root = mth(LEAVES[:size])
    for idx in range(size):
        path = merkle.inclusion_path(idx, size, hash_of)
        assert merkle.is_included(LEAVES[idx], idx, size, path, root)
        assert not merkle.is_included(LEAVES[idx + 1], idx, size, path, root)
        assert not merkle.is_included(LEAVES[idx], idx, size, [*path, root], root)
        assert size == 1 or not merkle.is_included(LEAVES[idx], (idx + 1) % size, size, path, root)


@pytest.mark.parametrize("new", [1, 2, 3, 4, 7, 8, 9, 40])
def test_every_earlier_record_is_shown_to_be_the_beginning_of_the_later(new):
    for old in range(1, new + 1):
        path = merkle.consistency_path(old, new, hash_of)
        assert merkle.is_consistent(old, new, path, mth(LEAVES[:old]), mth(LEAVES[:new]))
        assert not merkle.is_consistent(old, new, path, mth(LEAVES[1 : old + 1]), mth(LEAVES[:new]))
        assert old == new or not merkle.is_consistent(old, new, path[:-1], mth(LEAVES[:old]), mth(LEAVES[:new]))


def test_the_frozen_list_does_not_depend_on_the_order_of_arrival():
    bids = [("91B", "22"), ("91A", "11")]
    assert merkle.frozen_list_root(bids) == merkle.frozen_list_root(bids[::-1])
    assert merkle.frozen_list_root(bids) != merkle.frozen_list_root(bids[:1])
    assert merkle.frozen_list_root([]) == sha(b"").hex()
