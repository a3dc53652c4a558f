// Ed25519 (RFC 8032) for a browser that has none of its own: built as ledger/static/ledger/noble.js, which check/ed25519.js fetches
// only there. Without cofactor and byte by byte, as browsers and ledger/verifier/ed25519.py judge.
import { ed25519 } from "@noble/curves/ed25519";
import { sha512 } from "@noble/hashes/sha2";

const { Point } = ed25519;
const number = (raw) => raw.reduceRight((sum, byte) => sum << 8n | BigInt(byte), 0n);

// Judges signatures of 64 bytes, whose number is below the order, under a key that is a point.
export const judgeOf = (key) => {
  const opposite = Point.fromBytes(key).negate();
  return (message, signature) => {
    const first = signature.subarray(0, 32);
    const h = number(sha512.create().update(first).update(key).update(message).digest()) % Point.Fn.ORDER;
    const found = Point.BASE.multiplyUnsafe(number(signature.subarray(32))).add(opposite.multiplyUnsafe(h)).toBytes();
    return found.every((byte, at) => byte === first[at]);
  };
};
