// Enhances <form data-reveal-form data-bid> (sealing/parts/reveal_fields.html): the seed file is opened here with its
// passphrase, and only the seed is sent. Neither field has a name.
import { NoSeedFile, readSeedFile, unlockSeed } from "./seedfile.js";

const NO_FILE = "请选择种子文件";
const NOT_ONE = "这不是种子文件";
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
      if (file.bid !== this.form.dataset.bid) return this.say(other(file), chosen);
      this.form.elements.seed.value = await unlockSeed(file, typed.value);
      this.form.submit();
    } catch (fault) {
      if (fault instanceof NoSeedFile) this.say(NOT_ONE, chosen);
      else this.say(WRONG, typed);
    }
  }
}

for (const form of document.querySelectorAll("form[data-reveal-form]")) new RevealForm(form);
