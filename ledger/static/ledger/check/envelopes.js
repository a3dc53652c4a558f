// The envelopes that the site gives out after an opening, opened once more: ledger/verifier/envelopes.py a second time.
import { canonical, hex, isObject, sha, utf8 } from "./proofs.js";
import { voidReason } from "./void.js";

// Why an envelope is not what the record says of it, or "".
async function fault(envelope, n) {
  const who = envelope.bidder;
  if (!(who in n.opened) && !(who in n.void)) return "应当是已开启或无效的投标的信封";
  const bid = n.bids[who];
  if (hex(sha(utf8(canonical(envelope)))) !== bid.bid) return `应当是 ${who} 的信封 ${bid.bid}`;
  if (envelope.pc !== bid.pc) return `承诺应当是密封时写明的 ${bid.pc}`;
  const reason = who in n.opened && Object.keys(n.released).length >= n.trustees.t && await voidReason(envelope, n.released, n.trustees.set, n.suite);
  return reason ? `记录写出了其中的内容，它却因 ${reason} 无效` : "";
}
// [[line, what is wrong with it]] of a file of envelopes, one in a line, all of each need that it names, and how many were opened.
export async function envelopeFaults(text, needs) {
  const found = [], given = new Map();
  let number = 0;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    number += 1;
    let why;
    try {
      const envelope = JSON.parse(line);
      if (!isObject(envelope) || typeof envelope.need !== "string" || typeof envelope.bidder !== "string") throw new Error("没有需求或投标人");
      const n = needs[envelope.need];
      if (n) given.set(envelope.need, (given.get(envelope.need) ?? new Set()).add(envelope.bidder));
      why = n ? await fault(envelope, n) : "应当是这份记录里的需求的信封";
    } catch (odd) { why = `应当是一份信封（${odd.message}）`; }
    if (why) found.push([number, why]);
  }
  const missing = [...given].flatMap(([need, whose]) => [...Object.keys(needs[need].opened), ...Object.keys(needs[need].void)].filter((who) => !whose.has(who)).map((who) => `${need} ${who}`));
  if (missing.length) found.push([0, `应当是每项需求的全部信封，还缺 ${missing.sort().join("、")}`]);
  return { found, opened: [...given.values()].reduce((sum, whose) => sum + whose.size, 0) };
}
