"""Opens a sealed bid (bid-seal/1) with released keys, by the standard library alone: P-256, AES-256-GCM, HPKE, shares.

verify.py calls `void_reason` where a bid is claimed to be void. Slow and plain; no secret is handled here: all keys are public.
"""

# fmt: off
import functools
import json

from proofs import canonical, mac, sha, unb64

# --- P-256 ---
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def p_add(a, b):
    if a is None or b is None or (a[0] == b[0] and a[1] != b[1]):
        return (a or b) if a is None or b is None else None
    slope = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P

def multiply(add, scalar, point, total):
    while scalar:
        total, scalar, point = add(total, point) if scalar & 1 else total, scalar >> 1, add(point, point)
    return total

@functools.lru_cache(None)
def public_key(scalar):
    return b"\4" + b"".join(c.to_bytes(32, "big") for c in multiply(p_add, scalar, G, None))

# --- AES-256-GCM, HKDF, HPKE in base mode (RFC 9180), Shamir shares over GF(256) ---
@functools.lru_cache(None)
def gf(a, b):
    return 0 if not b else a * (b & 1) ^ gf(a << 1 ^ 0x11B * (a >> 7), b >> 1)

@functools.lru_cache(None)
def inverse(a):
    return next((b for b in range(256) if gf(a, b) == 1), 0)

def sbox(a):
    twice = inverse(a) * 0x101
    return (twice ^ twice >> 4 ^ twice >> 5 ^ twice >> 6 ^ twice >> 7) & 255 ^ 0x63

