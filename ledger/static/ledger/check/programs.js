// The programs that seal, as the record names them: the newest of each is told with the result.
import { unhex } from "./proofs.js";
import { Replay } from "./replay.js";

Object.assign(Replay.prototype, {
  on_page_published(e) {
    this.expect(unhex(e.sha256).length === 32 && e.bytes > 0, "应当写明程序的 SHA-256 和大小");
    this.pages = { ...this.pages, [e.page]: `${e.page} ${e.sha256}，第 ${this.line} 行起` };
  },
});
