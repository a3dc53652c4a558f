// The SHA-256 that binds a party to its 32 bytes for one draw: draws.terms.commitment_of.
const utf8 = (text) => new TextEncoder().encode(text);
function lp(part) {
  const out = new Uint8Array(4 + part.length);
  new DataView(out.buffer).setUint32(0, part.length);
  out.set(part, 4);
  return out;
}

export async function commitment(subject, party, value) {
  const parts = [utf8("draw/1 commit\n"), lp(utf8(subject)), lp(utf8(party)), lp(value)];
  const raw = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  return Array.from(new Uint8Array(raw), (x) => x.toString(16).padStart(2, "0")).join("");
}
