// Lines that are no entries: not in the one spelling that RFC 8785 allows, or with a field of another kind than everywhere.
import { FIELDS, kindOf } from "./kinds.js";
import { canonical, decode, isObject } from "./proofs.js";

const KINDS = new Map(FIELDS);
const isOdd = (name, value) => KINDS.has(name) && value !== null && kindOf(value) !== KINDS.get(name);
// What a line says as {entry}, or {fault}: why it is none and says nothing.
export function entryOf(text) {
  let entry;
  try { entry = decode(text); } catch { /* said below */ }
  if (!isObject(entry) || !isSpelt(entry, text)) return { entry: null, fault: "应当是规范 JSON 的对象" };
  const odd = Object.keys(entry).filter((name) => isOdd(name, entry[name]));
  return odd.length ? { entry: null, fault: `字段的类型与别处不同：${odd.sort()[0]}` } : { entry };
}
function isSpelt(entry, text) {
  try { return canonical(entry) === text; } catch { return false; }
}
