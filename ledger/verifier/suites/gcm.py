"""Galois counter mode (NIST SP 800-38D) over a cipher of 16-byte blocks, with a nonce of 12 bytes."""


# fmt: off
def gcm_open(cipher_of, nonce, cipher, header):
    """The plain bytes; `cipher_of` encrypts one block."""
    body, digest = cipher[:-16], 0
    h, sizes = int.from_bytes(cipher_of(bytes(16)), "big"), (len(header) << 67 | len(body) << 3).to_bytes(16, "big")
    blocks = b"".join(part + bytes(-len(part) % 16) for part in (header, body)) + sizes
    for i in range(0, len(blocks), 16):
        x, y, digest = digest ^ int.from_bytes(blocks[i:i + 16], "big"), h, 0
        for bit in range(127, -1, -1):
            digest, y = digest ^ y * (x >> bit & 1), y >> 1 ^ (0xE1 << 120) * (y & 1)
    stream = b"".join(cipher_of(nonce + n.to_bytes(4, "big")) for n in range(1, len(body) // 16 + 3))
    if (digest ^ int.from_bytes(stream[:16], "big")).to_bytes(16, "big") != cipher[-16:]:
        raise ValueError("does not open")
    return bytes(a ^ b for a, b in zip(body, stream[16:]))
