// The keys that trustees released, all of them: ledger/verifier/released.py a second time.
import { has } from "./holders.js";
import { isObject, order, unb64 } from "./proofs.js";
import { SUITES } from "./suites.js";
import { strays } from "./suites/pairs.js";

export const released = {
  // Keep a key for the end, where those of one suite are judged together.
  noteKey(n, named, e) {
    for (const each of Array.isArray(named.set) ? named.set : []) if (isObject(each) && has(each, "i") && each.i === e.i) this.released.push([n.suite.name, this.line, e.i, e.key, each.pk]);
  },
  // Names every key that belongs to another public key or to none, by its line.
  async keysBelong() {
    const found = new Map();
    for (const suite of SUITES) {
      const pairs = [], keys = new Map(this.released.filter(([name]) => name === suite.name).map(([, line, ...said]) => [line, said]));
      for (const [line, [i, key, pk]] of keys) {
        try { pairs.push([line, unb64(key), unb64(pk)]); } catch { found.set(line, i); }
      }
      for (const line of await strays(suite, pairs)) found.set(line, keys.get(line)[0]);
    }
    this.event = "trustee.released";
    for (const [line, i] of [...found].sort(([a], [b]) => order(a, b))) {
      this.line = line;
      this.say(`第 ${i} 家密钥方释放的密钥与公告里它的公钥不配`);
    }
  },
};
