// What somebody else holds against the record: a bidder's receipt, a checkpoint that was kept, another export of the same log.
import { isSigned } from "./ed25519.js";
import { canonical, hex, isObject, later, sha, unhex, utf8 } from "./proofs.js";

async function isGenuine(receipt, key) {
  try {
    const signed = utf8(`receipt/1\n${canonical(Object.fromEntries(Object.entries(receipt).filter(([name]) => name !== "sig")))}`);
    return receipt.key === key && await isSigned(unhex(key), signed, unhex(receipt.sig));
  } catch { return false; }
}
// What a receipt, alone or in the file that the site gives with its envelope, proves: {line} of its entry, or {fault} in a sentence.
export async function receiptSays(text, trust, lines, latest = "") {
  let file = null;
  try { file = JSON.parse(text); } catch { /* said below */ }
  const receipt = isObject(file) && "receipt" in file ? file.receipt : file;
  if (!isObject(receipt)) return { fault: "应当是一份回执" };
  if (!await isGenuine(receipt, trust.key)) return { fault: "应当是由 trust.json 的公钥签名的回执" };
  if ("envelope" in file && hex(sha(utf8(canonical(file.envelope)))) !== receipt.bid) return { fault: "回执旁边的信封不是它所签的那一份" };
  const held = lines.findIndex((line) => hex(sha(utf8(line))) === receipt.entry) + 1;
  if (held) return { line: held };
  const told = lines.findIndex((line) => line.includes('"bid.sealed"') && JSON.parse(line).bid === receipt.bid) + 1;
  if (told) return { fault: `entries.jsonl 第 ${told} 行不是这份回执所签的那一条，应当是 SHA-256 ${receipt.entry}` };
  const closing = lines.some((line) => line.includes('"need.closed"') && JSON.parse(line).need === receipt.need);
  if ("at" in receipt && latest < later(receipt.at, { minutes: 10 }) && !closing) return { fault: `这份记录止于 ${latest}，还照不到 ${receipt.at} 的投标，请取更新的导出` };
  return { fault: "平台收下了这份投标，公开记录里却没有" };
}
// The first line at which two exports of one log differ, or 0.
export function fork(leaves, others) {
  const many = Math.min(leaves.length, others.length);
  for (let i = 0; i < many; i++) if (hex(leaves[i]) !== hex(others[i])) return i + 1;
  return 0;
}
