// The live room without reloading. Time is the server's, carried on by the page's own stopwatch: the browser's clock is never asked.
const room = document.querySelector("[data-room]");
const part = (name) => document.querySelector(`[data-${name}]`);
const say = (name, text) => { const at = part(name); if (at && at.textContent !== text) at.textContent = text; };
const yuan = (fen) => `${Math.floor(fen / 100).toLocaleString("en-US")}.${String(fen % 100).padStart(2, "0")} 元`;
const two = (n) => String(n).padStart(2, "0");
const MOST_LINES = 5;
let state = null, ahead = null, own = null, tries = 0, polling = 0, wait = 0;

// One state of the room, from the stream or from the site. What is older than the page shows is let pass.
function take(next, sent) {
  keepTime(Date.parse(next.now), sent);
  if ("own_fen" in next) own = next.own_fen;
  if (state && next.version < state.version) return;
  const before = state;
  state = next;
  if (before) tell(before);
  show();
  if (before && (before.round !== next.round || before.ends_at === null !== (next.ends_at === null) || before.is_over !== next.is_over)) renew();
}
// A message is as old as its way was long: of all readings the one with the shortest way puts the server's clock furthest ahead.
function keepTime(server, sent) {
  const now = performance.now(), read = server - now + (sent === undefined ? 0 : (now - sent) / 2);
  if (ahead === null || sent !== undefined || read > ahead || ahead - read > 3000) ahead = read;
}
function tell(before) {
  const longer = state.round === before.round ? state.extensions - before.extensions : 0;
  if (longer > 0) note(`本轮顺延 ${longer * state.extended_by} 秒，第 ${state.extensions} 次`);
  if (state.round !== before.round && state.ends_at) note(`${state.round_words}，已开始`);
  if (state.lowest_fen !== before.lowest_fen) note(`最低价降到 ${yuan(state.lowest_fen)}${own === state.lowest_fen ? "，是本机构报出的" : ""}`);
  if (state.ends_at === null && before.ends_at !== null && state.round >= state.rounds) note(state.round_words);
  if (state.is_over && !before.is_over) note(state.round_words);
}
function note(text) {
  const list = part("notices"), line = document.createElement("li");
  line.textContent = `${clock()} ${text}`;
  list.prepend(line);
  while (list.children.length > MOST_LINES) list.lastChild.remove();
  part("notice").hidden = false;
}
function show() {
  say("round", state.round_words);
  say("extensions", String(state.extensions));
  if (state.lowest_fen !== null) say("lowest", yuan(state.lowest_fen));
  if (own !== null) say("rank", `第 ${1 + state.prices.filter((fen) => fen < own).length} 名`);
  const [low, high] = allowed();
  if (state.is_over) say("highest", "竞价已结束");
  else if (high !== null) say("highest", low > high ? "已与最低价持平" : yuan(high));
  if (high !== null && low <= high) say("bounds", `不高于 ${yuan(high)}，不低于 ${yuan(low)}`);
  tick();
}
// As bidding.methods.live_rounds.steps.allowed: from what to what one may bid next.
function allowed() {
  const { lowest_fen: lowest, floor_fen: floor, ceiling_fen: ceiling, step_fen: step } = state;
  if (lowest === null) return [floor, ceiling];
  if (state.is_extra) return [floor, (own ?? lowest) - 1];
  return lowest - step < floor ? [lowest, lowest - (own === lowest ? 1 : 0)] : [floor, lowest - step];
}
function clock() {
  const beijing = new Date(performance.now() + ahead + 8 * 3600e3);
  return `${two(beijing.getUTCHours())}:${two(beijing.getUTCMinutes())}:${two(beijing.getUTCSeconds())}`;
}
// Drawn at each tenth of a second, so that what stands there is never far from the server's time.
function tick() {
  if (ahead === null || !state) return;
  say("server", clock());
  const left = state.next_at ? Math.max(0, Math.round((Date.parse(state.next_at) - performance.now() - ahead) / 1000)) : 0;
  say("left", `${two(Math.floor(left / 60))}:${two(left % 60)}`);
}
async function ask() {
  const sent = performance.now();
  try {
    const answer = await fetch(room.dataset.state, { cache: "no-store" });
    take(await answer.json(), sent);
    if (polling) linked("已连接（每 2 秒刷新）");
  } catch { if (polling) broken(); } // otherwise the stream says how it stands
}
// A round has begun or ended: what the site writes for this reader comes anew, a price that is being typed stays.
function renew() {
  clearTimeout(wait);
  wait = setTimeout(async () => {
    try {
      const answer = await fetch(room.dataset.page, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll("[data-swap]")) swap(old, fresh.querySelector(`[data-swap="${old.dataset.swap}"]`));
    } catch { wait = setTimeout(renew, 2000); }
  }, room.dataset.entered ? 0 : Math.random() * 4000);
}
function swap(old, fresh) {
  if (!fresh || (old.querySelector("form") && fresh.querySelector("form"))) return;
  old.replaceChildren(...fresh.childNodes);
}
function linked(words) { say("link", words); if (part("away")) part("away").hidden = true; }
function broken() {
  say("link", tries ? `已断开，正在重连（第 ${tries} 次）` : "已断开，正在重连");
  say("stopped", state ? clock() : "打开本页时");
  if (part("away")) part("away").hidden = false;
}
function poll() { if (!polling) polling = setInterval(ask, 2000); }
function listen() {
  const live = new EventSource(`${room.dataset.live}?after=${state ? state.version : room.dataset.version}`);
  live.addEventListener("open", async () => {
    clearInterval(polling); polling = 0; tries = 0;
    const asked = ask();
    if (ahead === null) await asked; // connected is who stands at the server's time, not at that of the page's making
    if (live.readyState === EventSource.OPEN) linked("已连接");
  });
  live.addEventListener("room", (event) => take(JSON.parse(event.data)));
  live.addEventListener("ask", ask);
  live.addEventListener("error", () => {
    tries += 1;
    broken();
    if (tries > 1) poll();
    if (live.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
}
if (room) { ask(); setInterval(tick, 100); room.dataset.live.startsWith("off") ? poll() : listen(); }
