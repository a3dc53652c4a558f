"""The tree of the record (RFC 6962, RFC 9162) and its proofs. Plain functions on bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence


def _hash(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def leaf(body: bytes) -> bytes:
    """The hash of an entry."""
    return _hash(b"\0" + body)


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return _hash(b"\1" + left + right)


BLOCK_LEVEL = 8
BLOCK = 1 << BLOCK_LEVEL  # the record keeps the hash of each full block of 256 entries, so that proofs stay cheap


def push(compact: list[bytes], size: int, new: bytes) -> bytes | None:
    """Add the leaf number `size` to a compact range (one hash for each bit of the size), in place.

    Returns:
        The hash of the block of 256 leaves that this leaf fills, if it fills one.
    """
    level, block = 0, None
    while size & 1:
        new = node(compact.pop(), new)
        size >>= 1
        level += 1
        if level == BLOCK_LEVEL:
            block = new
    compact.append(new)
    return block


def root(compact: Sequence[bytes]) -> bytes:
    """The root of a compact range."""
    if not compact:
        return _hash(b"")
    whole = compact[-1]
    for left in reversed(compact[:-1]):
        whole = node(left, whole)
    return whole


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    compact: list[bytes] = []
    for size, each in enumerate(leaves):
        push(compact, size, each)
    return root(compact)


def frozen_list_root(bids: Iterable[tuple[str, str]]) -> str:
    """The root over a need's bids at closing, (bidder's code, envelope hash), in order of the code; in hex."""
    return root_of(leaf(f"{bidder}\n{bid}".encode()) for bidder, bid in sorted(bids)).hex()


# Proofs. `hash_of(level, index)` gives the hash of the perfect subtree over leaves [index·2^level, (index+1)·2^level).
type HashOf = Callable[[int, int], bytes]


def range_root(start: int, end: int, hash_of: HashOf) -> bytes:
    """The hash of the tree over leaves [start, end), where `start` is a multiple of every subtree on the way."""
    size = end - start
    level = size.bit_length() - 1
    if size == 1 << level and start % size == 0:
        return hash_of(level, start >> level)
    middle = start + _left_size(size)
    return node(range_root(start, middle, hash_of), range_root(middle, end, hash_of))


def _left_size(size: int) -> int:
    """The largest power of two smaller than a size."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_path(idx: int, size: int, hash_of: HashOf) -> list[bytes]:
    """The hashes that lead from leaf `idx` to the root of a tree of `size` leaves, from the bottom up."""
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _left_size(end - start)
        if idx < middle:
            path.append(range_root(middle, end, hash_of))
            end = middle
        else:
            path.append(range_root(start, middle, hash_of))
            start = middle
    return path[::-1]


def consistency_path(old: int, new: int, hash_of: HashOf) -> list[bytes]:
    """The hashes that show that the tree of `old` leaves is the beginning of the tree of `new` leaves (0 < old <= new)."""
    start, end, path, whole = 0, new, [], True
    while old != end:
        middle = start + _left_size(end - start)
        if old <= middle:
            path.append(range_root(middle, end, hash_of))
            end = middle
        else:
            path.append(range_root(start, middle, hash_of))
            start, whole = middle, False
    if not whole:
        path.append(range_root(start, end, hash_of))
    return path[::-1]


def is_included(entry: bytes, idx: int, size: int, path: Sequence[bytes], whole: bytes) -> bool:
    """Whether a path leads from a leaf hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= idx < size:
        return False
    here, last, found = idx, size - 1, entry
    for step in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node(step, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node(found, step)
        here, last = here >> 1, last >> 1
    return last == 0 and found == whole


def is_consistent(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether a path shows that the new tree begins with the old one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not steps:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            first, second = node(step, first), node(step, second)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            second = node(second, step)
        here, last = here >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root
