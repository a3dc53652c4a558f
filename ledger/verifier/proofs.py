"""What the verifier stands on, by the standard library alone: hashes, the Merkle tree, signed notes."""

# fmt: off
import base64
import functools
import hmac
import json
import re
from datetime import date, datetime, timedelta
from hashlib import sha256

from ed25519 import is_signed

def spelling():
    """What writes a value as RFC 8785 does ours; where Python has its encoder in C, made once and not once for each value."""
    encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False)
    if not json.encoder.c_make_encoder:
        return encoder.encode
    chunks = json.encoder.c_make_encoder(None, encoder.default, json.encoder.encode_basestring, None, ":", ",", True, False, False)
    return lambda value: "".join(chunks(value, 0))

canonical = spelling()
MOMENT = re.compile(r"(?!0000)\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z\Z", re.ASCII)
HEX, CODE = re.compile("(?:[0-9a-fA-F]{2})*"), re.compile("[A-Za-z0-9_-]*")  # base64url, without "="
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
BLANK = re.compile("[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*")  # what Python strips, the same in every language
SIZE = re.compile("0|[1-9][0-9]{0,14}")

def no_fraction(text):
    raise ValueError(f"expected whole numbers, found {text}")

loads = json.JSONDecoder(parse_constant=no_fraction).decode
scan = json.JSONDecoder(parse_float=no_fraction, parse_constant=no_fraction).scan_once

def decode(line):
    """The value that a line begins with; spelling.py says whether it is all of the line."""
    text = line.decode()
    try:
        return scan(text, 0)[0]
    except StopIteration as nothing:
        raise json.JSONDecodeError("Expecting value", text, nothing.value) from None

# What reading a value that is not what it should be may raise.
ODD = (KeyError, AttributeError, TypeError, ValueError, RecursionError, IndexError, ArithmeticError)

class Wrong(Exception):
    """An entry that can't stand where it stands."""

class Fields(dict):
    __slots__ = ()
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__

def difference(said, wanted, where="it"):
    """The first place at which two values differ, in words, or "" if they are the same."""
    if canonical(said) == canonical(wanted):
        return ""
    if isinstance(said, dict) and isinstance(wanted, dict) and said and wanted:
        odd = sorted(set(said) ^ set(wanted))
        if odd:
            return f"{where} has {'no' if odd[0] in wanted else 'a needless'} {odd[0]}"
        return next(filter(None, (difference(said[name], wanted[name], f"{where}.{name}") for name in sorted(said))))
    if isinstance(said, list) and isinstance(wanted, list) and len(said) == len(wanted):
        return next(filter(None, (difference(a, b, f"{where}[{i}]") for i, (a, b) in enumerate(zip(said, wanted)))))
    return f"{where} is {canonical(said)[:200]}, expected {canonical(wanted)[:200]}"

def sha(*parts):
    return sha256(b"".join(parts)).digest()

def mac(key, *parts):
    return hmac.digest(key, b"".join(parts), "sha256")

def unhex(text):
    return bytes.fromhex(text) if HEX.fullmatch(text) else no_code(text)

def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) if CODE.fullmatch(text) else no_code(text)

def no_code(text):
    raise ValueError(f"expected hex or base64, found {text[:80]}")

def b64(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")

def later(moment, days=0, **step):
    if not MOMENT.match(moment):
        raise ValueError(f"expected a time in UTC, found {moment}")
    if not step:
        return day_after(moment[:10], days) + moment[10:]
    return (datetime.fromisoformat(moment[:-1]) + timedelta(days, **step)).isoformat(timespec="microseconds") + "Z"

def day_of(moment):
    """The day in Beijing."""
    return day_after(moment[:10], int(moment[11:13] >= "16")) if MOMENT.match(moment) else later(moment)

def day_in(text):
    """A day of the calendar, in the one form that is read here."""
    try:
        return date.fromisoformat(DAY.fullmatch(text)[0])
    except (ValueError, TypeError):
        raise ValueError(f"expected a day of the calendar, found {text}") from None

def is_blank(text):
    return BLANK.fullmatch(text) is not None

@functools.lru_cache(4096)
def is_day(day):
    """Whether a day is one of the calendar, and ten years on still is: so long no period lasts."""
    try:
        return bool(day_after(day, 3650))
    except (ValueError, OverflowError):
        return False

@functools.lru_cache(4096)
def day_after(day, days):
    return (date.fromisoformat(day) + timedelta(days)).isoformat()

# --- Merkle tree (RFC 6962) ---
def merkle_root(leaves):
    stack = []
    for n, node in enumerate(leaves):
        while n & 1:
            node, n = sha(b"\1", stack.pop(), node), n >> 1
        stack.append(node)
    return functools.reduce(lambda right, left: sha(b"\1", left, right), reversed(stack)) if stack else sha()

# --- What the platform signs: checkpoints (C2SP signed note) and receipts; what witnesses add (C2SP tlog-cosignature) ---
def signed_checkpoint(note, trust):
    """(size, root, text, signatures {name: [bytes]}) of a checkpoint that the log signed."""
    text, _, lines = note.partition("\n\n")
    origin, size, root = text.split("\n")
    signatures, key = {}, unhex(trust["key"])
    *lines, end = lines.split("\n")
    if end:
        raise ValueError("expected a full line at its end")
    for line in lines:
        _, signer, signed = line.split(" ")
        signatures.setdefault(signer, []).append(base64.b64decode(signed, validate=True))
    own = sha(origin.encode() + b"\n\1" + key)[:4]
    for raw in signatures.get(trust["origin"], ()):
        if origin == trust["origin"] and raw[:4] == own and is_signed(key, text.encode() + b"\n", raw[4:]):
            return int(SIZE.fullmatch(size)[0]), base64.b64decode(root, validate=True), text + "\n", signatures
    raise ValueError("no such signature")

def cosigners(text, signatures, trust):
    """The names of the witnesses of trust.json that have cosigned this text."""
    names = set()
    for witness in trust.get("witnesses") or ():
        name, key = witness["name"], unhex(witness["key"])
        for raw in signatures.get(name, ()):
            at = int.from_bytes(raw[4:12], "big")
            if raw[:4] == sha(name.encode() + b"\n\4" + key)[:4] and is_signed(key, f"cosignature/v1\ntime {at}\n{text}".encode(), raw[12:]):
                names.add(name)
    return sorted(names)
