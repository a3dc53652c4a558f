// Live rounds: each bidder's last price, ranked as sealed price ranks; who named none has no place.
import { decide as sealedPrice } from "./sealed_price.js";

export function decide(c) {
  const last = new Map(c.steps.map((step) => [step.bidder, step.fen]));
  const offers = c.offers.map((o) => {
    const named = last.has(o.bidder), struck = o.struck.length || named ? o.struck : ["各轮竞价中均未报价"];
    return { ...o, amount_fen: named ? last.get(o.bidder) : null, rate_bp: null, struck };
  });
  return sealedPrice({ ...c, mode: "amount", offers });
}
