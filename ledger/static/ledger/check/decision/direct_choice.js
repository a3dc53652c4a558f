// Direct choice: the one place goes to the one chosen, at the stated price.
import { yuan } from "./shared.js";

export function decide({ chosen: { bidder, reason: why }, ceiling_fen: fen }) {
  const reason = `由委托方直接选取，按公告价 ${yuan(fen)} 元${why && `；理由：${why}`}`;
  return { ranking: [{ place: 1, bidder, bid: "", amount_fen: fen, rate_bp: null, score_centi: null, reason }], struck: [], draws: [], low: [] };
}
