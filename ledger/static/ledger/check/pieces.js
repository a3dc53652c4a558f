// A file of an export and its lines, read in pieces: of a file of any size no more than a piece is held at once.
import { LEAF, join, sha, textOf } from "./proofs.js";

const PIECE = 2 ** 22, SIZE = 32;
// The bytes of a file in pieces that end with a line; only the last may not.
async function* pieces(file) {
  let rest = [];
  for (let at = 0; at < file.size; at += PIECE) {
    const read = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()), end = read.lastIndexOf(10) + 1;
    if (end) yield join(...rest, read.subarray(0, end));
    rest = end ? [read.slice(end)] : [...rest, read];
  }
  if (rest.some(({ length }) => length)) yield join(...rest);
}
// The lines of a file of UTF-8 text, many at a time.
export async function* linesOf(file) {
  for await (const piece of pieces(file)) {
    const lines = textOf(piece).split("\n");
    lines.pop();
    yield lines;
  }
}
// The hashes of all lines, one behind the other, and whether the file is UTF-8 text that ends with a whole line.
export class Leaves {
  constructor() { Object.assign(this, { length: 0, isText: true, isWhole: true, room: new Uint8Array(SIZE * 4096) }); }
  async read(file, progress) {
    let done = 0;
    for await (const piece of pieces(file)) {
      this.isText &&= textOf(piece) !== undefined;
      let from = 0;
      for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
        this.push(sha(LEAF, piece.subarray(from, end)));
        from = end + 1;
      }
      this.isWhole = from === piece.length;
      await progress(done += piece.length, file.size);
    }
    return this;
  }
  push(leaf) {
    if (SIZE * this.length === this.room.length) this.room = join(this.room, new Uint8Array(this.room.length));
    this.room.set(leaf, SIZE * this.length++);
  }
  at(i) { return this.room.subarray(SIZE * i, SIZE * (i + 1)); }
  *first(many) { for (let i = 0; i < many; i++) yield this.at(i); }
  // The places of leaves that stood before: [place, first place]. Those whose first 52 bits are alone are not compared.
  doubles() {
    const view = new DataView(this.room.buffer), short = (i) => view.getUint32(SIZE * i) * 2 ** 20 + (view.getUint32(SIZE * i + 4) >>> 12);
    const all = Float64Array.from({ length: this.length }, (_, i) => short(i)), sorted = all.slice().sort();
    const again = new Set(sorted.filter((each, i) => each === sorted[i - 1])), first = new Map(), found = [];
    for (let i = 0; again.size && i < all.length; i++) {
      if (!again.has(all[i])) continue;
      const name = this.at(i).join();
      if (first.has(name)) found.push([i, first.get(name)]);
      else first.set(name, i);
    }
    return found;
  }
}
