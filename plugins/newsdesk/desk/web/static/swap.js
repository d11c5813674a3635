// A form is sent, and the parts of the page that its answer has are put in place, so that nothing jumps and no typed word goes.
import { isTyped, later } from "./typed.js";
import { forget } from "./drafts.js";
import { refresh } from "./preview.js";

export const tell = (words) => { document.getElementById("told").textContent = words; };

const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

// Take over a form whose fields were not all typed in: those that were stay as they are.
const merge = (old, now) => {
  for (const field of now.elements) {
    const here = field.name && old.elements.namedItem(field.name);
    if (!here || here.length !== undefined && !here.options || field.type === "submit") continue;
    if (!isTyped(here)) here.value = field.value;
    if ("defaultValue" in here) here.defaultValue = field.defaultValue;
    if (here.options) [...here.options].forEach((option, place) => { option.defaultSelected = field.options[place]?.defaultSelected; });
  }
};

export const put = (page, names) => {
  for (const name of names) {
    const old = document.getElementById(name), now = page.getElementById(name);
    if (!old || !now) continue;
    if (old.tagName === "FORM" && [...old.elements].some(isTyped)) merge(old, now);
    else old.replaceWith(document.adoptNode(now));
  }
  for (const version of page.querySelectorAll("input[name=version]"))
    for (const here of document.querySelectorAll(`form[action="${CSS.escape(version.form.getAttribute("action"))}"] input[name=version]`)) here.value = version.value;
  const said = page.getElementById("told")?.textContent;
  if (said) tell(said);
  document.dispatchEvent(new Event("put"));
};

// Show a page that came in place of the one that was asked for: two versions, or what could not be done.
const show = (page) => {
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.title = page.title;
  scrollTo(0, 0);
  document.querySelector("main").focus();
};

const send = async (form, button) => {
  const sent = new FormData(form, button), line = button?.closest("[data-line], [data-path]");
  tell("saving …");
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: sent });
  } catch {
    tell("not saved: the desk does not answer; what you typed is still here");
    return;
  }
  const page = await parsed(answer), names = form.dataset.swaps.split(" ");
  if (answer.status === 403) {
    tell("not saved: the desk was started anew; open this page again, and what you typed is put back");
    return;
  }
  if (answer.status === 422 && page.getElementById(form.id)) {
    put(page, names);
    page.querySelector("[aria-invalid]") && document.querySelector("[aria-invalid]")?.focus();
    return;
  }
  if (!answer.ok || !names.some((name) => page.getElementById(name))) {
    show(page);
    return;
  }
  forget(form.dataset.draft);
  for (const field of form.isConnected ? form.elements : []) if (button?.hasAttribute("data-save") && "defaultValue" in field) field.defaultValue = field.value;
  put(page, names);
  refresh();
  const again = line?.dataset.line ? document.getElementById(`line-${line.dataset.line}`)
    : line?.dataset.path ? [...document.querySelectorAll("[data-path]")].find((each) => each.dataset.path === line.dataset.path)?.querySelector("a") : null;
  again?.focus();
};

export const watchForms = () => {
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (form.dataset.busy) tell(`${form.dataset.busy} …`);
    if (!form.dataset.swaps || button?.formTarget) return;
    event.preventDefault();
    send(form, button);
  });
  const search = later(async (form) => {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    const answer = await fetch(address);
    if (!answer.ok) return;
    history.replaceState(null, "", address);
    put(await parsed(answer), ["found"]);
    tell(document.querySelector("#found .meta").textContent);
  }, 150);
  document.addEventListener("input", (event) => { if (event.target.form?.hasAttribute("data-live")) search(event.target.form); });
};

// Once the site has been read anew, take in what the build now knows, but nothing that somebody is working on.
export const watchNews = () => {
  const news = new EventSource("/.newsdesk/news");
  news.addEventListener("read", async () => {
    const parts = [...document.querySelectorAll("[data-swap]")].filter((part) => part.id !== "lines" && part.id !== "page-lead");
    const free = parts.filter((part) => !part.contains(document.activeElement) && ![...part.querySelectorAll("input, textarea, select")].some(isTyped));
    if (!free.length || document.querySelector("table.versions")) return;
    const answer = await fetch(location.href).catch(() => null);
    if (answer?.ok) put(await parsed(answer), free.map((part) => part.id));
  });
};
