// The page as readers get it, while its facts or its text are typed.
import { later } from "./typed.js";

let asked = 0;

const lead = (address) => {
  const frame = document.getElementById("page");
  const down = frame.contentWindow.scrollY;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, down), { once: true });
  frame.contentWindow.location.replace(address);
};

// Show what is saved.
export const refresh = () => {
  const place = document.getElementById("page-lead");
  if (place && document.getElementById("page")) lead(`${place.dataset.page}?${place.dataset.version}`);
};

const look = later(async (form) => {
  const mine = ++asked;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (answer?.ok && mine === asked) lead(answer.url);
}, 150);

export const watchPreview = () => {
  const widths = document.getElementById("widths");
  document.addEventListener("input", (event) => { if (event.target.form?.dataset.preview) look(event.target.form); });
  document.addEventListener("click", (event) => {
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
    document.getElementById("page").classList.toggle("wide", event.target.dataset.width === "100%");
  });
};
