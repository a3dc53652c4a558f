// What somebody else holds against the record: a bidder's receipt, a checkpoint that was kept, another export of the same log.
import { isSigned } from "./ed25519.js";
import { canonical, field, hex, isObject, later, sha, unhex, utf8 } from "./proofs.js";

async function isGenuine(receipt, key) {
  try {
    const signed = utf8(`receipt/1\n${canonical(Object.fromEntries(Object.entries(receipt).filter(([name]) => name !== "sig")))}`);
    return receipt.key === key && await isSigned(unhex(key), signed, unhex(receipt.sig));
  } catch { return false; }
}
const GONE = ["bid.replaced", "bid.withdrawn"];
const valueOf = (text) => { try { return JSON.parse(text); } catch { return null; } };
// Receipts, alone or in the files that the site gives with their envelopes, and what of them the record holds as its lines go by.
export class Sought {
  constructor(texts) {
    this.gone = new Map();
    this.lines = { entry: new Map(), bid: new Map(), need: new Map() };
    this.receipts = texts.map(([name, text]) => {
      const file = valueOf(text);
      return [name, { file, receipt: isObject(file) && "receipt" in file ? file.receipt : file }];
    });
    for (const [, { receipt }] of this.receipts) {
      for (const [kind, lines] of Object.entries(this.lines)) lines.set(receipt?.[kind], 0);
    }
  }
  // `entry`: what the line says; null where it is no entry, and says nothing.
  see(number, line, entry) {
    if (!this.receipts.length) return;
    this.found("entry", hex(sha(utf8(line))), number);
    if (entry && line.includes('"bid.sealed"')) this.found("bid", field(entry, "bid", undefined), number);
    if (entry && GONE.includes(field(entry, "type"))) {
      const bid = field(entry, "bid", undefined);
      if (!this.gone.has(bid)) this.gone.set(bid, { line: number, type: entry.type });
    }
    if (entry && line.includes('"need.closed"')) this.found("need", field(entry, "need", undefined), number);
  }
  found(kind, name, number) { if (this.lines[kind].get(name) === 0) this.lines[kind].set(name, number); }
  // What a receipt proves: {line} of its entry, with the line at which its bid is {gone}, or {fault} in a sentence.
  async says({ file, receipt }, trust, latest) {
    if (!isObject(receipt)) return { fault: "应当是一份回执" };
    if (!await isGenuine(receipt, trust.key)) return { fault: "应当是由 trust.json 的公钥签名的回执" };
    if ("envelope" in file && hex(sha(utf8(canonical(file.envelope)))) !== receipt.bid) return { fault: "回执旁边的信封不是它所签的那一份" };
    const [held, told, closing] = Object.entries(this.lines).map(([kind, lines]) => lines.get(receipt[kind]));
    if (held) return { line: held, gone: this.gone.get(receipt.bid) };
    if (told) return { fault: `entries.jsonl 第 ${told} 行不是这份回执所签的那一条，应当是 SHA-256 ${receipt.entry}` };
    if ("at" in receipt && latest < later(receipt.at, { minutes: 10 }) && !closing) return { fault: `这份记录止于 ${latest}，还照不到 ${receipt.at} 的投标，请取更新的导出` };
    return { fault: "平台收下了这份投标，公开记录里却没有" };
  }
}
// The first line at which two exports of one log differ, or 0.
export function fork(leaves, others) {
  const many = Math.min(leaves.length, others.length);
  for (let i = 0; i < many; i++) if (hex(leaves.at(i)) !== hex(others.at(i))) return i + 1;
  return 0;
}
