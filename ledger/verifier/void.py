"""Opens a sealed bid (bid-seal/1) with released keys, or with its seed, under the suite that its notice names.

verify.py calls `void_reason` where a bid is claimed to be void; the algorithms stand in suites/.
"""

# fmt: off
import functools
import json

from proofs import b64, canonical, is_blank, unb64
from suites.gf import gf, inverse
from suites.pairs import gives

def split(seed, t, n, suite):
    steps, shares = suite.derive(seed, "bid-seal/1 coef", 32 * (t - 1) or 1), []
    for x in range(1, n + 1):
        powers = [functools.reduce(gf, [x] * j, 1) for j in range(1, t)]
        shares.append(bytes(functools.reduce(lambda a, j: a ^ gf(steps[32 * j + i], powers[j]), range(t - 1), seed[i])
                            for i in range(32)))
    return shares

def is_seed_of(seed, t, n, commitments, suite):
    """Whether a seed gives the shares of t of n that were committed to (in base64url)."""
    if not (type(t) is type(n) is int and 1 <= t <= n == len(commitments) <= 255):
        return False
    shares = [(bytes([i]), share, suite.derive(seed, f"bid-seal/1 blind {i}")) for i, share in enumerate(split(seed, t, n, suite), 1)]
    return [suite.digest(b"share", *each) for each in shares] == [unb64(each) for each in commitments]

def combine(shares):
    weights = {x: functools.reduce(gf, (gf(o, inverse(o ^ x)) for o in shares if o != x), 1) for x in shares}
    return bytes(functools.reduce(lambda a, x: a ^ gf(shares[x][i], weights[x]), shares, 0) for i in range(32))

def commitment(suite, r, content):
    """What binds a bidder to a content, as `pc` says it, in base64url."""
    return b64(suite.digest(b"bid-seal/1 plain", r, content))

def secret_of(suite, seed):
    """The 32 bytes that open the commitment, and that a bid gives to the draws."""
    return suite.derive(seed, "bid-seal/1 plain")

def header_of(envelope):
    return canonical({name: value for name, value in envelope.items() if name not in ("ct", "w")}).encode()

def void_reason(envelope, released, trustees, suite):
    """Why an envelope does not open with the released keys {number: base64url}; "" if it does, a sentence for a wrong key or suite."""
    keys = {i: unb64(key) for i, key in released.items()}
    for i, key in keys.items():
        named = next((each for each in trustees if type(each["i"]) is int and each["i"] == i), None)
        if not named or not gives(suite, key, unb64(named["pk"])):
            return "a released key is not that of its trustee"
    if envelope["suite"] != suite.name:
        return f"the envelope is not of the suite {suite.name} of its notice"
    info, good, committed = b"bid-seal/1 share" + suite.digest(header_of(envelope)), {}, [unb64(each) for each in envelope["c"]]
    for i, key in keys.items():
        try:
            content = suite.unwrap(key, unb64(envelope["w"][i - 1]), info)
        except ValueError:
            continue
        if len(content) == 65 and content[0] == i and suite.digest(b"share", content) == committed[i - 1]:
            good[i] = content[1:33]
    if len(good) < envelope["t"]:
        return "too-few-valid-shares"
    return read_with_seed(envelope, combine(dict(sorted(good.items())[:envelope["t"]])), suite)[0]

def read_with_seed(envelope, seed, suite):
    """(reason, content) of an envelope opened with its seed: "" and the bytes of the bid, or why it is void and None."""
    if envelope["suite"] != suite.name:
        return f"the envelope is not of the suite {suite.name} of its notice", None
    if not is_seed_of(seed, envelope["t"], envelope["n"], envelope["c"], suite):
        return "inconsistent-shares", None
    try:
        padded = suite.unlock(suite.derive(seed, "bid-seal/1 key"), unb64(envelope["ct"]), header_of(envelope))
    except ValueError:
        return "ciphertext", None
    size = int.from_bytes(padded[:4], "big")
    if len(padded) < 1024 or size > len(padded) - 4 or any(padded[4 + size:]):
        return "ciphertext", None
    if commitment(suite, secret_of(suite, seed), padded[4:4 + size]) != envelope["pc"]:
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
                all(map(is_file, files)) and bool(files or not is_blank(plan["text"])))
    except (ValueError, TypeError, KeyError, RecursionError):
        return False

def is_file(file):
    name, digest = file["name"], file["sha256"]
    return (set(file) == {"name", "type", "size", "sha256", "key"} and 0 < len(name + "") <= 120 and name.isprintable() and not set(name) & {"/", "\\"} and
            type(file["size"]) is int and 0 < file["size"] <= 20 * 2**20 and file["type"] in ("application/pdf", "image/jpeg", "image/png") and
            len(digest) == 64 and set(digest) <= set("0123456789abcdef") and len(unb64(file["key"])) == 32)
