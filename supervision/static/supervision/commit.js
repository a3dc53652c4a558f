// The organ's number for an inspection: made here, kept here and in a file; only its commitment (draw/1) is sent.
import { commitment } from "../draws/commitment.js";

const form = document.querySelector("[data-commit-form]"), showing = document.querySelector("[data-show-form]");
const kept = (subject) => `zx-inspection-${subject}`;
const hex = (raw) => Array.from(raw, (x) => x.toString(16).padStart(2, "0")).join("");

function keep(subject, number) {
  try { localStorage.setItem(kept(subject), number); } catch { /* the file remains */ }
}

function save(subject, number) {
  const url = URL.createObjectURL(new Blob([`${number}\n`], { type: "text/plain" }));
  Object.assign(document.createElement("a"), { href: url, download: `${subject}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

if (form) {
  const { subject, party } = form.dataset, raw = crypto.getRandomValues(new Uint8Array(32)), number = hex(raw);
  form.querySelector("[data-commit]").value = await commitment(subject, party, raw);
  form.querySelector("[data-number-shown]").textContent = number;
  form.querySelector("[data-number-save]").addEventListener("click", () => save(subject, number));
  form.addEventListener("submit", () => keep(subject, number));
}

if (showing) {
  const field = showing.querySelector("[data-number]");
  try { field.value ||= localStorage.getItem(kept(showing.dataset.subject)) ?? ""; } catch { /* typed by hand */ }
}
