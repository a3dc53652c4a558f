// Average price: the quote nearest to the exact mean first; of five or more, one highest and one lowest stay out of the mean.
import { fraction, nearest } from "../fractions.js";
import { order } from "../proofs.js";
import { offered, ranked, sortedOut, yuan } from "./shared.js";

export function decide(c) {
  const money = c.mode === "amount", [struck, valid] = sortedOut(c);
  if (!valid.length) return { ranking: [], struck, draws: [], low: [] };
  const values = valid.map((o) => offered(c, o)).sort((a, b) => a - b), kept = values.length > 4 ? values.slice(1, -1) : values;
  const sum = kept.reduce((all, value) => all + BigInt(value), 0n), many = BigInt(kept.length);
  const far = (o) => { const gap = BigInt(offered(c, o)) * many - sum; return gap < 0n ? -gap : gap; }; // times `many`, so whole
  const nearer = (a, b) => order(far(a), far(b)) || (money ? offered(c, a) - offered(c, b) : offered(c, b) - offered(c, a));
  const words = (_, o) => {
    const gap = fraction(far(o), many), whole = nearest(gap), unit = money ? "元" : "个百分点"; // said to a hundredth, halves up
    if (!gap[0]) return "与均值相同";
    return `与均值相差${whole ? `${gap[1] === 1n ? "" : "约"} ${yuan(whole)} ${unit}` : `不足 0.01 ${unit}`}`;
  };
  return { ...ranked(c, struck, valid, nearer, words), numbers: { mean: fraction(sum, many).map(Number), counted: kept.length } };
}
