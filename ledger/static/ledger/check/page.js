// The page /record/check/: takes an export or the site's own entries, and what somebody holds against them, and says what it finds.
import { textOf } from "./proofs.js";
import { check } from "./verify.js";

const form = document.querySelector("[data-check]"), said = document.querySelector("[data-check-said]");
const input = (name) => form.querySelector(`input[name=${name}]`);
async function texts(name) {
  const found = {};
  for (const file of input(name).files) found[file.name] = textOf(await file.arrayBuffer());
  return found;
}
function rows(selector, sentences) {
  document.querySelector(selector).replaceChildren(...sentences.map((sentence) => {
    const item = document.createElement("li");
    item.textContent = sentence;
    return item;
  }));
}
const placed = ({ file, line, sentence }) => `${file}${line ? ` 第 ${line} 行` : ""}：${sentence}`;
async function run(files) {
  const other = input("other").files.length ? await texts("other") : null, receipts = await texts("receipts"), checkpoints = await texts("checkpoints");
  const progress = async (done, all) => {
    said.textContent = `正在核验，第 ${done} 行，共 ${all} 行`;
    await new Promise((go) => setTimeout(go));
  };
  const market = await check(files, { receipts, checkpoints, other, progress }), found = market.findings;
  said.textContent = found.length ? `发现 ${found.length} 处不符` : `全部相符，共 ${market.entries} 条，重算中选 ${market.counts["award.made"] || 0} 次，重开无效标书 ${market.counts["bid.void"] || 0} 份，重算信用分 ${market.counts["score.published"] || 0} 次${market.untabled ? `；${market.untabled} 份公告之前没有条款表` : ""}`;
  rows("[data-check-found]", found.slice(0, 200).map(placed));
  const proven = market.proven.map(({ file, line }) => `回执 ${file}：这份投标在公开记录第 ${line} 行（第 ${line - 1} 条）`);
  rows("[data-check-proven]", [...proven, ...Object.values(market.pages ?? {}).map((page) => `密封程序 ${page}`)]);
}
// One check at a time; a fault of the network or of a file is said where the result stands.
async function begin(what) {
  rows("[data-check-found]", []); rows("[data-check-proven]", []);
  form.toggleAttribute("inert", true);
  said.textContent = "正在读取";
  try { await what(); } catch (fault) { said.textContent = `没有核验成：${fault.message}`; }
  form.toggleAttribute("inert", false);
}
async function own() {
  const checkpoint = await (await fetch(form.dataset.checkpoint)).text(), size = Number(checkpoint.split("\n")[1]), lines = [];
  for (let start = 0; start !== null && start < size;) {
    said.textContent = `正在取公开记录，第 ${start} 条，共 ${size} 条`;
    const part = await (await fetch(`${form.dataset.entries}?start=${start}`)).json();
    lines.push(...part.entries.map((each) => each.body));
    start = part.next;
  }
  const trustees = JSON.parse(form.dataset.trustees);
  const trust = JSON.stringify({ origin: form.dataset.origin, key: form.dataset.key, ...trustees.length ? { trustees } : {} });
  await run({ "entries.jsonl": lines.slice(0, size).map((line) => `${line}\n`).join(""), checkpoint, "trust.json": trust });
}
form.querySelector("[data-check-files]").addEventListener("click", () => begin(async () => run(await texts("export"))));
form.querySelector("[data-check-own]").addEventListener("click", () => begin(own));
