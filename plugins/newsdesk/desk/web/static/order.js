// The stories of an edition, drawn into their order with the mouse, or moved with keys; each move is saved.
let drawn = null;

const save = () => {
  const form = document.getElementById("edition-form");
  form.requestSubmit(form.querySelector("[data-save]"));
};

const story = (event) => event.target.closest?.("#order > li");

export const watchOrder = () => {
  document.addEventListener("dragstart", (event) => {
    drawn = story(event);
    if (!drawn) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", drawn.dataset.path);
    drawn.classList.add("drawn");
  });
  document.addEventListener("dragover", (event) => {
    const over = story(event);
    if (!drawn || !over) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](drawn);
  });
  document.addEventListener("drop", (event) => { if (drawn) event.preventDefault(); });
  document.addEventListener("dragend", () => {
    if (!drawn) return;
    drawn.classList.remove("drawn");
    drawn = null;
    save();
  });
  document.addEventListener("keydown", (event) => {
    const here = story(event);
    if (!here || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    here.querySelector(`[data-move="${event.key === "ArrowUp" ? "up" : "down"}"]`).click();
  });
};
