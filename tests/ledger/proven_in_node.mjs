// Prints what the receipts named on the command line, after the folder, prove by the browser's check: [file, line, line at which the bid is gone, how].
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { check } from "../../ledger/static/ledger/check/verify.js";

const [folder, ...receipts] = process.argv.slice(2), read = (path) => new Blob([readFileSync(path)]);
const files = Object.fromEntries(["entries.jsonl", "checkpoint", "trust.json"].map((name) => [name, read(`${folder}/${name}`)]));
const { findings, proven } = await check(files, { receipts: Object.fromEntries(receipts.map((path) => [basename(path), read(path)])) });
console.log(JSON.stringify({ findings: findings.length, proven: proven.map(({ file, line, gone }) => [file, line, gone?.line ?? 0, gone?.type ?? ""]) }));
