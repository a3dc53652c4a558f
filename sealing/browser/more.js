// The X-Wing and the SM suite, by libraries (@hpke/hybridkem-x-wing, sm-crypto-v2).
import { XWing } from "@hpke/hybridkem-x-wing";
import { sm2, sm3, sm4 } from "sm-crypto-v2";
import { Sha2AndAes, ZERO_IV, ZERO_SALT, add, hex, join, unhex } from "./suites.js";

const text = new TextEncoder();

// SM2 (C1 ‖ C3 ‖ C2) around a fresh SM4 key, SM3, HKDF-SM3, SM4-GCM.
class ShangMi {
  name = "SM2-SM3-SM4GCM";

  async digest(...parts) {
    return unhex(sm3(join(...parts)));
  }

  async derive(secret, label, length) {
    const mac = (key, ...parts) => unhex(sm3(join(...parts), { key, mode: "hmac" }));
    const key = mac(ZERO_SALT, secret);
    let [block, made] = [new Uint8Array(0), new Uint8Array(0)];
    for (let n = 1; made.length < length; n++) {
      block = mac(key, block, text.encode(label), [n]);
      made = join(made, block);
    }
    return made.slice(0, length);
  }

  async lock(secret, plain, header) {
    const how = { mode: "gcm", iv: ZERO_IV, associatedData: header, padding: "none", output: "array", outputTag: true };
    const { output, tag } = sm4.encrypt(plain, secret.slice(0, 16), how);
    return join(output, tag);
  }

  async wrap(publicKey, plain, info) {
    const key = crypto.getRandomValues(new Uint8Array(16));
    const sealed = unhex(sm2.doEncrypt(key, hex(publicKey), 1));
    return join([4], sealed, await this.lock(key, plain, info));
  }
}

add(new Sha2AndAes("XWING-HKDF256-A256GCM", new XWing()));
add(new ShangMi());
