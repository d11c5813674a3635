// A form is sent, and the parts of the page that its answer has are put in place, so that nothing jumps and no typed word goes.
import { isTyped, later } from "./typed.js";
import { forget } from "./drafts.js";
import { again, refresh } from "./preview.js";

export const tell = (words) => { document.getElementById("told").textContent = words; };

const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

const pairs = (old, now) => [...now.elements].flatMap((field) => {
  const here = field.name && field.type !== "submit" && old.elements.namedItem(field.name);
  return here && (here.length === undefined || here.options) ? [[here, field]] : [];
});

const told = (field) => field.options ? [...field.options].find((option) => option.defaultSelected)?.value ?? "" : field.defaultValue;

const tellAs = (here, field) => {
  const typed = here.value;
  if (here.options) [...here.options].forEach((option, place) => { option.defaultSelected = field.options[place]?.defaultSelected; });
  else here.defaultValue = field.defaultValue;
  here.value = typed;
};

// Take over a form of which some fields were typed in: those stay as they are. If one of them says something else in the file by now,
// nothing is taken over, so that who saves is shown both versions.
const merge = (old, now) => {
  const both = pairs(old, now);
  if (both.some(([here, field]) => isTyped(here) && told(here) !== told(field))) return;
  for (const [here, field] of both) {
    if (!isTyped(here)) here.value = field.value;
    tellAs(here, field);
  }
};

// What is typed in a form goes on standing in the one that takes its place, unless the file says something else there by now.
const carry = (old, now) => {
  for (const form of old.querySelectorAll("form[id]")) {
    const next = now.querySelector(`#${CSS.escape(form.id)}`);
    if (next) for (const [here, field] of pairs(form, next)) if (isTyped(here) && told(here) === told(field)) field.value = here.value;
  }
};

// Put a form in place that says what is wrong with what was typed; it is still typed, and not saved.
const refuse = (old, now) => {
  const both = pairs(old, now);
  document.adoptNode(now);
  for (const [here, field] of both) tellAs(field, here);
  old.replaceWith(now);
  now.querySelector("[aria-invalid]")?.focus();
};

export const put = (page, names) => {
  for (const name of names) {
    const old = document.getElementById(name), now = page.getElementById(name);
    if (!old || !now) continue;
    if (old.tagName === "FORM" && [...old.elements].some(isTyped)) merge(old, now);
    else {
      carry(old, now);
      old.replaceWith(document.adoptNode(now));
    }
  }
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

// How often the page was asked for something else: an answer to what was asked before that is of no use.
let sends = 0;

const send = async (form, button) => {
  sends += 1;
  const sent = new FormData(form, button), line = button?.closest("[data-line], [data-path]");
  if (!form.dataset.busy) tell("saving …");
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
    const said = page.getElementById("told").textContent;
    refuse(form, page.getElementById(form.id));
    tell(said || "not saved");
    return;
  }
  if (!answer.ok || !names.some((name) => page.getElementById(name))) {
    if (answer.redirected) history.replaceState(null, "", answer.url);
    history.replaceState(null, "", here());
    show(page);
    return;
  }
  forget(form.dataset.draft);
  if (button?.hasAttribute("data-save")) for (const field of form.elements) {
    if (field.options) for (const option of field.options) option.defaultSelected = option.selected;
    else if ("defaultValue" in field) field.defaultValue = field.value;
  }
  put(page, names);
  if (form.dataset.busy) tell("");
  refresh();
  const again = line?.dataset.line ? document.getElementById(`line-${line.dataset.line}`)
    : line?.dataset.path ? [...document.querySelectorAll("[data-path]")].find((each) => each.dataset.path === line.dataset.path)?.querySelector("a") : null;
  again?.focus();
};

// The page's own address, without what was done before it.
const here = () => {
  const address = new URL(location.href);
  address.searchParams.delete("done");
  return address.href;
};

export const watchForms = () => {
  history.replaceState(null, "", here());
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (form.dataset.busy) tell(`${form.dataset.busy} …`);
    if (!form.dataset.swaps || button?.formTarget) return;
    event.preventDefault();
    send(form, button);
  });
  const search = later(async (form) => {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    const mine = sends += 1;
    history.replaceState(null, "", address); // before it is answered: what the build has read meanwhile is asked for under it, too
    const answer = await fetch(address), page = await parsed(answer);
    if (!answer.ok || mine !== sends) return;
    put(page, ["found"]);
    tell(document.querySelector("#found .meta").textContent);
  }, 150);
  document.querySelectorAll("form[data-auto]").forEach((form) => form.requestSubmit(form.querySelector("button")));
  document.addEventListener("input", (event) => { if (event.target.form?.hasAttribute("data-live")) search(event.target.form); });
};

// Once the site has been read anew, take in what the build now knows, but nothing that somebody is working on.
export const watchNews = () => {
  const news = new EventSource("/.newsdesk/news");
  const free = () => [...document.querySelectorAll("[data-swap]")].filter((part) => part.id !== "lines" && part.id !== "page-lead"
    && !part.contains(document.activeElement) && ![...part.querySelectorAll("input, textarea, select"), ...(part.elements ?? [])].some(isTyped));
  const take = async () => {
    if (!free().length || document.querySelector("table.versions, .drawn")) return;
    const before = sends, answer = await fetch(here()).catch(() => null);
    if (!answer?.ok) return;
    const page = await parsed(answer);
    if (before !== sends) take();
    else if (!document.querySelector(".drawn")) put(page, free().map((part) => part.id));
  };
  news.addEventListener("read", () => { again(); take(); });
};
