// Exact fractions: [numerator, denominator] in lowest terms, the denominator above 0.
const gcd = (a, b) => (b ? gcd(b, a % b) : a);
export function fraction(a, b) {
  const by = gcd(a < 0n ? -a : a, b);
  return [a / by, b / by];
}
export const plus = ([a, b], [c, d]) => fraction(a * d + c * b, b * d);
export const less = (one, [c, d]) => plus(one, [-c, d]);
export const times = ([a, b], [c, d]) => fraction(a * c, b * d);
export const isAbove = ([a, b], [c, d]) => a * d > c * b;
export const total = (all) => all.reduce(plus, [0n, 1n]);
// To the nearest whole number, halves up; for fractions that are not negative.
export const nearest = ([a, b]) => Number((2n * a + b) / (2n * b));
