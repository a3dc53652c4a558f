// The script of the offline page: parameters in from a file, envelope and seed file out as files. Nothing is ever fetched or sent.
import "./more.js";
import { SealForm, save } from "./form.js";
import { canonical, fingerprint } from "./seal.js";

const NOT_ONE = "这不是密封参数文件";
const DONE = "信封已下载。请在报名页的“交离线密封的信封”里交上，截止前送达才有效。";
const say = (name, words) => {
  for (const place of document.querySelectorAll(`[data-offline-${name}]`)) place.textContent = words;
};

class OfflineForm extends SealForm {
  async press(event) {
    event.preventDefault();
    if (this.state !== "check") return super.press(event);
    const { need, seq } = this.form.dataset;
    if (this.planTrustees) save(this.whole(), `${need}-${seq}-envelopes.zx`);
    else save(this.form.elements.envelope.value, `${need}-${seq}-envelope.json`);
    say("done", DONE);
  }

  // sealed/1 (handin.js): both envelopes in a line, and behind it the ciphertexts of the plan's files.
  whole() {
    const [envelope, plan] = ["envelope", "plan"].map((name) => JSON.parse(this.form.elements[name].value));
    const kept = Array.from(this.chooser.files, (file) => this.locked.get(file));
    const files = kept.map(({ line, cipher }) => ({ sha256: line.sha256, size: cipher.size }));
    return new Blob([`${canonical({ v: "sealed/1", envelope, plan, files })}\n`, ...kept.map(({ cipher }) => cipher)]);
  }
}

const read = (content) => {
  const told = JSON.parse(content);
  if (told?.v !== "seal-params/1" || !told.trustees?.set?.length) throw new Error(NOT_ONE);
  return told;
};

async function open(file) {
  say("fault", "");
  let told = null;
  try {
    told = read(await file.text());
  } catch {
    say("fault", NOT_ONE);
    return;
  }
  const old = document.querySelector("form[data-seal-form]");
  const form = document.querySelector("template").content.firstElementChild.cloneNode(true);
  old?.remove();
  const { need, bidder, seq, floor, ceiling, trustees, sealed, plan_trustees: plans } = told;
  Object.assign(form.dataset, { need, bidder, seq, floor: floor ?? "", ceiling: ceiling ?? "", trustees: JSON.stringify(trustees) });
  if (sealed === "entry") form.dataset.entry = "";
  for (const field of form.querySelectorAll("[data-offline-for]")) if (field.dataset.offlineFor !== sealed) field.remove();
  if (plans) form.dataset.planTrustees = JSON.stringify(plans);
  for (const part of form.querySelectorAll("[data-offline-plan]")) if (!plans) part.remove();
  document.querySelector("main").append(form);
  say("need", `${told.title}（${need}）`);
  say("bidder", `${told.name}（${bidder}），第 ${seq} 份`);
  say("deadline", `${new Date(told.deadline).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" })}（北京时间）`);
  say("trustees", `${trustees.set.map((each) => each.name).join("、")}，${trustees.n} 方中 ${trustees.t} 方可开启`);
  say("tset", (await Promise.all([trustees, ...(plans ? [plans] : [])].map(fingerprint))).join(" "));
  say("bounds", told.bounds);
  document.querySelector("[data-offline-facts]").hidden = false;
  new OfflineForm(form);
}

document.querySelector("[data-offline-params]").addEventListener("change", (event) => open(event.target.files[0]));
document.body.dataset.ready = canonical(true);
