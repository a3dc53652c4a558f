// Checks an export: files, tree, signature, and the replay. The sentences are Chinese, each with its file and line.
import { signing } from "./ed25519.js";
import { envelopeFaults } from "./envelopes.js";
import { Sought, fork } from "./outside.js";
import { Leaves, linesOf } from "./pieces.js";
import { hex, merkleRoot, signedCheckpoint, textOf } from "./proofs.js";
import { Replay } from "./replay.js";

const NO_TEXT = "缺少这个文件，或不是 UTF-8 文本";
// The whole text of a small file; undefined if there is none, or it is no UTF-8.
const read = async (file) => file && textOf(await file.arrayBuffer());
// What lies in the three files, and what is wrong with the files themselves.
class Export {
  constructor(files, say, where = "") {
    Object.assign(this, { files, leaves: new Leaves(), say: (file, sentence, line) => say(where + file, sentence, line) });
  }
  // The small files, and the hashes of all lines; whether there is enough of them to go on.
  async isWhole(progress) {
    const entries = this.files["entries.jsonl"], told = await read(this.files["trust.json"]);
    if (told === undefined) this.say("trust.json", NO_TEXT);
    this.note = await read(this.files.checkpoint);
    if (this.note === undefined) this.say("checkpoint", NO_TEXT);
    this.trust = this.trustOf(told);
    if (entries) await this.leaves.read(entries, progress);
    const isText = entries !== undefined && this.leaves.isText;
    if (!isText) this.say("entries.jsonl", NO_TEXT);
    else if (!this.leaves.isWhole) this.say("entries.jsonl", "文件应当以完整的一行结束", this.leaves.length + 1);
    return isText && this.trust !== null;
  }
  trustOf(text) {
    if (text === undefined) return null;
    try {
      const trust = JSON.parse(text);
      if (trust && typeof trust === "object" && !Array.isArray(trust)) return trust;
    } catch { /* said below */ }
    this.say("trust.json", "应当写明记录名和公钥");
    return null;
  }
  // A checkpoint, signed by the log, of the first lines; the newest of all of them, and cosigned by enough witnesses.
  async checkpoint(file, note, newest = false) {
    if (note === undefined) {
      if (!newest) this.say(file, NO_TEXT);
      return;
    }
    let told;
    try { told = await signedCheckpoint(note, this.trust, newest); } catch (wrong) {
      this.say(file, `应当是由 trust.json 的公钥签名的检查点（${wrong.message}）`);
      return;
    }
    const { size, root, witnesses } = told, quorum = this.trust.quorum || 0;
    if (size > this.leaves.length || (newest && size !== this.leaves.length)) this.say(file, `签名写明 ${size} 条，entries.jsonl 有 ${this.leaves.length} 行`);
    else if (hex(merkleRoot(this.leaves.first(size))) !== root) this.say(file, `entries.jsonl 前 ${size} 行的根与签名的根不同`);
    if (newest && !(Number.isInteger(quorum) && quorum >= 0)) this.say(file, `trust.json 的见证方家数应当是整数，却是 ${quorum}`);
    else if (newest && witnesses.length < quorum) this.say(file, `应当有 trust.json 里 ${quorum} 个见证方的签名，只有 ${witnesses.length} 个`);
  }
  doubles() {
    for (const [place, first] of this.leaves.doubles()) this.say("entries.jsonl", `与第 ${first + 1} 行完全相同，一件事只应写一次`, place + 1);
  }
}

// Checks an export; beside it, by name: receipts, envelopes of a need, checkpoints that somebody kept, and another export of the same log. Every file is a
// Blob, or undefined if it is not there; `progress` is told what is done, how much of it, and of how much.
export async function check(files, { receipts = {}, envelopes = {}, checkpoints = {}, other = null, progress = () => {} } = {}) {
  const market = new Replay(), say = (file, sentence, line = 0) => market.findings.push({ file, line, sentence });
  market.proven = []; market.opened = 0;
  await signing();
  const given = new Export(files, say), reading = (done, all) => progress("read", done, all);
  if (!await given.isWhole(reading)) return market;
  await given.checkpoint("checkpoint", given.note, true);
  for (const [name, note] of Object.entries(checkpoints)) await given.checkpoint(name, await read(note));
  if (other) {
    const second = new Export(other, say, "另一份 ");
    if (await second.isWhole(reading)) {
      await second.checkpoint("checkpoint", second.note, true);
      if (second.trust.origin !== given.trust.origin || second.trust.key !== given.trust.key) second.say("trust.json", "应当是同一记录、同一公钥的导出");
      const at = fork(given.leaves, second.leaves);
      if (at) say("entries.jsonl", `与另一份 entries.jsonl 第 ${at} 行不同：同一记录有两种历史`, at);
    }
  }
  given.doubles();
  const sought = new Sought(await Promise.all(Object.entries(receipts).map(async ([name, file]) => [name, await read(file)])));
  let number = 0;
  for await (const lines of linesOf(files["entries.jsonl"])) {
    for (const line of lines) {
      await market.read(++number, line, given.trust);
      sought.see(number, line, market.entry);
      if (number % 100 === 0) await progress("replay", number, given.leaves.length);
    }
  }
  market.leftUndrawn();
  market.leftUndecided();
  market.leftOwed();
  await market.keysBelong();
  for (const [name, receipt] of sought.receipts) {
    const told = await sought.says(receipt, given.trust, market.latest).catch((odd) => ({ fault: `应当是一份回执（${odd.message}）` }));
    if (told.fault) say(name, told.fault);
    else market.proven.push({ file: name, ...told });
  }
  for (const [name, file] of Object.entries(envelopes)) {
    const text = await read(file), { found, opened } = text === undefined ? { found: [[0, NO_TEXT]], opened: 0 } : await envelopeFaults(text, market.needs);
    for (const [line, sentence] of found) say(name, sentence, line);
    market.opened += opened;
  }
  return market;
}
