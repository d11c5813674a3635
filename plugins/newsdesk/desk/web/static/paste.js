// What comes from a page: its marks beside its words, a file that is dropped, what a bookmark brings.
const MARKS = /<(?:h[1-6]|figcaption|figure|table|li|nav|aside|footer|blockquote|time|header)\b|\bhidden\b/i;

const take = (html) => {
  document.getElementById("html").value = html;
  document.getElementById("marks").hidden = !html;
  document.getElementById(MARKS.test(html) ? "as-page" : "as-text").checked = true;
};

const bring = (form) => {
  if (!location.hash.startsWith("#%7B") && !location.hash.startsWith("#{")) return;
  let told;
  try { told = JSON.parse(decodeURIComponent(location.hash.slice(1))); } catch { return; }
  history.replaceState(null, "", location.pathname);
  const given = { known_source: told.url, title: told.title, text: told.text };
  for (const [name, value] of Object.entries(given)) form.elements.namedItem(name).value = typeof value === "string" ? value : "";
  const note = document.getElementById("brought");
  note.textContent = "This came from a page; look at it before you have it read.";
  note.hidden = false;
};

// A picture that is dropped or pasted is sent at once.
const watchPicture = () => {
  const form = document.getElementById("picture");
  if (!form) return;
  const send = (files) => {
    document.getElementById("file").files = files;
    form.requestSubmit(form.querySelector("[value=take]"));
  };
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) send(event.dataTransfer.files); });
  document.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { event.preventDefault(); send(event.clipboardData.files); } });
};

export const watchPaste = () => {
  watchPicture();
  const form = document.getElementById("new"), box = document.getElementById("paste");
  if (!form) return;
  let pasting = false;
  if (!box) return;
  bring(form);
  window.addEventListener("hashchange", () => bring(form));
  box.addEventListener("paste", (event) => {
    const whole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    take(whole ? event.clipboardData.getData("text/html") : "");
    pasting = true;
  });
  box.addEventListener("input", () => {
    if (!pasting) take("");
    pasting = false;
  });
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    document.getElementById("file").files = event.dataTransfer.files;
    form.requestSubmit(form.querySelector("[value=look]"));
  });
};
