// Runs the browser's check over folders named on the command line, or over a JSON list on standard input of
// {folder, receipts, envelopes, checkpoints, consistent}; prints one list of [file, line, sentence] for each.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { check } from "../../ledger/static/ledger/check/verify.js";

const read = (path) => { try { return new Blob([readFileSync(path)]); } catch { return undefined; } };
const files = (folder) => Object.fromEntries(["entries.jsonl", "checkpoint", "trust.json"].map((name) => [name, read(`${folder}/${name}`)]));
const named = (paths = []) => Object.fromEntries(paths.map((path) => [basename(path), read(path)]));
const told = [], folders = process.argv.slice(2).map((folder) => ({ folder }));
for (const { folder, receipts, envelopes, checkpoints, consistent = [] } of folders.length ? folders : JSON.parse(readFileSync(0, "utf8"))) {
  const other = consistent.length ? files(consistent[0]) : null;
  const market = await check(files(folder), { receipts: named(receipts), envelopes: named(envelopes), checkpoints: named(checkpoints), other });
  told.push(market.findings.map((each) => [each.file, each.line, each.sentence]));
}
console.log(JSON.stringify(told));
