// Checks an export: files, tree, signature, and the replay. The sentences are Chinese, each with its file and line.
import { signing } from "./ed25519.js";
import { hex, merkleRoot, sha, signedCheckpoint, utf8 } from "./proofs.js";
import { fork, receiptSays } from "./outside.js";
import { Replay } from "./replay.js";

// What lies in the three files, and what is wrong with the files themselves.
class Export {
  constructor(files, say, where = "") {
    this.say = (file, sentence, line) => say(where + file, sentence, line);
    for (const name of ["trust.json", "entries.jsonl", "checkpoint"]) if (typeof files[name] !== "string") this.say(name, "缺少这个文件，或不是 UTF-8 文本");
    this.note = files.checkpoint;
    this.trust = this.trustOf(files["trust.json"]);
    this.lines = (files["entries.jsonl"] ?? "").split("\n");
    if (this.lines.pop()) this.say("entries.jsonl", "文件应当以完整的一行结束", this.lines.length + 1);
    this.leaves = [];
    this.whole = typeof files["entries.jsonl"] === "string" && this.trust !== null;
  }
  // The hashes of all lines; between some of them whoever shows the progress may draw.
  async hashed(progress) {
    for (const line of this.lines) {
      if (this.leaves.length % 2000 === 0) await progress(this.leaves.length, this.lines.length);
      this.leaves.push(sha([0], utf8(line)));
    }
  }
  trustOf(text) {
    if (typeof text !== "string") return null;
    try {
      const trust = JSON.parse(text);
      if (trust && typeof trust === "object" && !Array.isArray(trust)) return trust;
    } catch { /* said below */ }
    this.say("trust.json", "应当写明记录名和公钥");
    return null;
  }
  // A checkpoint, signed by the log, of the first lines; the newest of all of them, and cosigned by enough witnesses.
  async checkpoint(file, note, newest = false) {
    if (typeof note !== "string") {
      if (!newest) this.say(file, "缺少这个文件，或不是 UTF-8 文本");
      return;
    }
    let told;
    try { told = await signedCheckpoint(note, this.trust, newest); } catch (wrong) {
      this.say(file, `应当是由 trust.json 的公钥签名的检查点（${wrong.message}）`);
      return;
    }
    const { size, root, witnesses } = told, quorum = this.trust.quorum || 0;
    if (size > this.leaves.length || (newest && size !== this.leaves.length)) this.say(file, `签名写明 ${size} 条，entries.jsonl 有 ${this.leaves.length} 行`);
    else if (hex(merkleRoot(this.leaves.slice(0, size))) !== root) this.say(file, `entries.jsonl 前 ${size} 行的根与签名的根不同`);
    if (newest && !(Number.isInteger(quorum) && quorum >= 0)) this.say(file, `trust.json 的见证方家数应当是整数，却是 ${quorum}`);
    else if (newest && witnesses.length < quorum) this.say(file, `应当有 trust.json 里 ${quorum} 个见证方的签名，只有 ${witnesses.length} 个`);
  }
  doubles() {
    const first = new Map();
    this.leaves.forEach((leaf, i) => {
      const name = hex(leaf);
      if (first.has(name)) this.say("entries.jsonl", `与第 ${first.get(name)} 行完全相同，一件事只应写一次`, i + 1);
      else first.set(name, i + 1);
    });
  }
}

// Checks an export; beside it, by name: receipts, checkpoints that somebody kept, and another export of the same log.
export async function check(files, { receipts = {}, checkpoints = {}, other = null, progress = () => {} } = {}) {
  const market = new Replay(), say = (file, sentence, line = 0) => market.findings.push({ file, line, sentence });
  market.proven = [];
  await signing();
  const given = new Export(files, say);
  if (!given.whole) return market;
  await given.hashed(progress);
  await given.checkpoint("checkpoint", given.note, true);
  for (const [name, note] of Object.entries(checkpoints)) await given.checkpoint(name, note);
  if (other) {
    const second = new Export(other, say, "另一份 ");
    if (second.whole) {
      await second.hashed(progress);
      await second.checkpoint("checkpoint", second.note, true);
      if (second.trust.origin !== given.trust.origin || second.trust.key !== given.trust.key) second.say("trust.json", "应当是同一记录、同一公钥的导出");
      const at = fork(given.leaves, second.leaves);
      if (at) say("entries.jsonl", `与另一份 entries.jsonl 第 ${at} 行不同：同一记录有两种历史`, at);
    }
  }
  given.doubles();
  for (let i = 0; i < given.lines.length; i++) {
    await market.read(i + 1, given.lines[i], given.trust);
    if (i % 500 === 0) await progress(i, given.lines.length);
  }
  market.leftUndrawn();
  market.leftUndecided();
  await market.keysBelong();
  for (const [name, text] of Object.entries(receipts)) {
    const told = await receiptSays(text, given.trust, given.lines, market.latest);
    if (told.fault) say(name, told.fault);
    else market.proven.push({ file: name, line: told.line });
  }
  return market;
}
