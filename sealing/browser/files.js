// The files of a plan (plan/1): told by their first bytes, each encrypted here under a key of its own.
// The same bytes as sealing/plan.py. No name of a file goes along, not even into the sealed plan: a name can tell who bids.
import { encode } from "./seal.js";
import { ZERO_IV, hex, sha256 } from "./suites.js";

export const MOST_FILES = 10;
export const LARGEST = 20 * 1024 * 1024;
const BOUND = new TextEncoder().encode("plan/1 file");
const STARTS = {
  "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};
const ENDINGS = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" };

export class Unfit extends Error {}

export const megabytes = (size) => (size < 104_858 ? `${Math.ceil(size / 1024)} KB` : `${(size / 1_048_576).toFixed(1)} MB`);

const typeOf = async (file) => {
  const first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  return Object.keys(STARTS).find((type) => STARTS[type].every((byte, i) => first[i] === byte));
};

// Refuses by name what no plan takes; says the type of each file that it does.
export const checkFiles = async (files) => {
  if (files.length > MOST_FILES) throw new Unfit(`最多 ${MOST_FILES} 个文件，您选了 ${files.length} 个`);
  const types = [];
  for (const file of files) {
    if (!file.size) throw new Unfit(`“${file.name}”是空的`);
    if (file.size > LARGEST) throw new Unfit(`“${file.name}”有 ${megabytes(file.size)}，每个文件不超过 20 MB`);
    const type = await typeOf(file);
    if (!type) throw new Unfit(`“${file.name}”的内容不是 PDF、JPG 或 PNG`);
    types.push(type);
  }
  return types;
};

// One file, encrypted: its line for the plan, without a name; the ending of its type; and the ciphertext.
export const lockFile = async (file, type) => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const own = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv: ZERO_IV, additionalData: BOUND }; // a key serves one file
  const cipher = new Uint8Array(await crypto.subtle.encrypt(how, own, await file.arrayBuffer()));
  const line = { type, size: file.size, sha256: hex(await sha256(cipher)), key: encode(key) };
  return { line, ending: ENDINGS[type], cipher: new Blob([cipher]) };
};
