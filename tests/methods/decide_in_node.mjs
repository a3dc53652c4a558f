// Decides the cases on its input ([[method, case], …]) as the check in the browser does, without whoever fell since; prints the decisions.
import { readFileSync } from "node:fs";
import { outcome, WAYS } from "../../ledger/static/ledger/check/decision.js";

const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(([method, facts]) => outcome(WAYS[method], facts))));
