"""What a technical envelope says (plan/1), and the files that go with it.

    {"v": "plan/1", "text": "…", "files": [{"name", "type", "size", "sha256", "key"}]}

A file is encrypted by whoever seals, under a key of its own, before it is uploaded: `sha256` (hex) names the ciphertext, so
the server holds bytes that it can't read, and the sealed plan alone holds the `key` (base64url). `size` is of the plain file.
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
FILE = {"name", "type", "size", "sha256", "key"}
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


def open_file(cipher: bytes, file: dict[str, Any], suite: Suite = DEFAULT) -> bytes:
    """The plain bytes of an uploaded ciphertext, by its line in an opened plan.

    Raises:
        CannotOpen: if it is another ciphertext, another key, or not as long as the plan says.
    """
    if file_name_of(cipher) != file["sha256"]:
        raise CannotOpen
    content = suite.unlock(decode(file["key"]), cipher, _BOUND)
    if len(content) != file["size"]:
        raise CannotOpen
    return content


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