def aes_keys(key):
    words = [key[i:i + 4] for i in range(0, 32, 4)]
    for i in range(8, 60):
        word = words[-1][1:] + words[-1][:1] if i % 8 == 0 else words[-1]
        word = bytes(map(sbox, word)) if i % 4 == 0 else word
        round_constant = bytes([1 << i // 8 - 1 if i % 8 == 0 else 0, 0, 0, 0])
        words.append(bytes(a ^ b ^ c for a, b, c in zip(words[-8], word, round_constant)))
    return [b"".join(words[i:i + 4]) for i in range(0, 60, 4)]

def aes(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for n in range(1, 15):
        s = [sbox(state[(i + 4 * (i % 4)) % 16]) for i in range(16)]
        if n < 14:
            mixed = [[s[i & 12 | i + k & 3] for k in range(4)] for i in range(16)]
            s = [gf(a, 2) ^ gf(b, 3) ^ c ^ d for a, b, c, d in mixed]
        state = [a ^ b for a, b in zip(s, keys[n])]
    return bytes(state)

def gcm_open(key, nonce, cipher, header):
    keys, body, digest = aes_keys(key), cipher[:-16], 0
    h, sizes = int.from_bytes(aes(keys, bytes(16)), "big"), (len(header) << 67 | len(body) << 3).to_bytes(16, "big")
    blocks = b"".join(part + bytes(-len(part) % 16) for part in (header, body)) + sizes
    for i in range(0, len(blocks), 16):
        x, y, digest = digest ^ int.from_bytes(blocks[i:i + 16], "big"), h, 0
        for bit in range(127, -1, -1):
            digest, y = digest ^ y * (x >> bit & 1), y >> 1 ^ (0xE1 << 120) * (y & 1)
    stream = b"".join(aes(keys, nonce + n.to_bytes(4, "big")) for n in range(1, len(body) // 16 + 3))
    if digest ^ int.from_bytes(stream[:16], "big") != int.from_bytes(cipher[-16:], "big"):
        raise ValueError("does not open")
    return bytes(a ^ b for a, b in zip(body, stream[16:]))

def expand(key, info, size):
    out = block = b""
    for n in range(1, size // 32 + 2):
        out += (block := mac(key, block, info, bytes([n])))
    return out[:size]

def derive(secret, label, size=32):
    return expand(mac(bytes(32), secret), label.encode(), size)

def hpke_open(scalar, cipher, info):
    kem, hpke = b"HPKE-v1KEM\0\x10", b"HPKE-v1HPKE\0\x10\0\1\0\2"
    x, y = int.from_bytes(cipher[1:33], "big"), int.from_bytes(cipher[33:65], "big")
    if cipher[0] != 4 or max(x, y) >= P or (y * y - x**3 + 3 * x - B) % P:
        raise ValueError("not a point")
    shared = mac(b"", kem, b"eae_prk", multiply(p_add, scalar, (x, y), None)[0].to_bytes(32, "big"))
    shared = expand(shared, b"\0\x20" + kem + b"shared_secret" + cipher[:65] + public_key(scalar), 32)
    context = b"\0" + mac(b"", hpke, b"psk_id_hash") + mac(b"", hpke, b"info_hash", info)
    secret = mac(shared, hpke, b"secret")
    key, nonce = (expand(secret, bytes([0, n]) + hpke + label + context, n) for label, n in ((b"key", 32), (b"base_nonce", 12)))
    return gcm_open(key, nonce, cipher[65:], b"")

def split(seed, t, n):
    steps, shares = derive(seed, "bid-seal/1 coef", 32 * (t - 1) or 1), []
    for x in range(1, n + 1):
        powers = [functools.reduce(gf, [x] * j, 1) for j in range(1, t)]
        shares.append(bytes(functools.reduce(lambda a, j: a ^ gf(steps[32 * j + i], powers[j]), range(t - 1), seed[i])
                            for i in range(32)))
    return shares

def is_seed_of(seed, t, n, commitments):
    """Whether a seed gives the shares of t of n that were committed to (in base64url)."""
    shares = [(bytes([i]), share, derive(seed, f"bid-seal/1 blind {i}")) for i, share in enumerate(split(seed, t, n), 1)]
    return [sha(b"share", *each) for each in shares] == [unb64(each) for each in commitments]

def combine(shares):
    weights = {x: functools.reduce(gf, (gf(o, inverse(o ^ x)) for o in shares if o != x), 1) for x in shares}
    return bytes(functools.reduce(lambda a, x: a ^ gf(shares[x][i], weights[x]), shares, 0) for i in range(32))

def void_reason(envelope, released, trustees):
    """Why an envelope does not open with the released keys {number: base64url}; "" if it does, a sentence for a wrong key."""
    keys = {i: int.from_bytes(unb64(key), "big") for i, key in released.items()}
    named = {each["i"]: unb64(each["pk"]) for each in trustees}
    if any(public_key(key) != named.get(i) for i, key in keys.items()):
        return "a released key is not that of its trustee"
    header = canonical({name: value for name, value in envelope.items() if name not in ("ct", "w")}).encode()
    good = {}
    for i, scalar in keys.items():
        try:
            content = hpke_open(scalar, unb64(envelope["w"][i - 1]), b"bid-seal/1 share" + sha(header))
        except ValueError:
            continue
        if len(content) == 65 and content[0] == i and sha(b"share", content) == unb64(envelope["c"][i - 1]):
            good[i] = content[1:33]
    if len(good) < envelope["t"]:
        return "too-few-valid-shares"
    return read_with_seed(envelope, combine(dict(sorted(good.items())[:envelope["t"]])))[0]

def read_with_seed(envelope, seed):
    """(reason, content) of an envelope opened with its seed: "" and the bytes of the bid, or why it is void and None."""
    header = canonical({name: value for name, value in envelope.items() if name not in ("ct", "w")}).encode()
    if not is_seed_of(seed, envelope["t"], envelope["n"], envelope["c"]):
        return "inconsistent-shares", None
    try:
        padded = gcm_open(derive(seed, "bid-seal/1 key"), bytes(12), unb64(envelope["ct"]), header)
    except ValueError:
        return "ciphertext", None
    size = int.from_bytes(padded[:4], "big")
    if len(padded) < 1024 or size > len(padded) - 4 or any(padded[4 + size:]):
        return "ciphertext", None
    if sha(b"bid-seal/1 plain", derive(seed, "bid-seal/1 plain"), padded[4:4 + size]) != unb64(envelope["pc"]):
        return "commitment", None
    fits = is_plan if envelope.get("lot") == "technical" else is_bid
    return ("", padded[4:4 + size]) if fits(padded[4:4 + size]) else ("schema", None)

def is_bid(content):
    try:
        bid = json.loads(content)
        return canonical(bid).encode() == content and says_a_bid(bid)
    except (ValueError, TypeError, RecursionError):
        return False

def says_a_bid(bid):
    """Whether a value has the fields of a bid/1: an amount, a rate or the entry alone, within their bounds, and maybe a note."""
    if type(bid) is not dict or type(bid.get("note", "")) is not str or len(bid.get("note", "")) > 2000 or bid.get("v") != "bid/1":
        return False
    names = set(bid) - {"note", "v"}
    for name, least, most in (("amount_fen", 1, 10**14), ("rate_bp", 0, 10**4)):
        if names == {name}:
            return type(bid[name]) is int and least <= bid[name] <= most
    return names == {"entry"} and bid["entry"] is True

def is_plan(content):
    try:
        plan = json.loads(content)
        files, names = plan["files"], [file["sha256"] for file in plan["files"]]
        return (canonical(plan).encode() == content and set(plan) == {"v", "text", "files"} and plan["v"] == "plan/1" and
                len(plan["text"] + "") <= 10_000 and type(files) is list and len(files) <= 10 and len(set(names)) == len(files) and
                all(map(is_file, files)) and bool(files or plan["text"].strip()))
    except (ValueError, TypeError, KeyError, RecursionError):
        return False

def is_file(file):
    name, digest = file["name"], file["sha256"]
    return (set(file) == {"name", "type", "size", "sha256", "key"} and 0 < len(name + "") <= 120 and name.isprintable() and not set(name) & {"/", "\\"} and
            type(file["size"]) is int and 0 < file["size"] <= 20 * 2**20 and file["type"] in ("application/pdf", "image/jpeg", "image/png") and
            len(digest) == 64 and set(digest) <= set("0123456789abcdef") and len(unb64(file["key"])) == 32)
