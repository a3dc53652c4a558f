// Who named the keys of a need: each trustee but the platform itself signed its own, for this need, lot, deadline and suite.
import { has, numbered, wellFormed } from "./holders.js";
import { isSigned } from "./ed25519.js";
import { canonical, field, isObject, unhex, utf8 } from "./proofs.js";

async function isNamedBy(trustee, facts) {
  try {
    return await isSigned(unhex(trustee.by), utf8(`trustee/1\n${canonical({ ...facts, pk: trustee.pk })}`), unhex(trustee.sig));
  } catch { return false; }
}
// The trustees that trust.json names, or null where it names none.
function trusted(trust) {
  if ((trust.trustees ?? null) === null) return null;
  return Array.isArray(trust.trustees) ? trust.trustees.filter(isObject).map(({ name, key }) => canonical([name ?? null, key ?? null])) : [];
}
export const trustees = {
  async trusteesOf(n) {
    const lots = field(n.trustees, "lots", {});
    for (const named of [n.trustees, ...isObject(lots) ? Object.values(lots) : [null]]) {
      if (wellFormed(named)) await this.keysNamed(n.need, named);
      else this.say("密钥方应当各有编号、名称和密钥");
    }
  },
  // The platform makes its keys anew for each need, lot and deadline: what one released would open what comes later.
  keysFresh(n) {
    const lots = field(n.trustees, "lots", {}), own = canonical([n.need, n.deadline]);
    for (const named of [n.trustees, ...isObject(lots) ? Object.values(lots) : []].filter(wellFormed)) {
      for (const pk of named.set.filter((each) => !has(each, "by")).map((each) => canonical(each.pk))) {
        if (!this.keys.has(pk)) this.keys.set(pk, own);
        this.keys.get(pk) === own || this.say(`平台应当为本需求、本截止时间用新的密钥，这一把已用于 ${this.keys.get(pk)}`);
      }
    }
  },
  async keysNamed(need, named) {
    numbered(named) || this.say("密钥方应当从 1 依次编号，名称和密钥各不相同，门限不多于家数");
    const foreign = named.set.filter((each) => has(each, "by"));
    named.set.length - foreign.length <= 1 || this.say("除平台自己外，每家密钥方都应当签名写明密钥");
    const facts = { need, deadline: field(named, "deadline"), lot: field(named, "lot", ""), after: field(named, "after", ""), suite: field(named, "suite") }, known = trusted(this.trust);
    for (const each of foreign) {
      await isNamedBy(each, facts) || this.say(`第 ${each.i} 家密钥方没有为本需求、本信封、本截止时间签署这把密钥`);
      known === null || known.includes(canonical([each.name, each.by])) || this.say(`第 ${each.i} 家密钥方不在 trust.json 里`);
    }
  },
};
