// The suites of algorithms that a notice may name, and what a sealed envelope asks of each:
//   digest(…parts), derive(secret, label, size)   the hash, and bytes derived from a secret under a label
//   unlock(key, cipher, header)                   what was encrypted under a key that serves one envelope
//   keyOf(key, pk), unwrap(held, cipher, info)    a trustee's private key if it is that of its public one; what was encrypted to it
// Whatever does not open throws. No secret is handled: every key is public by now.
import { field, isObject } from "./proofs.js";
import { P256 } from "./suites/p256.js";
import { SHANG_MI } from "./suites/sm.js";
import { XWING } from "./suites/xwing.js";

export const DEFAULT = P256, SUITES = [P256, XWING, SHANG_MI];
// The suite that a notice's trustees name, or undefined: an unknown name is never guessed.
export const suiteOf = (trustees) => SUITES.find(({ name }) => isObject(trustees) && name === field(trustees, "suite"));
