// Whether private keys are those of public ones: each by itself, or all that lie on one curve at once. With a random weight of 64
// bits for each, drawn by whoever checks, their sum is right by chance once in 2⁶⁴ (the curves have prime order). Where it is wrong
// its halves are summed, down to the pair that is.
import { number } from "./curve.js";

// The names of the pairs [name, key, public] that do not belong together.
export async function strays(suite, pairs) {
  const found = [], read = [];
  for (const [name, key, point] of pairs) {
    if (!suite.curve) {
      if (!await suite.keyOf(key, point)) found.push(name);
      continue;
    }
    try { read.push([name, suite.curve.scalar(key, suite.below), suite.curve.point(point)]); } catch { found.push(name); }
  }
  return [...found, ...apart(suite.curve, read)];
}
function apart(curve, read) {
  if (!read.length || belong(curve, read)) return [];
  const half = read.length >> 1;
  return half ? [...apart(curve, read.slice(0, half)), ...apart(curve, read.slice(half))] : [read[0][0]];
}
function belong(curve, read) {
  const weights = read.length > 1 ? read.map(() => number(crypto.getRandomValues(new Uint8Array(8)))) : [1n];
  const keys = read.reduce((sum, [, scalar], i) => sum + weights[i] * scalar, 0n) % curve.order;
  return curve.combined([[curve.order - keys, curve.base], ...read.map(([, , point], i) => [weights[i], point])]) === null;
}
