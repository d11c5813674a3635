/* The search page: asks the indexes that the build made, each language's own, and lists what they find. */
(() => {
  const form = document.querySelector("form.search");
  const { languages, words, months, day, comma } = JSON.parse(form.dataset.setup);
  const [status, list, more] = ["status", "list", "more"].map((name) => document.querySelector(`.found-${name}`));
  const PAGE = 20;
  const WAIT = 200; // milliseconds without a key, after which a word counts as typed
  const here = document.documentElement.lang;
  const plural = new Intl.PluralRules(here);
  const inWords = (date) => {
    const [year, month, number] = date.split("-").map(Number);
    const parts = { day: number, month: months[month - 1], year };
    return day.replace(/{(\w+)}/g, (_, name) => parts[name]);
  };
  let engines; // a promise, from the first word on
  let found = [];
  let asked = 0;

  if (location.protocol === "file:") { // no browser lets such a page read an index
    document.querySelector(".found-file").hidden = false;
    return;
  }
  form.hidden = false;

  const load = async ([lang, { folders, dir }]) => {
    const address = (folder, name) => new URL(`${folder}/${name}`, document.baseURI).href;
    const engine = await import(address(folders[0], "pagefind.js"));
    await engine.init();
    await Promise.all(folders.slice(1).map((folder) => engine.mergeIndex(address(folder, ""))));
    const told = await Promise.all(folders.map(async (folder) => (await fetch(address(folder, "facts.json"))).json()));
    return { lang, dir, engine, facts: Object.assign({}, ...told) };
  };
  const loaded = () => (engines ??= Promise.all(Object.entries(languages).map(load)));

  const answers = async ({ lang, dir, engine, facts }, word) =>
    (await engine.search(word)).results.map((result) => {
      const [date, section] = facts[result.id] ?? ["", ""];
      return { ...result, lang, dir, date, section };
    });
  const orders = {
    best: (one, other) => other.score - one.score || other.date.localeCompare(one.date),
    newest: (one, other) => other.date.localeCompare(one.date) || other.score - one.score,
    oldest: (one, other) => one.date.localeCompare(other.date) || other.score - one.score,
  };

  const make = (name, parts, attributes = {}) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...parts);
    return element;
  };
  /* Words around the hits, and the hits marked; of all other markup the words alone. */
  const marked = (excerpt) =>
    [...new DOMParser().parseFromString(excerpt, "text/html").body.childNodes].map((node) =>
      node.nodeName === "MARK" ? make("mark", [node.textContent]) : node.textContent,
    );
  const row = async (answer) => {
    const { meta, excerpt, raw_url: path } = await answer.data();
    const title = make("a", [meta.title], { href: form.dataset.root + encodeURI(path) });
    const when = answer.date && make("time", [inWords(answer.date)], { dateTime: answer.date });
    const apart = [when, answer.section].filter(Boolean).map((part) => make("bdi", [part])); // in a line from right to left
    const line = make("p", apart.flatMap((part, place) => (place ? [comma, part] : [part])), { className: "meta", lang: here });
    const attributes = answer.lang === here ? {} : { lang: answer.lang, dir: answer.dir };
    return make("li", [make("h2", [title]), make("p", ["… ", ...marked(excerpt), " …"]), line], attributes);
  };
  const show = async (start) => {
    const turn = asked;
    const rows = await Promise.all(found.slice(start, start + PAGE).map(row));
    if (turn !== asked) return;
    if (start === 0) list.replaceChildren();
    list.append(...rows);
    more.hidden = list.children.length >= found.length;
    if (start > 0) rows[0]?.querySelector("a").focus();
  };

  const search = async () => {
    const turn = ++asked;
    const { q, section, when, lang, order } = Object.fromEntries(new FormData(form));
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", q.trim() ? `?${chosen}` : location.pathname);
    if (!q.trim()) {
      found = [];
      status.textContent = "";
      return show(0);
    }
    try {
      const asking = (await loaded()).filter((engine) => !lang || engine.lang === lang);
      const all = (await Promise.all(asking.map((engine) => answers(engine, q)))).flat();
      if (turn !== asked) return;
      found = all
        .filter((answer) => (!section || answer.section === section) && answer.date.startsWith(when ?? ""))
        .sort(orders[order]);
      await show(0);
      if (turn === asked) status.textContent = (words[found.length ? plural.select(found.length) : "none"] ?? words.other).replace("{}", found.length);
    } catch (error) {
      console.error(error);
      document.querySelector(".found-failed").hidden = false;
    }
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  let waiting;
  form.addEventListener("focusin", () => loaded().catch(() => {}), { once: true });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  more.addEventListener("click", () => show(list.children.length));
  if (form.elements.q.value) search();
})();
