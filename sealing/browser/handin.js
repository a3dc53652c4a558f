// Enhances <form data-handin-form data-files-url>: a file that the offline page saved (sealed/1) is taken apart here, its ciphertexts
// are sent as the sealing page sends them, and then the two envelopes. sealed/1: a line of JSON, {v, envelope, plan, files: [{sha256,
// size}]}, and behind it the ciphertexts one after the other.
import { Unfit } from "./files.js";
import { upload } from "./upload.js";

const LONGEST_LINE = 1_000_000;
const NO_FILE = "请选择离线密封页保存的文件";
const NOT_ONE = "这不是离线密封页保存的信封文件";
const CUT = "文件不完整：请从离线的电脑上重新复制";
const isWhole = (told) => told?.v === "sealed/1" && told.envelope && told.plan && Array.isArray(told.files);

// What a saved file says, and where its ciphertexts begin.
const read = async (file) => {
  const first = new Uint8Array(await file.slice(0, LONGEST_LINE).arrayBuffer());
  const end = first.indexOf(10);
  let told = null;
  try {
    told = JSON.parse(new TextDecoder().decode(first.slice(0, Math.max(0, end))));
  } catch { /* said below */ }
  if (!isWhole(told)) throw new Unfit(NOT_ONE);
  const size = told.files.reduce((sum, each) => sum + each.size, end + 1);
  if (size !== file.size) throw new Unfit(CUT);
  return { told, at: end + 1 };
};

class HandInForm {
  constructor(form) {
    this.form = form;
    form.addEventListener("submit", (event) => this.press(event));
  }

  say(words, place) {
    this.form.querySelector(`[data-handin-${place}]`).textContent = words;
  }

  async press(event) {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.say("", "fault");
    try {
      await this.handIn(this.form.querySelector("[data-handin-file]").files[0]);
    } catch (fault) {
      this.say(fault instanceof Unfit ? fault.message : NOT_ONE, "fault");
    }
    this.say("", "progress");
    this.isBusy = false;
  }

  async handIn(file) {
    if (!file) throw new Unfit(NO_FILE);
    const { told, at } = await read(file);
    const { elements, dataset } = this.form;
    let from = at;
    for (const [i, { sha256, size }] of told.files.entries()) {
      const progress = (part) => this.say(`正在上传第 ${i + 1} 个文件，共 ${told.files.length} 个：${Math.floor(part * 100)}%`, "progress");
      await upload(file.slice(from, from + size), sha256, { url: dataset.filesUrl, token: elements.csrfmiddlewaretoken.value, progress });
      from += size;
    }
    elements.envelope.value = JSON.stringify(told.envelope);
    elements.plan.value = JSON.stringify(told.plan);
    elements.plan_files.value = JSON.stringify(told.files.map((each) => each.sha256).sort());
    this.form.submit();
  }
}

for (const form of document.querySelectorAll("form[data-handin-form]")) new HandInForm(form);
