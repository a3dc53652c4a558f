// Derives the sheets on its input as the page of a draw does (argument: the folder of static files), and as the record's check does.
import { readFileSync } from "node:fs";

const told = (work) => work.catch((error) => ({ refused: error.message }));
const from = (name) => import(`${process.argv[2]}/${name}`);
const { derive, differences } = await from("draws/draw.js"), { draw, drawnByNumbers } = await from("ledger/check/draw.js");
async function byTheRecord({ draw: name, entrants, contributions, beacon, places, numbers, method = "R", digest = "sha256" }) {
  const way = { method, digest };
  const { seed, order } = numbers ? drawnByNumbers(name, numbers, contributions, beacon, places, way) : draw(name, entrants, contributions, beacon, places, way);
  return { seed, order };
}
const out = [];
for (const sheet of JSON.parse(readFileSync(0, "utf8"))) {
  out.push({ page: await told(derive(sheet)), record: await told(byTheRecord(sheet)), found: await told(differences({ draws: [sheet] })) });
}
console.log(JSON.stringify(out));
