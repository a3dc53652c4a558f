// The outage rule: the site's heartbeats, the silence before a deadline, and the deadline that moves because of it.
import { dayOf, field, later, same } from "./proofs.js";

const LONGEST = 15; // days between the old deadline, or the moving, and the new deadline
// The first place in a sorted list at which `wanted` may stand.
function place(list, wanted) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < wanted) low = middle + 1; else high = middle;
  }
  return low;
}
export const outage = {
  on_heartbeat(e) {
    later(e.at, { minutes: 1 }) >= this.latest || this.say(`心跳应当随时写入：${e.at}，此前已到 ${this.latest}`);
    this.beats.splice(place(this.beats, e.at), 0, e.at);
  },
  // The first stretch without a heartbeat that is too long, in the time before a deadline and up to a moment; [] if there is none.
  silence(n, until) {
    if (!n.outage) return [];
    const start = later(n.deadline, { minutes: -n.outage.window_minutes }), end = until < n.deadline ? until : n.deadline;
    let before = start;
    for (const beat of [...this.beats.slice(place(this.beats, start), place(this.beats, end)), end]) {
      if (beat > later(before, { seconds: n.outage.silence_seconds })) return [before, beat];
      before = beat;
    }
    return [];
  },
  async on_deadline_moved(e) {
    const n = this.moved(e, "open"), silence = this.silence(n, e.at);
    silence.length > 0 || this.say(`没有故障而顺延：${n.deadline} 之前的心跳并未中断`);
    same(e.silence, silence) || this.say(`中断应当是 ${silence.join(" 至 ")}`);
    e.was === n.deadline || this.say(`应当从 ${n.deadline} 顺延，却是 ${e.was}`);
    const last = n.deadline > e.at ? n.deadline : e.at;
    const fine = e.deadline.slice(10) === n.deadline.slice(10) && dayOf(last) < dayOf(e.deadline) && dayOf(e.deadline) <= dayOf(later(last, { days: LONGEST }));
    fine || this.say(`应当是 ${last} 之后不久一天的同一时刻，却是 ${e.deadline}`);
    same([...e.unopened].sort(), Object.values(n.bids).map((bid) => bid.bid).sort()) || this.say("已密封的投标应当一律不开启");
    const old = n.trustees.set.map((each) => each.pk);
    !e.trustees.set.some((each) => old.includes(each.pk)) || this.say("新的截止时间应当有新的密钥");
    Object.assign(n, { deadline: e.deadline, trustees: e.trustees });
    for (const who of Object.keys(n.bids)) delete n.bids[who];
    same(this.lasting(field(e, "draw")), this.lasting(n.draw)) || this.say("顺延不应改动抽取规则");
    this.drawNamed(n, e);
    await this.notice(n);
  },
};
