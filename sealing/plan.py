"""What a technical envelope says (plan/1), and the files that go with it.

    {"v": "plan/1", "text": "…", "files": [{"name", "type", "size", "sha256", "key"}]}

A file is encrypted by whoever seals, under a key of its own, before it is uploaded: `sha256` (hex) names the ciphertext, so
the server holds bytes that it can't read, and the sealed plan alone holds the `key` (base64url). `size` is of the plain file.
The names of the ciphertexts come with the bid and stand on the record; the `name` inside the plan is shown to nobody who scores.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Any

from sealing.suites import DEFAULT, CannotOpen, Suite, decode, encode

VERSION = "plan/1"
LOT = "technical"
LONGEST_TEXT = 10_000
LONGEST_NAME = 120
MOST_FILES = 10
LARGEST_FILE = 20 * 1024 * 1024
TYPES = ("application/pdf", "image/jpeg", "image/png")
STARTS = {"application/pdf": b"%PDF-", "image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
FILE = {"name", "type", "size", "sha256", "key"}
READ, NOT_HANDED_IN, MISSING, ALTERED = "read", "not-handed-in", "missing", "altered"
CIPHERTEXT, SIZE, TYPE = "ciphertext", "size", "type"
OUTCOMES = {  # of a file, when its plan is opened, in the order in which they are looked for
    NOT_HANDED_IN: "密文没有随投标交来",
    MISSING: "平台收下的密文已不在",
    ALTERED: "平台存的密文与收下时不同",
    CIPHERTEXT: "密文用方案里的密钥解不开",
    SIZE: "解开后的大小与方案写明的不同",
    TYPE: "解开后的内容不是方案写明的类型",
    READ: "已读出",
}
_BOUND = b"plan/1 file"  # what a file's ciphertext is bound to
_HASH = re.compile(r"[0-9a-f]{64}")


def is_plan(plain: dict[str, Any]) -> bool:
    """Whether this is a plan/1: a text or files, each within its bounds, no ciphertext named twice."""
    if set(plain) != {"v", "text", "files"} or plain["v"] != VERSION:
        return False
    text, files = plain["text"], plain["files"]
    if not isinstance(text, str) or len(text) > LONGEST_TEXT or not isinstance(files, list) or len(files) > MOST_FILES:
        return False
    if not all(_is_file(file) for file in files) or len({file["sha256"] for file in files}) != len(files):
        return False
    return bool(files or text.strip())


def lock_file(content: bytes, suite: Suite = DEFAULT) -> tuple[bytes, str]:
    """Encrypt a file: the ciphertext that is uploaded, and its key in base64url. The nonce is zero: a key serves one file."""
    key = secrets.token_bytes(32)
    return suite.lock(key, content, _BOUND), encode(key)


def file_name_of(cipher: bytes) -> str:
    """By what name a ciphertext is stored and sealed: its SHA-256 in hex."""
    return hashlib.sha256(cipher).hexdigest()


def outcome_of(cipher: bytes | None, file: dict[str, Any], *, handed_in: bool, suite: Suite = DEFAULT) -> tuple[str, bytes]:
    """What becomes of a file of an opened plan, one of OUTCOMES, and its content where it was read: the same for whoever has the ciphertext.

    Args:
        cipher: what is stored under the file's name, None if nothing is.
        file: its line in the plan.
        handed_in: whether its name came with the bid, as `bid.sealed` says.
        suite: the one that encrypts files; the default one under every suite of envelopes.
    """
    if not handed_in:
        return NOT_HANDED_IN, b""
    if cipher is None:
        return MISSING, b""
    if file_name_of(cipher) != file["sha256"]:
        return ALTERED, b""
    try:
        content = suite.unlock(decode(file["key"]), cipher, _BOUND)
    except CannotOpen:
        return CIPHERTEXT, b""
    if len(content) != file["size"]:
        return SIZE, b""
    return (READ, content) if content.startswith(STARTS[file["type"]]) else (TYPE, b"")


def are_names(files: Any) -> bool:
    """Whether this is a list of ciphertexts' names such as a plan may come with: sorted, none twice, few enough."""
    if not isinstance(files, list) or len(files) > MOST_FILES or not all(isinstance(each, str) for each in files):
        return False
    return files == sorted(set(files)) and all(_HASH.fullmatch(each) for each in files)


def _is_file(file: Any) -> bool:
    if not isinstance(file, dict) or set(file) != FILE:
        return False
    name, size, digest = file["name"], file["size"], file["sha256"]
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or set(name) & {"/", "\\"}:
        return False
    fits = type(size) is int and 0 < size <= LARGEST_FILE and isinstance(file["type"], str) and file["type"] in TYPES
    return fits and isinstance(digest, str) and _HASH.fullmatch(digest) is not None and _is_key(file["key"])


def _is_key(text: Any) -> bool:
    try:
        return isinstance(text, str) and len(decode(text)) == 32
    except ValueError:
        return False
