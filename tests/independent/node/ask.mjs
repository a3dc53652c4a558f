// Other people's code over the market's bytes: shamir-secret-sharing (audited), canonicalize (by an author of RFC 8785),
// @noble/curves (audited), sm-crypto-v2. Reads a JSON list of questions, {"ask": name, …} with bytes in hex, on standard input;
// prints a list of {error, said}. Nothing here is the market's own.
import { readFileSync } from "node:fs";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import canonicalize from "canonicalize";
import { combine, split } from "shamir-secret-sharing";
import { sm2, sm3 } from "sm-crypto-v2";

const raw = (hex) => Uint8Array.from(Buffer.from(hex, "hex")), hex = (bytes) => Buffer.from(bytes).toString("hex");
const answers = {
  combine: async ({ shares }) => hex(await combine(shares.map(([number, share]) => raw(share + number.toString(16).padStart(2, "0"))))),
  split: async ({ secret, n, t }) => (await split(raw(secret), n, t)).map(hex).map((share) => [parseInt(share.slice(-2), 16), share.slice(0, -2)]),
  canonical: ({ text }) => canonicalize(JSON.parse(text)),
  signature: ({ key, message, signature }) => ed25519.verify(raw(signature), raw(message), raw(key)),
  p256: ({ scalar }) => hex(p256.getPublicKey(raw(scalar), false)),
  sm3: ({ message }) => sm3(raw(message)),
  sm2: ({ scalar, cipher }) => hex(sm2.doDecrypt(cipher.slice(2), scalar, 1, { output: "array" })),
  sm2public: ({ scalar }) => sm2.getPublicKeyFromPrivateKey(scalar),
};
const told = [];
for (const { ask, ...question } of JSON.parse(readFileSync(0, "utf8"))) {
  try { told.push({ error: "", said: await answers[ask](question) }); } catch (fault) { told.push({ error: String(fault), said: null }); }
}
console.log(JSON.stringify(told));
