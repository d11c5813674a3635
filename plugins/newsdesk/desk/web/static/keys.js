// Single keys, which can be turned off: on a line they say what it is, elsewhere they lead on.
const OFF = "newsdesk keys off";
const isOff = () => localStorage.getItem(OFF) === "yes";

const step = (list, here, by) => {
  const place = list.indexOf(here);
  const next = list[place < 0 ? (by > 0 ? 0 : list.length - 1) : place + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select") || isOff()) return;
  const line = event.target.closest("[data-line]"), key = event.key;
  if (line) {
    const button = line.querySelector(`[data-line-key="${CSS.escape(key)}"]`);
    if (button) { button.click(); event.preventDefault(); return; }
  }
  const lines = [...document.querySelectorAll("[data-line]")], rows = [...document.querySelectorAll("[data-row]")];
  const down = key === "j" || (key === "ArrowDown" && line === event.target), up = key === "i" || (key === "ArrowUp" && line === event.target);
  if (lines.length && (down || up)) { if (step(lines, line, down ? 1 : -1)) event.preventDefault(); return; }
  if (rows.length && (key === "j" || key === "k")) { if (step(rows, event.target.closest("[data-row]"), key === "j" ? 1 : -1)) event.preventDefault(); return; }
  if (key === "n") { location.href = "/desk/new"; return; }
  const asked = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (asked) { event.preventDefault(); asked.tagName === "BUTTON" ? asked.click() : asked.focus(); }
};

export const watchKeys = () => {
  document.addEventListener("keydown", pressed);
  for (const told of document.querySelectorAll(".keys")) {
    const button = document.createElement("button");
    const show = () => { button.textContent = isOff() ? "Turn keys on" : "Turn keys off"; };
    button.type = "button";
    button.addEventListener("click", () => { localStorage.setItem(OFF, isOff() ? "no" : "yes"); show(); });
    show();
    told.append(" ", button);
  }
};
