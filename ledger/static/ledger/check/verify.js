// Checks an export: files, tree, signature, and the replay. The sentences are Chinese, each with its file and line.
import { hex, merkleRoot, sha, signedCheckpoint, utf8 } from "./proofs.js";
import { Replay } from "./replay.js";
import "./contracts.js";
import "./rounds.js";

export async function check(files, progress = () => {}) {
  const market = new Replay(), faults = market.findings;
  const fault = (file, sentence, line) => faults.push({ file, line, sentence });
  let trust = null;
  for (const name of ["entries.jsonl", "checkpoint", "trust.json"]) if (typeof files[name] !== "string") fault(name, "缺少这个文件，或不是 UTF-8 文本");
  try { trust = JSON.parse(files["trust.json"]); } catch { /* said below */ }
  if (!trust || typeof trust.key !== "string") fault("trust.json", "应当写明记录名和公钥");
  if (typeof files["entries.jsonl"] !== "string" || !trust) return market;
  const lines = files["entries.jsonl"].split("\n");
  if (lines.pop()) fault("entries.jsonl", "文件应当以完整的一行结束", lines.length + 1);
  const leaves = [], first = new Map();
  for (let i = 0; i < lines.length; i++) {
    leaves.push(sha([0], utf8(lines[i])));
    const name = hex(leaves[i]);
    if (first.has(name)) fault("entries.jsonl", `与第 ${first.get(name)} 行完全相同`, i + 1);
    else first.set(name, i + 1);
    market.read(i + 1, lines[i], trust);
    if (i % 500 === 0) await progress(i, lines.length);
  }
  if (typeof files.checkpoint === "string") {
    try {
      const { size, root, witnesses } = await signedCheckpoint(files.checkpoint, trust);
      if (size !== lines.length) fault("checkpoint", `签名写明 ${size} 条，entries.jsonl 有 ${lines.length} 行`);
      else if (hex(merkleRoot(leaves)) !== root) fault("checkpoint", "entries.jsonl 的根与签名的根不同");
      if (witnesses.length < (trust.quorum || 0)) fault("checkpoint", `应当有 ${trust.quorum} 个见证方签名，只有 ${witnesses.length} 个`);
    } catch (wrong) {
      fault("checkpoint", `应当是由 trust.json 的公钥签名的检查点（${wrong.message}）`);
    }
  }
  return market;
}
