// The page /record/check/: takes the three files of an export, or the site's own entries, and says what it finds.
import { check } from "./verify.js";

const form = document.querySelector("[data-check]"), said = document.querySelector("[data-check-said]"), list = document.querySelector("[data-check-found]");
async function run(files) {
  list.replaceChildren();
  const market = await check(files, async (done, all) => {
    said.textContent = `正在核验，第 ${done} 行，共 ${all} 行`;
    await new Promise((go) => setTimeout(go));
  });
  said.textContent = market.findings.length ? `发现 ${market.findings.length} 处不符` : `全部相符，共 ${market.entries} 条，重算中选 ${market.counts["award.made"] || 0} 次`;
  for (const each of market.findings.slice(0, 200)) {
    const item = document.createElement("li");
    item.textContent = `${each.file}${each.line ? ` 第 ${each.line} 行` : ""}：${each.sentence}`;
    list.append(item);
  }
}
form.addEventListener("change", async () => {
  const files = {};
  for (const file of form.querySelector("input").files) files[file.name] = await file.text();
  await run(files);
});
form.querySelector("button").addEventListener("click", async () => {
  const checkpoint = await (await fetch(form.dataset.checkpoint)).text(), size = Number(checkpoint.split("\n")[1]), lines = [];
  for (let start = 0; start < size && start !== null;) {
    const part = await (await fetch(`${form.dataset.entries}?start=${start}`)).json();
    lines.push(...part.entries.map((each) => each.body));
    start = part.next;
    if (start === null) break;
  }
  const trust = JSON.stringify({ origin: form.dataset.origin, key: form.dataset.key });
  await run({ "entries.jsonl": lines.slice(0, size).map((line) => `${line}\n`).join(""), checkpoint, "trust.json": trust });
});
