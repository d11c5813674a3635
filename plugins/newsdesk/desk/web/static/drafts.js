// What is typed is kept in this browser until it is saved: a closed tab or a desk that ended loses no word.
import { isTyped } from "./typed.js";

const PREFIX = "newsdesk draft ";
const SAVING = "newsdesk saving";
const read = (name) => { try { return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null"); } catch { return null; } };

export const forget = (name) => { if (name) localStorage.removeItem(PREFIX + name); };

const keep = (form) => {
  const typed = [...form.elements].filter((field) => isTyped(field) && field.type !== "checkbox" && field.type !== "radio");
  if (!typed.length) return forget(form.dataset.draft);
  const kept = JSON.stringify(Object.fromEntries(typed.map((field) => [field.name, field.value])));
  try {
    localStorage.setItem(PREFIX + form.dataset.draft, kept);
  } catch {
    document.getElementById("told").textContent = "this is too long to be kept before it is saved";
  }
};

const offer = (form) => {
  const kept = read(form.dataset.draft);
  if (!kept) return;
  const changed = Object.entries(kept).filter(([name, value]) => form.elements.namedItem(name) && form.elements.namedItem(name).value !== value);
  if (!changed.length) return forget(form.dataset.draft);
  const note = document.createElement("div");
  note.className = "notice";
  note.setAttribute("role", "status");
  note.innerHTML = "<p>What you typed here last was not saved.</p><p class=tools><button type=button>Put it back</button> <button type=button>Throw it away</button></p>";
  const [back, away] = note.querySelectorAll("button");
  back.addEventListener("click", () => {
    for (const [name, value] of changed) form.elements.namedItem(name).value = value;
    note.remove();
    form.elements.namedItem(changed[0][0]).focus();
    form.elements.namedItem(changed[0][0]).dispatchEvent(new Event("input", { bubbles: true }));
  });
  away.addEventListener("click", () => { forget(form.dataset.draft); note.remove(); });
  form.before(note);
};

export const watchDrafts = () => {
  const saving = sessionStorage.getItem(SAVING);
  if (saving && document.getElementById("told").textContent && !document.querySelector("main .notice.error[role=alert], main table.versions")) forget(saving);
  sessionStorage.removeItem(SAVING);
  document.querySelectorAll("form[data-draft]").forEach(offer);
  document.addEventListener("input", (event) => { if (event.target.form?.dataset.draft) keep(event.target.form); });
  document.addEventListener("submit", (event) => { if (event.target.dataset.draft && !event.target.dataset.swaps && event.submitter?.hasAttribute("data-save")) sessionStorage.setItem(SAVING, event.target.dataset.draft); });
};
