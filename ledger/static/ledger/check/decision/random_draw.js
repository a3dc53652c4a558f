// Random draw: every valid entrant in the order that the seed gives, at the stated price.
import { chance, sortedOut } from "./shared.js";

export function decide(c) {
  const [out, valid] = sortedOut(c, () => []), struck = out.map((each) => ({ ...each, amount_fen: null, rate_bp: null }));
  if (!valid.length) return { ranking: [], struck, draws: [], low: [] };
  const drawn = chance(c, "order", valid);
  const ranking = drawn.order.map((who, i) => {
    const { bidder, bid, score_centi } = valid.find((o) => o.bidder === who);
    return { place: i + 1, bidder, bid, amount_fen: c.ceiling_fen, rate_bp: null, score_centi, reason: `在 ${valid.length} 家中公开抽签列第 ${i + 1}` };
  });
  return { ranking, struck, draws: [drawn], low: [] };
}
