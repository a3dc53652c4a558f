// Enhances <form data-seal-form data-need data-bidder data-seq data-trustees>: what is typed into its fields is sealed
// here and only the envelope is sent. data-entry: a sign-up that names no price. data-lot: the part of a bid in several
// envelopes. data-plan-trustees: a plan goes beside the price, in an envelope of its own (the lot "technical"), both sealed at once;
// its files are encrypted here too, and delivered (the site's pages send them to data-files-url) before there is anything to check.
// Bounds, where given: data-floor, data-ceiling (fen, or basis points for a rate).
//
// States of the form, all in its own markup (sealing/parts/seal_fields.html): [data-seal-write] the fields, first;
// [data-seal-check] what was sealed, with the seed file, after the first press; the second press sends the envelope.
import { Unfit, checkFiles, lockFile, megabytes } from "./files.js";
import { seal } from "./seal.js";
import { SHORTEST_PASSPHRASE, lockSeed } from "./seedfile.js";
import { inCapitals, inRate, inYuan, readRate, readYuan } from "./words.js";

const NOT_AN_AMOUNT = "填写金额，精确到分，例如 38500.00";
const NOT_A_RATE = "填写下浮率，最多两位小数，例如 12.50";
const CANNOT = "本浏览器不能密封：请用 https 打开本页，或换一个较新的浏览器。您填写的内容没有发出。";
const FAILED = "没有密封成功，什么也没有发出。请刷新页面后重试。";
const NO_PLAN = "写明方案：做什么、怎么做、何时交付、由谁来做";
const TOO_SHORT = `口令至少 ${SHORTEST_PASSPHRASE} 个字符`;

