"""AES-256 (FIPS 197), HKDF-SHA-256 (RFC 5869) and HPKE in base mode (RFC 9180) with both of them."""

# fmt: off
from proofs import mac, sha
from suites.gcm import gcm_open
from suites.gf import gf, inverse

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

SBOX, TWICE = bytes(map(sbox, range(256))), bytes(gf(a, 2) for a in range(256))

def aes(keys, blocks):
    """Blocks, each encrypted; worked on place by place, all blocks at once."""
    many = len(blocks)
    def number(row):
        return int.from_bytes(row, "big")
    def keyed(rows, key):
        return [row ^ number(bytes([byte]) * many) for row, byte in zip(rows, key)]
    state = keyed([number(bytes(block[i] for block in blocks)) for i in range(16)], keys[0])
    for n in range(1, 15):
        s = [state[(i + 4 * (i % 4)) % 16].to_bytes(many, "big").translate(SBOX) for i in range(16)]
        once = list(map(number, s))
        if n < 14:
            twice = [number(row.translate(TWICE)) for row in s]
            a, b, c, d = ([i & 12 | i + k & 3 for i in range(16)] for k in range(4))
            once = [twice[a[i]] ^ twice[b[i]] ^ once[b[i]] ^ once[c[i]] ^ once[d[i]] for i in range(16)]
        state = keyed(once, keys[n])
    return list(map(bytes, zip(*(row.to_bytes(many, "big") for row in state))))

def aes_gcm_open(key, nonce, cipher, header):
    keys = aes_keys(key)
    return gcm_open(lambda blocks: aes(keys, blocks), nonce, cipher, header)

def expand(key, info, size, mac=mac):
    out = block = b""
    for n in range(1, -(-size // 32) + 1):
        out += (block := mac(key, block, info, bytes([n])))
    return out[:size]

def hpke_keys(kem, shared, info, aead=b"\0\2"):
    """(key, nonce) of a secret that is shared by the KEM of this number, in base mode."""
    hpke = b"HPKE-v1HPKE" + kem + b"\0\1" + aead
    context = b"\0" + mac(b"", hpke, b"psk_id_hash") + mac(b"", hpke, b"info_hash", info)
    secret = mac(shared, hpke, b"secret")
    return tuple(expand(secret, bytes([0, n]) + hpke + label + context, n) for label, n in ((b"key", 32), (b"base_nonce", 12)))

class Sha2AndAes:
    """SHA-256, HKDF-SHA-256 and AES-256-GCM, for the suites that differ in the KEM of HPKE alone."""
    digest = staticmethod(sha)
    def derive(self, secret, label, size=32):
        return expand(mac(bytes(32), secret), label.encode(), size)
    def unlock(self, key, cipher, header):
        return aes_gcm_open(key, bytes(12), cipher, header)
    def unwrap(self, key, cipher, info):
        """The encapsulated key, then the ciphertext."""
        shared = self.shared(key, cipher[:self.encapsulated])
        return aes_gcm_open(*hpke_keys(self.kem, shared, info), cipher[self.encapsulated:], b"")
