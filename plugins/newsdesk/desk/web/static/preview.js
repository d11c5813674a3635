// What readers get, while it is typed: the page of a story, an edition, its e-mail.
import { isTyped, later } from "./typed.js";

let asked = 0, waits = null, kind = "";
const frame = () => document.getElementById("page");
const tell = (words) => { document.getElementById("page-told").textContent = words; };
const address = (place) => kind ? `${place}?kind=${kind}` : place;

const lead = (place) => {
  const page = frame(), down = page.contentWindow.scrollY;
  page.addEventListener("load", () => page.contentWindow.scrollTo(0, down), { once: true });
  page.contentWindow.location.replace(place);
};

// Show what comes of a request. While the site is being read the page that is there stays, and the request is made again after that.
const show = async (...request) => {
  const mine = ++asked;
  waits = request;
  const answer = await fetch(...request).catch(() => null);
  if (mine !== asked) return;
  if (answer?.status === 503) return tell("the site is being read; what you see follows");
  waits = null;
  tell("");
  if (answer?.ok) lead(answer.url);
};

const look = (form) => show(address(form.dataset.preview), { method: "POST", body: new FormData(form) });
const lookSoon = later(look, 150);

// Show what is saved.
export const refresh = () => {
  const place = document.getElementById("page-lead");
  if (place && frame()) show(address(place.dataset.page));
};

// The site has been read: make what could not be made.
export const again = () => {
  if (waits) show(...waits);
  else if (frame()?.contentDocument?.querySelector("[data-soon]")) refresh();
};

const showKind = (link) => {
  kind = link.dataset.kind;
  for (const each of document.querySelectorAll("[data-kind]")) each.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  const form = [...document.querySelectorAll("form[data-preview]")].find((each) => [...each.elements].some(isTyped));
  if (form) look(form);
  else refresh();
};

export const watchPreview = () => {
  const widths = document.getElementById("widths");
  document.addEventListener("input", (event) => { if (event.target.form?.dataset.preview) lookSoon(event.target.form); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-kind]");
    if (link) { event.preventDefault(); showKind(link); }
    const take = event.target.closest("[data-take]");
    if (!take) return;
    const field = document.getElementById(take.dataset.take);
    field.value = take.dataset.value;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const showTakes = () => document.querySelectorAll("[data-take]").forEach((each) => { each.hidden = false; });
  showTakes();
  document.addEventListener("put", showTakes);
  if (!widths) return;
  widths.hidden = false;
  widths.addEventListener("click", (event) => {
    if (event.target.tagName !== "BUTTON") return;
    for (const each of widths.querySelectorAll("button")) each.setAttribute("aria-pressed", each === event.target);
    frame().classList.toggle("wide", event.target.dataset.width === "100%");
  });
};
