// Ed25519 (RFC 8032): ledger/verifier/ed25519.py a second time. WebCrypto does the work where the browser has it (Chromium from 137
// on), else a library that is fetched only then; what is a key and what has the form of a signature is judged here.
const Q = 2n ** 255n - 19n, L = 2n ** 252n + 27742317777372353535851937790883648493n;
const E = 0x5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const SMALL = [0n, 1n, Q - 1n, E, Q - E]; // the y of the eight points that sign anything: a multiple of eight of them is nothing
const number = (raw) => raw.reduceRight((sum, byte) => sum << 8n | BigInt(byte), 0n);
const heightOf = (raw) => number(raw.slice(0, 32)) % 2n ** 255n;
function isSquare(x) {
  let out = 1n;
  for (let n = (Q - 1n) / 2n, square = (x % Q + Q) % Q; n; n >>= 1n, square = square * square % Q) if (n & 1n) out = out * square % Q;
  return out === 1n;
}
// Whether these bytes are a point in its one spelling, and not one of the eight. There, x² = (y² - 1) / (dy² + 1), d = -121665 / 121666.
function isKey(raw) {
  const y = heightOf(raw), yy = y * y;
  return raw.length === 32 && y < Q && !SMALL.includes(y) && isSquare((yy - 1n) * 121666n * (121666n - 121665n * yy));
}
async function byTheBrowser(key) {
  const held = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return (message, signature) => crypto.subtle.verify({ name: "Ed25519" }, held, signature, message);
}
const bytes = (text) => Uint8Array.from(text.match(/../g), (x) => parseInt(x, 16));
// The first test of RFC 8032: whoever judges it and its opposite rightly has Ed25519.
const KNOWN = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
const SAID = bytes("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
async function canTheBrowser() {
  try {
    const judge = await byTheBrowser(KNOWN);
    return await judge(new Uint8Array(0), SAID) && !await judge(new Uint8Array(1), SAID);
  } catch { return false; }
}
let way = null;
// Finds out once who judges signatures; throws where the browser opens no envelope either, or the library can't be fetched: no finding.
export async function signing() {
  if (!globalThis.crypto?.subtle) throw new Error("请用 https 打开本页，或换一个较新的浏览器");
  way ??= await canTheBrowser() ? byTheBrowser : (await import("../noble.js")).judgeOf;
}
const keys = new Map(); // few keys sign much
// Whether a signature is this key's over the message; throws for what is no key.
export async function isSigned(key, message, signature) {
  const name = key.join();
  if (!keys.has(name)) {
    if (!isKey(key)) throw new Error("不是公钥");
    await signing();
    keys.set(name, await way(key));
  }
  if (signature.length !== 64 || number(signature.slice(32)) >= L || SMALL.includes(heightOf(signature))) return false;
  return keys.get(name)(message, signature);
}
