// Checks in a thread of its own, so that the page stays alive: it is told what to check, and tells how far it is and what it found.
import { check } from "./verify.js";

const PAUSE = 200, SHOWN = 200; // milliseconds from word to word; findings that a page shows
self.onmessage = async ({ data: { files, ...held } }) => {
  let last = 0;
  const progress = (what, done, all) => {
    if (performance.now() - last < PAUSE) return;
    last = performance.now();
    self.postMessage({ progress: [what, done, all] });
  };
  try {
    const { findings, proven, pages, counts, entries, untabled, opened } = await check(files, { ...held, progress });
    const shown = findings.slice(0, SHOWN).map(({ file, line, sentence }) => ({ file, line, sentence }));
    self.postMessage({ found: { shown, many: findings.length, proven, pages, counts: { ...counts }, entries, untabled, opened } });
  } catch (fault) {
    self.postMessage({ fault: fault.message });
  }
};
