// The field of 256 elements in which shares are split, that of AES (polynomial 0x11b): 3 generates it.
const EXP = [1], LOG = [];
for (let n = 0; n < 255; n++) {
  LOG[EXP[n]] = n;
  EXP.push(EXP[n] ^ (EXP[n] << 1 ^ (EXP[n] > 127 ? 0x11b : 0)));
}
export const times = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0), inverse = (a) => EXP[(255 - LOG[a]) % 255];
