"""ML-KEM-768 (FIPS 203): the keys that follow from a seed, and decapsulation with its implicit rejection."""

# fmt: off
import functools
from hashlib import sha3_256, sha3_512, shake_128, shake_256

K, Q, U_BITS, V_BITS = 3, 3329, 10, 4
ROOTS = [pow(17, int(f"{i:07b}"[::-1], 2), Q) for i in range(128)]

def ntt(f):
    f, k, size = list(f), 1, 128
    while size >= 2:
        for start in range(0, 256, 2 * size):
            for j in range(start, start + size):
                t = ROOTS[k] * f[j + size] % Q
                f[j], f[j + size] = (f[j] + t) % Q, (f[j] - t) % Q
            k += 1
        size //= 2
    return f

def ntt_back(f):
    f, k, size = list(f), 127, 2
    while size <= 128:
        for start in range(0, 256, 2 * size):
            for j in range(start, start + size):
                f[j], f[j + size] = (f[j] + f[j + size]) % Q, ROOTS[k] * (f[j + size] - f[j]) % Q
            k -= 1
        size *= 2
    return [each * 3303 % Q for each in f]

def times(f, g):
    """The product of two transformed polynomials: 128 products modulo x² - γ."""
    out = []
    for i in range(128):
        (a, b), (c, d), gamma = f[2 * i:2 * i + 2], g[2 * i:2 * i + 2], ROOTS[i] ** 2 * 17
        out += [(a * c + b * d * gamma) % Q, (a * d + b * c) % Q]
    return out

def plus(*polynomials):
    return [sum(each) % Q for each in zip(*polynomials)]

def dot(row, column):
    return plus(*map(times, row, column))

def packed(bits, f):
    return sum(each << bits * i for i, each in enumerate(f)).to_bytes(32 * bits, "little")

def unpacked(bits, raw):
    number = int.from_bytes(raw, "little")
    return [number >> bits * i & (1 << bits) - 1 for i in range(len(raw) * 8 // bits)]

def compressed(bits, f):
    return packed(bits, [((each << bits) + Q // 2) // Q % (1 << bits) for each in f])

def decompressed(bits, raw):
    return [each * Q + (1 << bits - 1) >> bits for each in unpacked(bits, raw)]

def matrix(rho):
    """The public matrix; of a thousand bytes for each place some 550 numbers below q are left, where 256 are wanted."""
    wide = [[unpacked(12, shake_128(rho + bytes([j, i])).digest(1008)) for j in range(K)] for i in range(K)]
    return [[[each for each in place if each < Q][:256] for place in row] for row in wide]

def noise(secret, n):
    """A polynomial of small numbers: the difference of two sums of two bits each."""
    bits = unpacked(4, shake_256(secret + bytes([n])).digest(128))
    return [(each & 1) + (each >> 1 & 1) - (each >> 2 & 1) - (each >> 3) for each in bits]

@functools.lru_cache(64)
def keys_of(seed):
    """(secret polynomials, public key) of the first 32 bytes of a seed."""
    wide = sha3_512(seed + bytes([K])).digest()
    rho, sigma = wide[:32], wide[32:]
    s, e = ([ntt(noise(sigma, first + i)) for i in range(K)] for first in (0, K))
    t = [plus(dot(row, s), error) for row, error in zip(matrix(rho), e)]
    return s, b"".join(packed(12, each) for each in t) + rho

def encrypted(public, message, coins):
    t, rho = [unpacked(12, public[384 * i:384 * (i + 1)]) for i in range(K)], public[-32:]
    y = [ntt(noise(coins, i)) for i in range(K)]
    columns = zip(*matrix(rho))
    u = [plus(ntt_back(dot(column, y)), noise(coins, K + i)) for i, column in enumerate(columns)]
    v = plus(ntt_back(dot(t, y)), noise(coins, 2 * K), decompressed(1, message))
    return b"".join(compressed(U_BITS, each) for each in u) + compressed(V_BITS, v)

def decrypted(s, cipher):
    size = 32 * U_BITS
    u = [ntt(decompressed(U_BITS, cipher[size * i:size * (i + 1)])) for i in range(K)]
    masked = ntt_back(dot(s, u))
    v = decompressed(V_BITS, cipher[size * K:])
    return compressed(1, [(a - b) % Q for a, b in zip(v, masked)])

def decapsulate(seed, cipher):
    """The shared secret of 32 bytes; a ciphertext that was not made so gives another one, and no error (implicit rejection)."""
    if len(seed) != 64 or len(cipher) != 32 * (U_BITS * K + V_BITS):
        raise ValueError("not an encapsulation")
    s, public = keys_of(seed[:32])
    message = decrypted(s, cipher)
    wide = sha3_512(message + sha3_256(public).digest()).digest()
    same = encrypted(public, message, wide[32:]) == cipher
    return wide[:32] if same else shake_256(seed[32:] + cipher).digest(32)