export const save = (content, name) => {
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
const fieldOf = (form, name) => form.querySelector(`[data-seal-field="${name}"]`);

export class SealForm {
  doing = "正在加密";

  constructor(form) {
    this.form = form;
    this.trustees = JSON.parse(form.dataset.trustees);
    this.planTrustees = form.dataset.planTrustees ? JSON.parse(form.dataset.planTrustees) : null;
    this.locked = new Map(); // a chosen file → its line for the plan and its ciphertext: encrypted and sent once
    for (const name of ["amount", "rate", "note", "plan_text"]) this.hide(name);
    form.addEventListener("submit", (event) => this.press(event));
    form.querySelector("[data-seal-again]")?.addEventListener("click", () => this.show("write"));
    form.querySelector("[data-seal-keep]")?.addEventListener("click", () => this.keep());
    form.querySelector("[data-seal-passphrase]")?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // a passphrase is no reason to send the envelope
      this.keep();
    });
    this.show("write");
    if (!globalThis.crypto?.subtle) this.say(CANNOT);
  }

  // A field without a name is never sent: the server can't see what it holds.
  hide(name) {
    const field = fieldOf(this.form, name) ?? this.form.querySelector(`[name="${name}"]`);
    if (!field) return;
    field.dataset.sealField = name;
    field.removeAttribute("name");
  }

  show(state) {
    this.state = state;
    for (const each of ["write", "check"]) {
      const part = this.form.querySelector(`[data-seal-${each}]`);
      if (part) part.hidden = each !== state;
    }
    if (state !== "write") return;
    for (const name of ["envelope", "plan", "plan_files"]) if (this.form.elements[name]) this.form.elements[name].value = "";
  }

  say(words, field = null) {
    const place = this.form.querySelector("[data-seal-error]");
    place.querySelector("[data-seal-words]").textContent = words;
    place.hidden = !words;
    for (const input of this.form.querySelectorAll("[data-seal-field]")) input.removeAttribute("aria-invalid");
    if (!words) return;
    field?.setAttribute("aria-invalid", "true");
    (field ?? place).focus();
  }

  async press(event) {
    if (this.state === "check") return;
    event.preventDefault();
    const bid = this.isBusy ? null : this.read();
    if (!bid) return;
    this.say("");
    this.work(true);
    try {
      await this.sealed(bid);
    } catch (fault) {
      if (fault instanceof Unfit) this.say(fault.message, this.chooser);
      else this.say(globalThis.crypto?.subtle ? FAILED : CANNOT);
    }
    this.work(false);
  }

  // While files are encrypted and sent a second press does nothing.
  work(isBusy) {
    this.isBusy = isBusy;
    this.form.querySelector("[data-seal-write] [type=submit]").disabled = isBusy;
    this.fill("progress", "");
  }

  get chooser() {
    return this.form.querySelector("[data-seal-files]");
  }

  // The bid/1 that the fields say, or null after saying what is wrong.
  read() {
    const note = fieldOf(this.form, "note")?.value.trim();
    if ("entry" in this.form.dataset) return { v: "bid/1", entry: true, ...(note ? { note } : {}) };
    const amount = fieldOf(this.form, "amount");
    const field = amount ?? fieldOf(this.form, "rate");
    const value = (amount ? readYuan : readRate)(field.value);
    const shown = amount ? (fen) => `${inYuan(fen)} 元` : inRate;
    const { floor, ceiling } = this.form.dataset;
    let wrong = "";
    if (value === null || (amount && value < 1) || (!amount && value > 10_000)) wrong = amount ? NOT_AN_AMOUNT : NOT_A_RATE;
    else if (floor && value < Number(floor)) wrong = `低于公告下限 ${shown(Number(floor))}，开启后无效`;
    else if (ceiling && value > Number(ceiling)) wrong = `高于公告上限 ${shown(Number(ceiling))}，开启后无效`;
    if (wrong) {
      this.say(wrong, field);
      return null;
    }
    const plan = this.planTrustees && fieldOf(this.form, "plan_text");
    if (plan && !plan.value.trim() && !this.chooser?.files.length) {
      this.say(NO_PLAN, plan);
      return null;
    }
    return { v: "bid/1", [amount ? "amount_fen" : "rate_bp"]: value, ...(note ? { note } : {}) };
  }

  async sealed(plain) {
    const files = this.planTrustees ? await this.lockFiles() : [];
    const { need, bidder, lot = "" } = this.form.dataset;
    const seq = Number(this.form.dataset.seq);
    const { envelope, seed, bid } = await seal(plain, { need, bidder, seq, trustees: this.trustees, lot });
    const words = plain.entry ? "报名，不报价" : "amount_fen" in plain ? `${inYuan(plain.amount_fen)} 元` : inRate(plain.rate_bp);
    this.fill("price", words);
    this.fill("capitals", "amount_fen" in plain ? inCapitals(plain.amount_fen) : "");
    this.fill("note", plain.note ?? "");
    for (const part of this.form.querySelectorAll("[data-seal-noted]")) part.hidden = !plain.note;
    this.fill("bid", bid);
    this.kept = { facts: { need, bidder, seq, bid }, seeds: [seed], name: `${need}-${lot ? `${lot}-` : ""}${seq}-seed.json` };
    this.fill("kept", "");
    if (this.planTrustees) await this.sealPlan({ need, bidder, seq }, files);
    this.form.elements.envelope.value = JSON.stringify(envelope);
    this.show("check");
    this.form.querySelector("[data-seal-check] h2, [data-seal-check] h3")?.focus();
  }

  // Where a ciphertext goes before the envelope: nowhere by itself.
  async deliver() {}

  // Each chosen file, encrypted and delivered; what was delivered before is not sent again.
  async lockFiles() {
    const files = Array.from(this.chooser?.files ?? []);
    const types = await checkFiles(files);
    for (const [i, file] of files.entries()) {
      const progress = (part) => this.fill("progress", `${this.doing}第 ${i + 1} 个文件，共 ${files.length} 个：${Math.floor(part * 100)}%`);
      progress(0);
      if (!this.locked.has(file)) this.locked.set(file, await lockFile(file, types[i]));
      const kept = this.locked.get(file);
      if (!kept.isDelivered) await this.deliver(kept, progress);
      kept.isDelivered = true;
    }
    this.fill("files-chosen", files.map((file) => `${file.name}（${megabytes(file.size)}）`).join("、") || "没有");
    return files.map((file) => this.locked.get(file));
  }

  async sealPlan(named, files) {
    const text = fieldOf(this.form, "plan_text").value.trim();
    const lines = files.map(({ line, ending }, i) => ({ ...line, name: `文件${i + 1}.${ending}` }));
    const how = { ...named, trustees: this.planTrustees, lot: "technical" };
    const { envelope, seed, bid } = await seal({ v: "plan/1", text, files: lines }, how);
    this.kept.facts.plan = bid;
    this.kept.seeds.push(seed);
    this.fill("plan-text", text || "没有正文，只有文件");
    this.fill("plan-bid", bid);
    this.form.elements.plan.value = JSON.stringify(envelope);
    this.form.elements.plan_files.value = JSON.stringify(lines.map((line) => line.sha256).sort());
  }

  fill(name, words) {
    for (const place of this.form.querySelectorAll(`[data-seal-${name}]`)) place.textContent = words;
  }

  // The seed file: the bidder's own key to its envelopes, under a passphrase that is told to nobody.
  async keep() {
    const field = this.form.querySelector("[data-seal-passphrase]");
    const short = field.value.length < SHORTEST_PASSPHRASE;
    field.removeAttribute("aria-invalid");
    if (short) {
      field.setAttribute("aria-invalid", "true");
      this.fill("kept", TOO_SHORT);
      return field.focus();
    }
    this.fill("kept", "正在加密……");
    save(await lockSeed(this.kept.facts, this.kept.seeds, field.value), this.kept.name);
    field.value = "";
    this.fill("kept", `已下载 ${this.kept.name}。请和口令分开保管。`);
  }
}
