// The page /record/check/: takes an export or the site's own entries, and what somebody holds against them, has them checked in a thread of
// their own (worker.js), and says what that finds.
const form = document.querySelector("[data-check]"), said = document.querySelector("[data-check-said]");
const input = (name) => form.querySelector(`input[name=${name}]`);
const chosen = (name) => Object.fromEntries(Array.from(input(name).files, (file) => [file.name, file]));
const verdict = document.querySelector("[data-check-verdict]");
// What is said stands in a note of a look: "info" on the way, "ok" or "bad" at the end, "warn" where nothing was checked.
function say(sentence, look = "info") {
  said.textContent = sentence;
  verdict.className = `zx-note is-${look}`;
}
function rows(selector, sentences) {
  document.querySelector(selector).replaceChildren(...sentences.map((sentence) => {
    const item = document.createElement("li");
    item.textContent = sentence;
    return item;
  }));
}
const placed = ({ file, line, sentence }) => `${file}${line ? ` 第 ${line} 行` : ""}：${sentence}`;
const GONE = { "bid.replaced": "更换", "bid.withdrawn": "撤回" };
const MB = (size) => (size / 2 ** 20).toFixed(1);
const PROGRESS = {
  read: (done, all) => `正在计算每一行的指纹，已读 ${MB(done)} MB，共 ${MB(all)} MB`,
  replay: (done, all) => `正在逐条核验，第 ${done} 条，共 ${all} 条（${Math.floor(100 * done / all)}%）`,
};
// What a check finds; in between it says how far it is.
async function checked(told) {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data: { progress, found, fault } }) => {
        if (progress) say(PROGRESS[progress[0]](...progress.slice(1)));
        else if (found) resolve(found);
        else reject(new Error(fault));
      };
      worker.onerror = ({ message }) => reject(new Error(message || "核验程序没有送到"));
      worker.postMessage(told);
    });
  } finally { worker.terminate(); }
}
async function run(files) {
  const other = input("other").files.length ? chosen("other") : null;
  const { shown, many, ...found } = await checked({ files, other, receipts: chosen("receipts"), envelopes: chosen("envelopes"), checkpoints: chosen("checkpoints") });
  say(many ? `发现 ${many} 处不符。请保存这份导出，向监管部门反映` : `全部相符，共 ${found.entries} 条，重算中选 ${found.counts["award.made"] || 0} 次，重开无效标书 ${found.counts["bid.void"] || 0} 份，重算信用分 ${found.counts["score.published"] || 0} 次${found.opened ? `，重新拆封 ${found.opened} 份` : ""}${found.untabled ? `；${found.untabled} 份公告之前没有条款表` : ""}`, many ? "bad" : "ok");
  rows("[data-check-found]", shown.map(placed));
  const proven = found.proven.map(({ file, line, gone }) => `回执 ${file}：这份投标在公开记录第 ${line} 行（第 ${line - 1} 条）${gone ? `；记录第 ${gone.line} 行写明投标机构已${GONE[gone.type]}` : ""}`);
  rows("[data-check-proven]", [...proven, ...Object.values(found.pages ?? {}).map((page) => `密封程序的指纹 ${page}`)]);
}
// One check at a time; a fault of the network or of a file is said where the result stands.
async function begin(what) {
  rows("[data-check-found]", []); rows("[data-check-proven]", []);
  form.toggleAttribute("inert", true);
  say("正在读取");
  try { await what(); } catch (fault) { say(`没有核验成：${fault.message}`, "warn"); }
  form.toggleAttribute("inert", false);
}
async function own() {
  const checkpoint = await (await fetch(form.dataset.checkpoint)).text(), size = Number(checkpoint.split("\n")[1]), parts = [];
  for (let start = 0; start !== null && start < size;) {
    say(`正在取公开记录，第 ${start} 条，共 ${size} 条`);
    const part = await (await fetch(`${form.dataset.entries}?start=${start}`)).json();
    parts.push(new Blob(part.entries.slice(0, size - start).map((each) => `${each.body}\n`)));
    start = part.next;
  }
  const trustees = JSON.parse(form.dataset.trustees);
  const trust = JSON.stringify({ origin: form.dataset.origin, key: form.dataset.key, ...trustees.length ? { trustees } : {} });
  await run({ "entries.jsonl": new Blob(parts), checkpoint: new Blob([checkpoint]), "trust.json": new Blob([trust]) });
}
form.querySelector("[data-check-files]").addEventListener("click", () => begin(async () => run(chosen("export"))));
form.querySelector("[data-check-own]").addEventListener("click", () => begin(own));
