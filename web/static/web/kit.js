// Small comforts. Every page works without them.
document.querySelector("[data-focus]")?.focus();
for (const clock of document.querySelectorAll("[data-closes-at]")) {
  const skew = Date.parse(clock.dataset.serverNow) - Date.now();
  const ends = Date.parse(clock.dataset.closesAt);
  const show = () => {
    const left = Math.max(0, ends - Date.now() - skew);
    const minutes = Math.floor(left / 60000);
    const parts = { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
    for (const [name, value] of Object.entries(parts)) clock.querySelector(`[data-${name}]`).textContent = value;
  };
  show();
  setInterval(show, 5000);
}
