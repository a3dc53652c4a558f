// The live room without reloading. Time is the server's, carried on by the page's own stopwatch: the browser's clock is never asked.
const room = document.querySelector("[data-room]");
const part = (name) => document.querySelector(`[data-${name}]`);
const say = (name, text) => { const at = part(name); if (at && at.textContent !== text) at.textContent = text; };
const yuan = (fen) => `${Math.floor(fen / 100).toLocaleString("en-US")}.${String(fen % 100).padStart(2, "0")} 元`;
const two = (n) => String(n).padStart(2, "0");
let state = null, ahead = 0, own = null, tries = 0, polling = 0;

function take(next, sent) {
  if (state && next.seq < state.seq) return;
  const took = sent === undefined ? 0 : (performance.now() - sent) / 2;
  ahead = Date.parse(next.now) + took - performance.now();
  if (state && next.round === state.round && next.extensions > state.extensions) notice(`本轮顺延 ${next.extended_by} 秒，第 ${next.extensions} 次`);
  if (state && (next.round !== state.round || (state.ends_at && !next.ends_at))) location.reload();
  if ("own_fen" in next) own = next.own_fen;
  state = next;
  show();
}
function notice(text) { const at = part("notice"); at.hidden = false; at.textContent = text; }
function show() {
  say("round", state.round_words);
  say("extensions", String(state.extensions));
  if (state.lowest_fen !== null) say("lowest", yuan(state.lowest_fen));
  if (own !== null) say("rank", `第 ${1 + state.prices.filter((fen) => fen < own).length} 名`);
  const [low, high] = allowed();
  if (high !== null) say("highest", low > high ? "已与最低价持平" : yuan(high));
}
// As bidding.methods.live_rounds.steps.allowed: from what to what one may bid next.
function allowed() {
  const { lowest_fen: lowest, floor_fen: floor, ceiling_fen: ceiling, step_fen: step } = state;
  if (lowest === null) return [floor, ceiling];
  if (state.is_extra) return [floor, (own ?? lowest) - 1];
  return lowest - step < floor ? [lowest, lowest - (own === lowest ? 1 : 0)] : [floor, lowest - step];
}
function tick() {
  if (!state) return;
  const now = performance.now() + ahead;
  const beijing = new Date(now + 8 * 3600e3);
  say("server", `${two(beijing.getUTCHours())}:${two(beijing.getUTCMinutes())}:${two(beijing.getUTCSeconds())}`);
  if (!state.ends_at) return;
  const left = Math.max(0, Math.ceil((Date.parse(state.ends_at) - now) / 1000));
  say("left", `${two(Math.floor(left / 60))}:${two(left % 60)}`);
}
async function ask() {
  const sent = performance.now();
  try {
    const answer = await fetch(room.dataset.state, { cache: "no-store" });
    take(await answer.json(), sent);
    if (polling) say("link", "已连接（每 2 秒刷新）");
  } catch { say("link", "已断开，正在重连"); }
}
function poll() { if (!polling) polling = setInterval(ask, 2000); }
function listen() {
  const live = new EventSource(room.dataset.live);
  live.addEventListener("open", () => { clearInterval(polling); polling = 0; tries = 0; say("link", "已连接"); ask(); });
  live.addEventListener("room", (event) => take(JSON.parse(event.data)));
  live.addEventListener("error", () => {
    tries += 1;
    say("link", `已断开，正在重连（第 ${tries} 次）`);
    if (tries > 1) poll();
    if (live.readyState === EventSource.CLOSED) setTimeout(listen, 10000);
  });
}
if (room) { ask(); setInterval(tick, 250); room.dataset.live.startsWith("off") ? poll() : listen(); }
