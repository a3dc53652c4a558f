// Enhances <form data-reveal-form data-bid data-plan> (sealing/parts/reveal_fields.html): the seed file is opened here with its
// passphrase, and only the seed is sent: that of the plan, where the form names one. Neither field has a name.
import { NoSeedFile, readSeedFile, unlockSeeds } from "./seedfile.js";

const NO_FILE = "请选择种子文件";
const NOT_ONE = "这不是种子文件";
const NO_PLAN = "这份种子文件里没有方案的种子：请选密封方案和报价时下载的那一份";
const WRONG = "口令不对，或者文件已损坏。什么也没有发出。";
const other = (file) => `这是另一份投标的种子文件（${file.need}，第 ${file.seq} 份）`;

class RevealForm {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-reveal-error]");
    form.addEventListener("submit", (event) => this.press(event));
  }

  say(words, field) {
    this.place.querySelector("[data-reveal-words]").textContent = words;
    this.place.hidden = !words;
    for (const input of this.form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
    field?.setAttribute("aria-invalid", "true");
    field?.focus();
  }

  async press(event) {
    event.preventDefault();
    const [chosen, typed] = ["file", "passphrase"].map((name) => this.form.querySelector(`[data-reveal-${name}]`));
    if (!chosen.files.length) return this.say(NO_FILE, chosen);
    try {
      const file = readSeedFile(await chosen.files[0].text());
      const { bid, plan } = this.form.dataset;
      if (file.bid !== bid) return this.say(other(file), chosen);
      if (plan && file.plan !== plan) return this.say(NO_PLAN, chosen);
      const [seed, planSeed] = await unlockSeeds(file, typed.value);
      this.form.elements.seed.value = plan ? planSeed : seed;
      this.form.submit();
    } catch (fault) {
      if (fault instanceof NoSeedFile) this.say(NOT_ONE, chosen);
      else this.say(WRONG, typed);
    }
  }
}

for (const form of document.querySelectorAll("form[data-reveal-form]")) new RevealForm(form);
