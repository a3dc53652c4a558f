// The algorithms of the check in the browser, one by one. Reads a JSON list of [name, …hex] on standard input; prints each answer in hex,
// or "refused".
import { readFileSync } from "node:fs";
import { hex, unhex } from "../../ledger/static/ledger/check/proofs.js";
import { sm3 } from "../../ledger/static/ledger/check/sm3.js";
import { SUITES } from "../../ledger/static/ledger/check/suites.js";
import { hpkeKeys } from "../../ledger/static/ledger/check/suites/aes.js";
import { gcmOpen } from "../../ledger/static/ledger/check/suites/gcm.js";
import { decapsulate, keysOf } from "../../ledger/static/ledger/check/suites/mlkem.js";
import { strays } from "../../ledger/static/ledger/check/suites/pairs.js";
import { sm2Open } from "../../ledger/static/ledger/check/suites/sm.js";
import { sm4, sm4Keys } from "../../ledger/static/ledger/check/suites/sm4.js";
import { x25519 } from "../../ledger/static/ledger/check/suites/x25519.js";

const named = (name) => SUITES.find((each) => each.name.startsWith(name));
const answers = {
  sm3: (part) => sm3(part),
  sm4: (key, block) => sm4(sm4Keys(key), block),
  gcm: (key, nonce, cipher, header) => gcmOpen((block) => sm4(sm4Keys(key), block), nonce, cipher, header),
  sm2: (key, cipher) => sm2Open(BigInt(`0x${hex(key)}`), cipher),
  x25519: (key, u) => x25519(key, u),
  mlkem: (seed) => keysOf(seed.slice(0, 32))[1],
  decapsulate: (seed, cipher) => decapsulate(seed, keysOf(seed.slice(0, 32)), cipher),
  async p256(key, pk, enc, info) {
    const suite = named("P256");
    return hpkeKeys(suite.kem, await suite.shared(await suite.keyOf(key, pk), enc), info).map(hex).join("");
  },
  async xwing(key, pk, enc, info) {
    const suite = named("XWING");
    return hpkeKeys(suite.kem, await suite.shared(await suite.keyOf(key, pk), enc), info, [0, 3]).map(hex).join("");
  },
  async strays(name, ...parts) {
    const pairs = parts.flatMap((part, i) => (i % 2 ? [] : [[i / 2, part, parts[i + 1]]]));
    return (await strays(named(new TextDecoder().decode(name)), pairs)).sort((a, b) => a - b).join(" ");
  },
};
const told = [];
for (const [name, ...given] of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const said = await answers[name](...given.map(unhex));
    told.push(typeof said === "string" ? said : hex(said));
  } catch { told.push("refused"); }
}
console.log(JSON.stringify(told));
