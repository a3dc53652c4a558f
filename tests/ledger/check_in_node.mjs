// Runs the browser's check over folders named on the command line; prints one list of [file, line, sentence] for each.
import { readFileSync } from "node:fs";
import { check } from "../../ledger/static/ledger/check/verify.js";

const told = [];
for (const folder of process.argv.slice(2)) {
  const files = {};
  for (const name of ["entries.jsonl", "checkpoint", "trust.json"]) {
    try { files[name] = readFileSync(`${folder}/${name}`, "utf8"); } catch { /* missing */ }
  }
  const market = await check(files);
  told.push(market.findings.map((each) => [each.file, each.line ?? 0, each.sentence]));
}
console.log(JSON.stringify(told));
