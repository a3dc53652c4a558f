// The seed file: a bidder's own key to its envelope (seed/2), or to its two, of price and plan (seed/3), under a passphrase that
// nobody else is told. PBKDF2-HMAC-SHA-256 and AES-256-GCM, both the browser's own; sealing/seed_file.py reads and writes the same.
import { canonical, decode, encode } from "./seal.js";
import { join } from "./suites.js";

const text = new TextEncoder();
const ROUNDS = 600_000;
const MOST_ROUNDS = 10_000_000;
const ZERO_IV = new Uint8Array(12); // the salt is new in every file, and so is the key
export const SHORTEST_PASSPHRASE = 10;

export class NoSeedFile extends Error {}
export class WrongPassphrase extends Error {}

const keyFrom = async (passphrase, salt, rounds) => {
  const typed = await crypto.subtle.importKey("raw", text.encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};
const under = (facts) => ({ name: "AES-GCM", iv: ZERO_IV, additionalData: text.encode(canonical(facts)) });

// The file's text. `facts`: need, bidder, seq, bid (the envelope's hash) and, of a bid in two envelopes, plan (the plan's hash);
// `seeds` in base64url, of the envelope and of the plan.
export const lockSeed = async ({ need, bidder, seq, bid, plan }, seeds, passphrase) => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const named = { v: plan ? "seed/3" : "seed/2", need, bidder, seq, bid, ...(plan ? { plan } : {}) };
  const facts = { ...named, kdf: "PBKDF2-SHA256", rounds: ROUNDS, salt: encode(salt) };
  const box = await crypto.subtle.encrypt(under(facts), await keyFrom(passphrase, salt, ROUNDS), join(...seeds.map(decode)));
  return canonical({ ...facts, box: encode(new Uint8Array(box)) });
};

// What stands on the outside of a seed file: need, bidder, seq, bid, and plan in a seed/3.
export const readSeedFile = (content) => {
  let file = null;
  try {
    file = JSON.parse(content);
  } catch { /* said below */ }
  const whole = ["seed/2", "seed/3"].includes(file?.v) && file.kdf === "PBKDF2-SHA256" && Number.isInteger(file.rounds) && file.rounds <= MOST_ROUNDS;
  const texts = [file?.salt, file?.box, file?.bid, ...(file?.v === "seed/3" ? [file.plan] : [])];
  if (!whole || texts.some((each) => typeof each !== "string")) throw new NoSeedFile();
  return file;
};

// The seeds in a file that was read, in base64url: of the envelope and, in a seed/3, of the plan.
export const unlockSeeds = async ({ box, ...facts }, passphrase) => {
  try {
    const key = await keyFrom(passphrase, decode(facts.salt), facts.rounds);
    const seeds = new Uint8Array(await crypto.subtle.decrypt(under(facts), key, decode(box)));
    return [encode(seeds.slice(0, 32)), encode(seeds.slice(32))];
  } catch {
    throw new WrongPassphrase();
  }
};
