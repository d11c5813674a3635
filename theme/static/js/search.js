/* The search page: asks the indexes that the build made, each language's own, and lists what they find. */
(() => {
  const form = document.querySelector("form.search");
  const { languages, words, months, day, comma, unit, space, marks, instead } = JSON.parse(form.dataset.setup);
  const [status, list, more, failed] = ["status", "list", "more", "failed"].map((name) => document.querySelector(`.found-${name}`));
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

  /* Chinese, Japanese, Thai and others put no space between words: in the index each letter is a word. */
  const RUN = new RegExp(`(?:${unit})+`, "gu");
  const UNIT = new RegExp(unit, "gu");
  const ONE = new RegExp(`^(?:<mark>)?${unit}(?:</mark>)?$`, "u");
  const asLetters = new Map([...marks].map((mark, place) => [mark, String.fromCodePoint(instead + place)]));
  const asMarks = new Map([...asLetters].map(([mark, letter]) => [letter, mark]));
  const swapped = (text, by) => [...text].map((letter) => by.get(letter) ?? letter).join("");
  const written = (letter) => swapped(letter.normalize("NFD"), asLetters);
  const phrase = (text) => `"${text.match(UNIT).map(written).join(" ")}"`;
  /* What to ask for, all of which a story must have: a run of such letters as a phrase; with `divide`, its parts. */
  const questions = (text, divide = (run) => [run]) => {
    const word = text.normalize("NFC").replace(/[\u200b-\u200d\u2060]/g, "");
    const runs = word.match(RUN);
    if (!runs) return [text];
    if (/^\s*".+"\s*$/.test(word)) return [word.replace(UNIT, (letter) => ` ${written(letter)} `)];
    const rest = word.replace(RUN, " ").replaceAll('"', " ").trim();
    return [...runs.flatMap(divide).map(phrase), ...(/[\p{L}\p{N}]/u.test(rest) ? [rest] : [])];
  };
  /* A text of the index as it was, without the spaces that were put in for it. */
  const closed = (text) => {
    const parts = swapped(text, asMarks).normalize("NFC").split(/ +/);
    const tight = parts.map((part) => part === space || ONE.test(part));
    return parts
      .map((part, place) => (place && !tight[place - 1] && !tight[place] ? " " : "") + (part === space ? " " : part))
      .join("")
      .replaceAll("</mark><mark>", "")
      .trim();
  };

  const load = async ([lang, { folders, dir, unspaced }]) => {
    const address = (folder, name) => new URL(`${folder}/${name}`, document.baseURI).href;
    const engine = await import(address(folders[0], "pagefind.js"));
    const options = unspaced ? { excerptLength: 60 } : {};
    await engine.options(options);
    await engine.init();
    await Promise.all(folders.slice(1).map((folder) => engine.mergeIndex(address(folder, ""), options)));
    const told = await Promise.all(folders.map(async (folder) => (await fetch(address(folder, "facts.json"))).json()));
    return { lang, dir, engine, facts: Object.assign({}, ...told) };
  };
  const loaded = () => (engines ??= Promise.all(Object.entries(languages).map(load)));

  /* The entries that answer all questions, told as they answer the first. Each is kept as it came, not copied: when it is
     collected, Pagefind forgets what it would have told of it. */
  const common = async (engine, asked) => {
    const all = await Promise.all(asked.map(async (question) => (await engine.search(question)).results));
    const scores = all.slice(1).map((results) => new Map(results.map(({ id, score }) => [id, score])));
    return all[0]
      .filter(({ id }) => scores.every((score) => score.has(id)))
      .map((entry) => ({ entry, score: scores.reduce((sum, score) => sum + score.get(entry.id), entry.score) }));
  };
  const answers = async ({ lang, dir, engine, facts }, text) => {
    const whole = questions(text);
    let results = await common(engine, whole);
    if (!results.length && Intl.Segmenter) {
      const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
      const parts = questions(text, (run) => [...segmenter.segment(run)].map(({ segment }) => segment).filter((part) => part.match(UNIT)));
      if (parts.length > whole.length) results = await common(engine, parts);
    }
    return results.map(({ entry, score }) => {
      const [date, section] = facts[entry.id] ?? ["", ""];
      return { entry, score, lang, dir, date, section };
    });
  };
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
    [...new DOMParser().parseFromString(closed(excerpt), "text/html").body.childNodes].map((node) =>
      node.nodeName === "MARK" ? make("mark", [node.textContent]) : node.textContent,
    );
  const row = async (answer) => {
    const { meta, excerpt, raw_url: path } = await answer.entry.data();
    const title = make("a", [closed(meta.title)], { href: form.dataset.root + encodeURI(path) });
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
      if (turn !== asked) return;
      failed.hidden = true;
      status.textContent = (words[found.length ? plural.select(found.length) : "none"] ?? words.other).replace("{}", found.length);
    } catch (error) {
      console.error(error);
      engines = undefined; // a line that broke may be whole again at the next word
      if (turn === asked) failed.hidden = false;
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
