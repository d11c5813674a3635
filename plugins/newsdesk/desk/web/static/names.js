// A field that holds several names is offered each of them behind those that it has.
const fit = (field) => {
  const end = field.value.lastIndexOf(",") + 1;
  const before = field.value.slice(0, end).split(",").map((name) => name.trim()).filter(Boolean);
  for (const option of field.list.options) {
    option.dataset.name ??= option.value;
    option.disabled = before.includes(option.dataset.name);
    option.value = [...before, option.dataset.name].join(", ");
  }
};

export const watchNames = () => {
  for (const kind of ["focusin", "input"]) document.addEventListener(kind, (event) => { if (event.target.list?.hasAttribute("data-names")) fit(event.target); });
};
