// Sealed price: the lowest valid price first; in discount mode the highest rate.
import { centi, ranked, sortedOut, yuan } from "./shared.js";

function against(money, best, o) {
  if (!best) return money ? "有效报价中最低" : "有效下浮率中最高";
  const gap = money ? o.amount_fen - best.amount_fen : best.rate_bp - o.rate_bp;
  if (money) return gap ? `比最低价高 ${yuan(gap)} 元` : "与最低价相同";
  return gap ? `比最高下浮率低 ${centi(gap)} 个百分点` : "与最高下浮率相同";
}
export function decide(c) {
  const money = c.mode === "amount", standing = (o) => (money ? o.amount_fen : -o.rate_bp);
  return ranked(c, ...sortedOut(c), (a, b) => standing(a) - standing(b), (best, o) => against(money, best, o));
}
