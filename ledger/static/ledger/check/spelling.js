// Lines that are no entries: not in the one spelling that RFC 8785 allows, or with a field of another kind than everywhere.
import { FIELDS, kindOf } from "./kinds.js";
import { canonical, decode, isObject } from "./proofs.js";

const KINDS = new Map(FIELDS);
const SHORT = "(?:0|-?[1-9][0-9]{0,14})", TEXT = String.raw`"[^"\\\x00-\x1f]*"`, NUMBER = new RegExp(`(?<![0-9])${SHORT}(?![0-9])`, "g");
const PIECE = new RegExp(String.raw`"[^"\\]*":|${TEXT}|${NUMBER.source}`, "g"), SIGN = /[^\w\s]/g;
const MOST = 200; // kinds of events, for which the first line's form is kept at hand
const ESCAPED = /[\x00-\x1f\\]/;
const isOdd = (name, value) => KINDS.has(name) && value !== null && kindOf(value) !== KINDS.get(name);
function isSpelt(entry, text) {
  try { return canonical(entry) === text; } catch { return false; }
}
// What stands between the texts of a line, with every number 0, and its names; null where a text is escaped or does not end. Lines of one
// form are spelt alike and hold fields of the same kinds: they differ in whole numbers below 10¹⁵ and in texts that escape nothing.
export function formOf(text) {
  const texts = text.split('"');
  if (texts.length % 2 === 0 || ESCAPED.test(text)) return null;
  let between = texts[0], names = "";
  for (let i = 1; i < texts.length; i += 2) {
    between += `"${texts[i + 1]}`;
    if (texts[i + 1].startsWith(":")) names += `"${texts[i]}`;
  }
  return `${between.replace(NUMBER, "0")}\n${names}`;
}
// What matches just the lines of one form with a line that has a form: the same test, quicker, for one form alone.
export function likeOf(text) {
  const literal = (part) => part.replace(SIGN, "\\$&");
  let pattern = "", at = 0;
  for (const { 0: said, index } of text.matchAll(PIECE)) {
    pattern += literal(text.slice(at, index)) + (said.endsWith(":") ? literal(said) : said.startsWith('"') ? TEXT : SHORT);
    at = index + said.length;
  }
  return new RegExp(`^${pattern}${literal(text.slice(at))}$`);
}
export class Spelling {
  constructor() { Object.assign(this, { sound: new Set(), first: new Map() }); }
  // What a line says as {entry}, or {fault}: why it is none and says nothing.
  read(text) {
    let entry;
    try { entry = decode(text); } catch { /* said below */ }
    const at = text.lastIndexOf('"type":"'), kind = text.slice(at, text.indexOf('"', at + 8));
    if (this.first.get(kind)?.test(text)) return { entry };
    const form = formOf(text);
    if (this.sound.has(form)) return { entry };
    if (!isObject(entry) || !isSpelt(entry, text)) return { entry: null, fault: "应当是规范 JSON 的对象" };
    const odd = Object.keys(entry).filter((name) => isOdd(name, entry[name]));
    if (odd.length) return { entry: null, fault: `字段的类型与别处不同：${odd.sort()[0]}` };
    if (form !== null) this.sound.add(form);
    if (form !== null && this.first.size < MOST && !this.first.has(kind)) this.first.set(kind, likeOf(text));
    return { entry };
  }
}
