// Judges the vectors of a file by the check's Ed25519, in Node: by WebCrypto, or with the word "without" as in a browser that lacks it.
import { readFileSync } from "node:fs";

const [file, way] = process.argv.slice(2), imported = crypto.subtle.importKey;
let asked = 0;
crypto.subtle.importKey = function (...how) {
  if (way === "without") throw new DOMException("Unrecognized name.", "NotSupportedError");
  asked += 1;
  return imported.apply(this, how);
};
const { isSigned } = await import("../../ledger/static/ledger/check/ed25519.js");
const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (x) => parseInt(x, 16));
const told = [];
for (const { key, message, signature } of JSON.parse(readFileSync(file, "utf8"))) {
  try { told.push(await isSigned(bytes(key), bytes(message), bytes(signature))); } catch { told.push(null); }
}
console.log(JSON.stringify({ told, asked }));
