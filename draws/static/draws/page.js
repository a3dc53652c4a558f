// The page of a draw: derives the shown data again when asked, or a file that the visitor chooses.
import { differences } from "./draw.js";

const box = document.querySelector("[data-draw-check]"), shown = document.querySelector("#draw-data");
const good = box.querySelector("[data-draw-good]"), bad = box.querySelector("[data-draw-bad]"), list = box.querySelector("[data-draw-found]");

function say(found, told, seconds) {
  good.hidden = found.length > 0;
  bad.hidden = found.length === 0;
  list.replaceChildren(...found.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
  if (found.length) return;
  const places = told.draws.reduce((sum, sheet) => sum + sheet.order.length, 0);
  good.querySelector("[data-draw-said]").textContent = `名单、种子、${places} 个次序全部相符，用时${seconds < 0.01 ? "不到 0.01" : ` ${seconds.toFixed(2)}`} 秒`;
}

async function check(text) {
  const start = performance.now();
  try {
    if (!globalThis.crypto?.subtle) throw new Error("这个浏览器不能计算，请用 https 地址打开，或下载核验脚本");
    const told = JSON.parse(text);
    say(await differences(told), told, (performance.now() - start) / 1000);
  } catch (error) {
    say([error instanceof SyntaxError || error instanceof TypeError ? "数据不是抽取数据的格式" : error.message]);
  }
}

box.querySelector("button").addEventListener("click", () => check(shown.textContent));
box.querySelector("input").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file) await check(await file.text());
});
