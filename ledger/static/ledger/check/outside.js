// What somebody else holds against the record: a bidder's receipt, a checkpoint that was kept, another export of the same log.
import { canonical, hex, isSigned, sha, unhex, utf8 } from "./proofs.js";

async function isGenuine(receipt, key) {
  try {
    const signed = utf8(`receipt/1\n${canonical(Object.fromEntries(Object.entries(receipt).filter(([name]) => name !== "sig")))}`);
    return receipt.key === key && await isSigned(unhex(key), signed, unhex(receipt.sig));
  } catch { return false; }
}
// What a receipt proves: {line} of its entry, or {fault} in a sentence.
export async function receiptSays(text, trust, lines, leaves) {
  let receipt = null;
  try { receipt = JSON.parse(text); } catch { /* said below */ }
  if (!receipt || typeof receipt !== "object" || Array.isArray(receipt)) return { fault: "应当是一份回执" };
  if (!await isGenuine(receipt, trust.key)) return { fault: "应当是由 trust.json 的公钥签名的回执" };
  const held = lines.findIndex((line) => hex(sha(utf8(line))) === receipt.entry) + 1;
  if (held) return { line: held };
  const told = lines.findIndex((line) => line.includes('"bid.sealed"') && JSON.parse(line).bid === receipt.bid) + 1;
  if (told) return { fault: `entries.jsonl 第 ${told} 行不是这份回执所签的那一条，应当是 SHA-256 ${receipt.entry}` };
  return { fault: "平台收下了这份投标，公开记录里却没有" };
}
// The first line at which two exports of one log differ, or 0.
export function fork(leaves, others) {
  const many = Math.min(leaves.length, others.length);
  for (let i = 0; i < many; i++) if (hex(leaves[i]) !== hex(others[i])) return i + 1;
  return 0;
}
