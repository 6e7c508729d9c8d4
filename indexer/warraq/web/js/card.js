/* The card of a word: its lemma, root, forms and use in the archive. `select.js` loads this file when one is asked for. */
(function (warraq) {
  "use strict";

  const { textOf, tokensOf, ends, range, unitOf, language, index, here } = warraq.reading;
  const FORMS = 12; // forms on a card; the rest are told as a number
  const MONTHS = 48; // beyond these the plot is by year
  const phone = matchMedia("(max-width: 40rem)");
  const element = warraq.element;

  let card;
  let shown; // { text, words, place, known } of the word on the card
  let back; // what had the focus before

  /* Which word */

  const rootOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".text, article h1");

  async function wordsOf(root) {
    const text = textOf(root);
    const words = tokensOf(text, await language());
    return { text, words: words.filter((word, at) => !at || word.start >= words[at - 1].end) }; // as written, not as mended
  }

  /* The one word that a selection holds from end to end; null for less, for more and for places outside the text. */
  async function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const chosen = selection.getRangeAt(0);
    const root = rootOf(chosen.startContainer);
    if (!root) return null;
    const found = await wordsOf(root);
    const ahead = document.createRange(); // selections may end outside the text: they are measured, not looked up
    ahead.setStart(root, 0);
    ahead.setEnd(chosen.startContainer, chosen.startOffset);
    const start = ahead.toString().length;
    const end = start + chosen.toString().length;
    const inside = found.words.filter((word) => word.start < end && word.end > start);
    if (inside.length !== 1 || inside[0].start < start || inside[0].end > end) return null;
    return { ...found, place: found.words.indexOf(inside[0]) };
  }

  /* For the keyboard: the selected word, the hit the reader is at, or the first word that is in sight. */
  async function nearest() {
    const chosen = await selected();
    if (chosen) return chosen;
    const hit = here();
    const root = hit && document.contains(hit.startContainer) ? rootOf(hit.startContainer) : document.querySelector(".text");
    const found = await wordsOf(root);
    const unit = hit ? unitOf(found.text, hit.startContainer, hit.startOffset) : -1;
    const visible = (word) => range(ends(found.text, word.start, word.end)).getBoundingClientRect().top > 0;
    const place = found.words.findIndex((word) => (unit < 0 ? visible(word) : word.end > unit));
    return place < 0 ? null : { ...found, place };
  }

  /* The card */

  function spoken(name, key, parent, number) {
    const made = element(name, {}, parent);
    made.dataset.t = key;
    if (number !== undefined) made.dataset.n = number;
    return made;
  }

  function button(key, parent, action) {
    const made = element("button", { type: "button", className: key }, parent);
    made.dataset.l = key;
    made.addEventListener("click", action);
    return made;
  }

  function search(key, parent, query, level) {
    const address = `${warraq.base}../search.html?q=${encodeURIComponent(query)}&level=${level}`;
    spoken("a", key, element("li", {}, parent)).href = address;
  }

  function arabic(name, text, parent) {
    return element(name, { textContent: text, lang: "ar", dir: "rtl" }, parent);
  }

  function fact(key, values, list) {
    if (!values?.length) return;
    const pair = element("div", {}, list);
    spoken("dt", key, pair);
    arabic("dd", values.join("، "), pair);
  }

  /* How often a word stands in the archive, month by month, or year by year where months are many. */
  function plot(months, parent) {
    const named = months.filter(([month]) => /^\d{4}/.test(month)).sort(([one], [other]) => (one < other ? -1 : 1));
    if (!named.length) return;
    const at = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7) || 1) - 1;
    const byYear = at(named.at(-1)[0]) - at(named[0][0]) >= MONTHS || named.some(([month]) => month.length < 7);
    const step = byYear ? 12 : 1;
    const first = Math.floor(at(named[0][0]) / step);
    const counts = new Array(Math.floor(at(named.at(-1)[0]) / step) - first + 1).fill(0);
    for (const [month, count] of named) counts[Math.floor(at(month) / step) - first] += count;
    if (counts.length < 2) return;
    const name = (place) => {
      const month = (first + place) * step;
      return byYear ? `${month / 12}` : `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    };
    const most = Math.max(...counts);
    const figure = element("figure", {}, parent);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const set = (node, values) => Object.entries(values).forEach(([key, value]) => node.setAttribute(key, value));
    set(svg, { viewBox: `0 0 ${counts.length} 10`, preserveAspectRatio: "none", role: "img" });
    const peak = counts.indexOf(most);
    const told = warraq.say("word_over_time").replace("{from}", name(0)).replace("{to}", name(counts.length - 1));
    svg.setAttribute("aria-label", told.replace("{peak}", name(peak)).replace("{count}", most));
    counts.forEach((count, place) => {
      const bar = document.createElementNS(svg.namespaceURI, "rect");
      const height = count ? Math.max(0.5, (10 * count) / most) : 0;
      set(bar, { x: place + 0.1, y: 10 - height, width: 0.8, height });
      const title = document.createElementNS(svg.namespaceURI, "title");
      title.textContent = `${name(place)}: ${count}`;
      bar.append(title);
      svg.append(bar);
    });
    figure.append(svg);
    const axis = element("figcaption", {}, figure);
    [0, counts.length - 1].forEach((place) => element("small", { textContent: name(place) }, axis));
  }

  function render() {
    const { text, words, place, known, tools } = shown;
    const word = words[place];
    const written = text.text.slice(word.start, word.end);
    const focused = card.contains(document.activeElement) && document.activeElement.className;
    card.replaceChildren();
    arabic("h2", written, card).id = "word-shown";
    const told = element("p", {}, card);
    told.setAttribute("role", "status");
    if (known?.articles) {
      const times = known.forms.reduce((sum, [, count]) => sum + count, 0);
      spoken("span", "times", told, times);
      spoken("span", "articles", told, known.articles);
    } else if (known === undefined) {
      spoken("span", "word_waiting", told);
    } else {
      const stem = tools.stem(word.form);
      spoken("span", "times_here", told, words.filter((other) => tools.stem(other.form) === stem).length);
    }
    if (known?.articles) {
      const facts = element("dl", {}, card);
      fact("word_lemma", known.lemmas, facts);
      fact("word_root", known.roots, facts);
      if (known.forms.length > 1) {
        spoken("h3", "word_forms", card);
        const list = element("ul", { className: "forms" }, card);
        for (const [form, count] of known.forms.slice(0, FORMS)) {
          const entry = element("li", {}, list);
          arabic("bdi", form, entry);
          entry.append(" ");
          element("small", { textContent: count.toLocaleString("en") }, entry);
        }
        if (known.forms.length > FORMS) spoken("li", "word_more", list, known.forms.length - FORMS);
      }
      plot(known.months, card);
    }
    const doors = element("ul", { className: "ways" }, card);
    const lemma = known?.lemmas?.length === 1 && `${warraq.lang === "ar" ? "مدخل" : "lemma"}:${known.lemmas[0]}`;
    search("word_search_all", doors, lemma || word.form, "lemma");
    search("word_search_typed", doors, word.typed, "typed");
    const copy = spoken("button", "copy", element("li", {}, doors));
    copy.type = "button";
    copy.addEventListener("click", () => warraq.copy(written));
    button("word_previous", card, () => walk(-1)).disabled = place === 0;
    button("word_next", card, () => walk(1)).disabled = place === words.length - 1;
    button("word_close", card, () => close(true));
    warraq.fill(card);
    if (focused) (card.querySelector(`.${focused}:not(:disabled)`) || card).focus({ preventScroll: true });
  }

  /* Beside the word on a wide page; on a phone in the half of the screen that the word is not in. */
  function put() {
    const { text, words, place } = shown;
    const span = range(ends(text, words[place].start, words[place].end));
    if (CSS.highlights) CSS.highlights.set("word", new Highlight(new StaticRange(span)));
    const box = span.getBoundingClientRect();
    card.style.cssText = "";
    card.classList.toggle("above", phone.matches && box.top + box.bottom > innerHeight);
    if (phone.matches) return;
    const { width, height } = card.getBoundingClientRect();
    const below = box.bottom + height + 16 < innerHeight || box.top < height + 16;
    const left = Math.min(Math.max(8, (box.left + box.right - width) / 2), document.documentElement.clientWidth - width - 8);
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? box.bottom + 8 : box.top - height - 8) + scrollY}px`;
  }

  async function open(found, byKey) {
    if (!card) {
      back = document.activeElement;
      card = element("section", { className: "word", tabIndex: -1 });
      card.setAttribute("role", "dialog");
      card.setAttribute("aria-labelledby", "word-shown");
      document.body.append(card);
    }
    const mine = (shown = { ...found, tools: await language(), known: undefined });
    render();
    put();
    if (byKey) card.focus({ preventScroll: true });
    const engine = await index();
    const known = engine ? await engine.word(mine.words[mine.place].form).catch(() => null) : null;
    if (shown === mine && card) {
      shown.known = known;
      render();
      put();
    }
  }

  function close(withFocus) {
    if (!card) return;
    const inside = card.contains(document.activeElement);
    card.remove();
    card = shown = null;
    if (CSS.highlights) CSS.highlights.delete("word");
    if (withFocus && inside && back && document.contains(back)) back.focus({ preventScroll: true });
  }

  function walk(step) {
    const place = shown.place + step;
    if (!shown.words[place]) return;
    const { text, words } = shown;
    const box = range(ends(text, words[place].start, words[place].end)).getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 100) scrollBy(0, box.top - innerHeight / 3);
    open({ text, words, place });
  }

  /** Show the card of the word that is selected, unless it is the one shown. */
  async function look() {
    const found = await selected();
    if (!found) return;
    const same = shown && shown.text.root === found.text.root && shown.place === found.place;
    if (!same) open(found);
  }

  /** Show a card for the keyboard, and go into it. */
  async function ask() {
    const found = await nearest();
    if (found) open(found, true);
  }

  addEventListener("resize", () => card && put());
  document.addEventListener("warraq-language", () => card && render());
  document.addEventListener("pointerdown", (event) => card && !card.contains(event.target) && close());
  document.addEventListener(
    "keydown",
    (event) => {
      if (!card) return;
      const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key]; // the text runs to the left
      if (event.key !== "Escape" && !(step && card.contains(event.target))) return;
      event.preventDefault();
      if (step) walk(step);
      else close(true);
    },
    true,
  );

  warraq.card = { look, ask };
})(globalThis.warraq);
