// Whether somebody has typed in a field since the page came.
export const isTyped = (field) => {
  if (!field.name || field.type === "hidden" || field.type === "submit" || field.type === "file") return false;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected) && (field.selectedIndex > 0 || [...field.options].some((option) => option.defaultSelected));
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
};

// Do something once nobody has typed for some milliseconds.
export const later = (work, wait) => {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => work(...given), wait); };
};
