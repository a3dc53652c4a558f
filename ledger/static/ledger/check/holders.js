// How the holders of a need's keys stand in its notice.
import { canonical, field, isObject } from "./proofs.js";

export const has = (each, name) => Object.hasOwn(each, name);
// The numbers of a lot's trustees.
export const numbers = ({ set }) => (isObject(set) || typeof set === "string" ? [] : set.filter((each) => isObject(each) && has(each, "i")).map((each) => each.i));
export const wellFormed = (named) => isObject(named) && Array.isArray(field(named, "set")) && named.set.every((each) => isObject(each) && ["i", "name", "pk"].every((name) => has(each, name)));
// Whether the holders stand in order, no two alike, and no more of them are asked for than there are.
export function numbered(named) {
  const { set } = named, t = field(named, "t"), n = field(named, "n");
  const apart = ["name", "pk", "by"].every((name) => {
    const named = set.filter((each) => has(each, name));
    return new Set(named.map((each) => canonical(each[name]))).size === named.length;
  });
  return apart && Number.isInteger(t) && Number.isInteger(n) && t >= 1 && t <= n && n === set.length && set.every((each, i) => each.i === i + 1);
}
