"""Galois counter mode (NIST SP 800-38D) over a cipher of 16-byte blocks, with a nonce of 12 bytes."""

# fmt: off

def table_of(h):
    """The products of h with each four bits at each place of a block."""
    shifted = [h]
    for _ in range(127):
        shifted.append(shifted[-1] >> 1 ^ (0xE1 << 120) * (shifted[-1] & 1))
    rows = []
    for place in range(0, 128, 4):
        row = [0]
        for one in reversed(shifted[place:place + 4]):
            row += [one ^ each for each in row]
        rows.append(row)
    return rows

def gcm_open(encrypt, nonce, cipher, header):
    """The plain bytes; `encrypt` encrypts a list of blocks, one by one."""
    body, digest = cipher[:-16], 0
    count = len(body) // 16 + 2
    hashed, *stream = encrypt([bytes(16), *(nonce + n.to_bytes(4, "big") for n in range(1, count + 1))])
    rows, sizes = table_of(int.from_bytes(hashed, "big")), (len(header) << 67 | len(body) << 3).to_bytes(16, "big")
    blocks = b"".join(part + bytes(-len(part) % 16) for part in (header, body)) + sizes
    for i in range(0, len(blocks), 16):
        x, digest = f"{digest ^ int.from_bytes(blocks[i:i + 16], 'big'):032x}", 0
        for row, digit in zip(rows, x):
            digest ^= row[int(digit, 16)]
    if (digest ^ int.from_bytes(stream[0], "big")).to_bytes(16, "big") != cipher[-16:]:
        raise ValueError("does not open")
    return bytes(a ^ b for a, b in zip(body, b"".join(stream[1:])))
