// The browser's side held to the same vectors as the server and the verifier.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./more.js";
import { decode, seal } from "./seal.js";
import { inCapitals, inRate, inYuan, readRate, readYuan } from "./words.js";

const vectors = JSON.parse(readFileSync(new URL("../../tests/vectors/sealing.json", import.meta.url)));

for (const each of [...vectors.sealed, ...vectors.suites]) {
  test(`seals the same bytes: ${each.name}`, async () => {
    const { need, bidder, seq } = each.envelope;
    const made = await seal(each.plain, { need, bidder, seq, trustees: each.trustees, seed: decode(each.seed) });
    const { w: wrapped, ...fixed } = made.envelope;
    const { w: theirs, ...expected } = each.envelope;
    assert.deepEqual(fixed, expected);
    assert.equal(wrapped.length, theirs.length);
  });
}

test("no two envelopes of one bid are alike", async () => {
  const { plain, trustees, envelope } = vectors.sealed[0];
  const meta = { need: envelope.need, bidder: envelope.bidder, seq: 1, trustees };
  const [one, two] = await Promise.all([seal(plain, meta), seal(plain, meta)]);
  assert.notEqual(one.seed, two.seed);
  assert.notEqual(one.bid, two.bid);
});

test("an unknown suite is refused", async () => {
  await assert.rejects(seal({ v: "bid/1", amount_fen: 1 }, { need: "", bidder: "", seq: 1, trustees: { suite: "?" } }));
});

for (const [fen, yuan, capitals] of vectors.amounts) {
  test(`writes ${fen} fen as ${yuan}, ${capitals}`, () => {
    assert.equal(inYuan(fen), yuan);
    assert.equal(inCapitals(fen), capitals);
    assert.equal(readYuan(yuan), fen);
  });
}

test("reads what people type, and guesses nothing", () => {
  assert.equal(readYuan("１８６，０００．５"), 18600050);
  assert.equal(readYuan(" ¥38500元 "), 3850000);
  for (const typed of ["", "3.8万", "38500.001", "-1", "3-4", "1e3"]) assert.equal(readYuan(typed), null);
  assert.equal(readRate("12.5%"), 1250);
  assert.equal(readRate("１２．５％"), 1250);
  assert.equal(inRate(1250), "12.50%");
});
