// Reads a file as the check in the browser reads an export, and prints what it finds: leaves, their root, lines, doubles, progress.
import { readFileSync } from "node:fs";
import { Leaves, linesOf } from "../../ledger/static/ledger/check/pieces.js";
import { hex, merkleRoot, sha, utf8 } from "../../ledger/static/ledger/check/proofs.js";

const file = new Blob([readFileSync(process.argv[2])]), told = [], leaves = await new Leaves().read(file, (...far) => told.push(far));
const { length, isText, isWhole } = leaves, lines = [];
if (isText) for await (const some of linesOf(file)) lines.push(...some);
const root = hex(merkleRoot(leaves.first(length))), again = hex(merkleRoot(lines.map((line) => sha([0], utf8(line)))));
console.log(JSON.stringify({ length, isText, isWhole, root, again, doubles: leaves.doubles(), told }));
