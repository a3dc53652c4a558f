// What the check in the browser says of each envelope on its input, {envelope, keys, pks, seed}: [by the keys, by the seed, the content].
import { readFileSync } from "node:fs";
import { unb64 } from "../../ledger/static/ledger/check/proofs.js";
import { SUITES } from "../../ledger/static/ledger/check/suites.js";
import { readWithSeed, voidReason } from "../../ledger/static/ledger/check/void.js";

const told = [];
for (const { suite, envelope, keys, pks, seed } of JSON.parse(readFileSync(0, "utf8"))) {
  const named = Object.entries(pks).map(([i, pk]) => ({ i: Number(i), pk })), by = SUITES.find(({ name }) => name === suite);
  const [reason, content] = seed ? await readWithSeed(envelope, unb64(seed), by) : ["", null];
  told.push([await voidReason(envelope, keys, named, by), reason, content && new TextDecoder().decode(content)]);
}
console.log(JSON.stringify(told));
