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
    save(this.form.elements.envelope.value, `${need}-${seq}-envelope.json`);
    say("done", DONE);
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
  const { need, bidder, seq, floor, ceiling, trustees, sealed } = told;
  Object.assign(form.dataset, { need, bidder, seq, floor: floor ?? "", ceiling: ceiling ?? "", trustees: JSON.stringify(trustees) });
  if (sealed === "entry") form.dataset.entry = "";
  for (const field of form.querySelectorAll("[data-offline-for]")) if (field.dataset.offlineFor !== sealed) field.remove();
  document.querySelector("main").append(form);
  say("need", `${told.title}（${need}）`);
  say("bidder", `${told.name}（${bidder}），第 ${seq} 份`);
  say("deadline", `${new Date(told.deadline).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" })}（北京时间）`);
  say("trustees", `${trustees.set.map((each) => each.name).join("、")}，${trustees.n} 方中 ${trustees.t} 方可开启`);
  say("tset", await fingerprint(trustees));
  say("bounds", told.bounds);
  document.querySelector("[data-offline-facts]").hidden = false;
  new OfflineForm(form);
}

document.querySelector("[data-offline-params]").addEventListener("change", (event) => open(event.target.files[0]));
document.body.dataset.ready = canonical(true);
