// What follows from a case: ledger/verifier/decision/outcome.py a second time.
import { order } from "../proofs.js";

function lowOf(lines, ranking, ceiling) {
  const fen = ranking.map((p) => BigInt(p.amount_fen)), many = BigInt(fen.length), sum = fen.reduce((all, n) => all + n, 0n);
  const second = [...fen].sort(order)[1];
  const low = (n) => n * many < BigInt(lines.mean_bp) * sum || (many > 1n && n < BigInt(lines.next_bp) * second) || (ceiling !== null && n < BigInt(lines.ceiling_bp) * BigInt(ceiling));
  return ranking.filter((p, i) => low(10000n * fen[i])).map((p) => p.bidder);
}
export function outcome(way, c) {
  let said = way(c);
  if (c.low) said = { ...said, low: lowOf(c.low, said.ranking, c.ceiling_fen) };
  const gone = new Map((c.fallen || []).map((each) => [each.bidder, each.because]));
  if (!gone.size) return said;
  const ranking = [], struck = [...said.struck];
  for (const was of said.ranking) {
    const { bidder, bid, amount_fen, rate_bp } = was, place = ranking.length + 1;
    if (gone.has(bidder)) struck.push({ bidder, bid, amount_fen, rate_bp, reasons: gone.get(bidder) });
    else ranking.push({ ...was, place, reason: place === was.place ? was.reason : `${was.reason}；原第 ${was.place} 名，排除名次在前的机构后列第 ${place}` });
  }
  return { ...said, ranking, struck, low: said.low.filter((who) => !gone.has(who)) };
}
