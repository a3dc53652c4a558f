"""What the verifier stands on, by the standard library alone: hashes, the Merkle tree, draw/1, Ed25519, signed notes, receipts."""

# fmt: off
import base64
import functools
import hashlib
import hmac
import json
import re
from datetime import datetime, timedelta

canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode  # RFC 8785 for our values
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")

class Wrong(Exception):
    """An entry that can't stand where it stands."""

class Fields(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def mac(key, *parts):
    return hmac.new(key, b"".join(parts), "sha256").digest()

def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

def b64(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")

def later(moment, **step):
    return (datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%fZ") + timedelta(**step)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

# --- Merkle tree (RFC 6962) and draw/1 ---
def merkle_root(leaves):
    stack = []
    for n, node in enumerate(leaves):
        while n & 1:
            node, n = sha(b"\1", stack.pop(), node), n >> 1
        stack.append(node)
    return functools.reduce(lambda right, left: sha(b"\1", left, right), reversed(stack)) if stack else sha()

def draw(name, entrants, contributions):
    def lp(part):
        return len(part).to_bytes(4, "big") + part
    ids = sorted(entrant.encode() for entrant in entrants)
    root = sha(b"draw/1 entrants\n", len(ids).to_bytes(8, "big"), *map(lp, ids))
    parts = [lp(party.encode()) + lp(bytes.fromhex(value)) for party, value in sorted(contributions)]
    head = b"draw/1 seed\n" + lp(name.encode()) + lp(root) + len(ids).to_bytes(8, "big") + len(parts).to_bytes(4, "big")
    seed = sha(head, *parts, lp(b"none"), lp(b""), lp(b""))
    order = [each.decode() for each in sorted(ids, key=lambda each: mac(seed, each))]
    return {"draw": name, "entrants": sorted(entrants), "seed": seed.hex(), "order": order}

# --- Ed25519 (RFC 8032) signs checkpoints and receipts ---
Q, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q

def ed_add(a, b):
    k, x, y = D * a[0] * b[0] * a[1] * b[1], a[0] * b[1] + b[0] * a[1], a[1] * b[1] + a[0] * b[0]
    return x * pow(1 + k, -1, Q) % Q, y * pow(1 - k, -1, Q) % Q

def multiply(scalar, point, total=(0, 1)):
    while scalar:
        total, scalar, point = ed_add(total, point) if scalar & 1 else total, scalar >> 1, ed_add(point, point)
    return total

def ed_point(raw):
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") & (1 << 255) - 1
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(x2, (Q + 3) // 8, Q)
    x = x if x * x % Q == x2 else x * pow(2, (Q - 1) // 4, Q) % Q
    if x * x % Q != x2 or y >= Q or (x == 0 and sign) or len(raw) != 32:
        raise ValueError("not a point")
    return (Q - x if x & 1 != sign else x), y

def is_signed(key, message, signature):
    base, a, r = ed_point((4 * pow(5, -1, Q) % Q).to_bytes(32, "little")), ed_point(key), ed_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return s < L and multiply(s, base) == ed_add(r, multiply(h, a))

# --- What the platform signs: checkpoints (C2SP signed note) and receipts ---
def signed_size_and_root(note, trust):
    """The size and root that a checkpoint names, if the platform signed it."""
    text, _, lines = note.partition("\n\n")
    origin, size, root = text.split("\n")
    for line in lines.splitlines():
        _, signer, signed = line.split(" ")
        raw, key = base64.b64decode(signed), bytes.fromhex(trust["key"])
        if signer == origin == trust["origin"] and raw[:4] == sha(origin.encode() + b"\n\1" + key)[:4]:
            if is_signed(key, text.encode() + b"\n", raw[4:]):
                return int(size), base64.b64decode(root)
    raise ValueError("no such signature")

def receipt_fault(receipt, trust, bodies):
    """Why a receipt does not hold against the record ("" if it does); `bodies` are the SHA-256 values of all lines."""
    signed = b"receipt/1\n" + canonical({name: value for name, value in receipt.items() if name != "sig"}).encode()
    try:
        genuine = receipt["key"] == trust["key"] and is_signed(bytes.fromhex(trust["key"]), signed, bytes.fromhex(receipt["sig"]))
    except (ValueError, KeyError, TypeError, IndexError):
        genuine = False
    if not genuine:
        return "expected a receipt signed by the key in trust.json"
    return "" if receipt.get("entry") in bodies else "the platform took this bid in, and it is not on the record"
