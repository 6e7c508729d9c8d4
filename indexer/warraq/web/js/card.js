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

  /* For the keyboard: the selected word, that of the link which has the focus, the hit the reader is at, or the first in
     sight. */
  async function nearest() {
    const chosen = await selected();
    if (chosen) return chosen;
    const link = document.activeElement.closest(".text a");
    const name = link && textOf(link).nodes[0];
    const hit = here();
    const at = name ? [name, 0] : hit && [hit.startContainer, hit.startOffset];
    const found = await wordsOf(at ? rootOf(at[0]) : document.querySelector(".text"));
    const unit = at ? unitOf(found.text, ...at) : -1;
    const visible = (word) => range(ends(found.text, word.start, word.end)).getBoundingClientRect().top > 0;
    const place = found.words.findIndex((word) => (unit < 0 ? visible(word) : word.end > unit));
    return place < 0 ? null : { ...found, place };
  }

  /* A word as it is asked for: folded, but with the ة that it is written with. */
  const asked = ({ form, typed }) => warraq.typedSo(form, typed);

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

  /* The counts of months, or of years where months are many, with none left out: `[name, count]` in order. */
  function periods(months) {
    const named = months.filter(([month]) => /^\d{4}/.test(month)).sort(([one], [other]) => (one < other ? -1 : 1));
    if (!named.length) return [];
    const at = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7) || 1) - 1;
    const [from, to] = [at(named[0][0]), at(named.at(-1)[0])];
    const step = to - from >= MONTHS || named.some(([month]) => month.length < 7) ? 12 : 1;
    const first = Math.floor(from / step);
    const counts = new Array(Math.floor(to / step) - first + 1).fill(0);
    for (const [month, count] of named) counts[Math.floor(at(month) / step) - first] += count;
    return counts.map((count, place) => {
      const month = (first + place) * step;
      const year = String(Math.floor(month / 12));
      return [step === 12 ? year : `${year}-${String((month % 12) + 1).padStart(2, "0")}`, count];
    });
  }

  function drawn(name, values, parent) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(values).forEach(([key, value]) => made.setAttribute(key, value));
    parent.append(made);
    return made;
  }

  /* How often a word stands in the archive through time. */
  function plot(months, parent) {
    const bars = periods(months);
    if (bars.length < 2) return;
    const peak = bars.reduce((most, bar) => (bar[1] > most[1] ? bar : most));
    const values = { from: bars[0][0], to: bars.at(-1)[0], peak: peak[0], count: peak[1] };
    const told = warraq.say("word_over_time").replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const figure = element("figure", {}, parent);
    const box = { viewBox: `0 0 ${bars.length} 10`, preserveAspectRatio: "none", role: "img", "aria-label": told };
    const svg = drawn("svg", box, figure);
    bars.forEach(([name, count], place) => {
      const height = count ? Math.max(0.5, (10 * count) / peak[1]) : 0;
      const bar = drawn("rect", { x: place + 0.1, y: 10 - height, width: 0.8, height }, svg);
      drawn("title", {}, bar).textContent = `${name}: ${count}`;
    });
    const axis = element("figcaption", {}, figure);
    for (const name of [values.from, values.to]) element("small", { textContent: name }, axis);
  }

  /* How often the word stands in the archive; without an index, how often its stem stands on this page. */
  function told(parent) {
    const { words, place, known, tools } = shown;
    const line = element("p", {}, parent);
    line.setAttribute("role", "status");
    if (known?.articles) {
      spoken("span", "times", line, known.forms.reduce((sum, [, count]) => sum + count, 0));
      spoken("span", "articles", line, known.articles);
    } else if (known === undefined) {
      spoken("span", "word_waiting", line);
    } else {
      const stem = tools.stem(words[place].form);
      spoken("span", "times_here", line, words.filter((other) => tools.stem(other.form) === stem).length);
    }
  }

  function ways(word, written, lemmas, parent) {
    const list = element("ul", { className: "ways" }, parent);
    const field = warraq.lang === "ar" ? "مدخل" : "lemma";
    search("word_search_all", list, lemmas?.length === 1 ? `${field}:${lemmas[0]}` : asked(word), "lemma");
    search("word_search_typed", list, word.typed, "typed");
    const copy = spoken("button", "copy", element("li", {}, list));
    copy.type = "button";
    copy.addEventListener("click", () => warraq.copy(written));
  }

  function forms(known, parent) {
    if (known.forms.length < 2) return;
    spoken("h3", "word_forms", parent);
    const list = element("ul", { className: "forms" }, parent);
    for (const [form, count, written] of known.forms.slice(0, FORMS)) {
      const entry = element("li", {}, list);
      arabic("bdi", written ?? form, entry);
      entry.append(" ");
      element("small", { textContent: count.toLocaleString("en") }, entry);
    }
    if (known.forms.length > FORMS) spoken("li", "word_more", list, known.forms.length - FORMS);
  }

  function render() {
    const { text, words, place, known } = shown;
    const word = words[place];
    const written = text.text.slice(word.start, word.end);
    const focused = card.contains(document.activeElement) && document.activeElement.className;
    card.replaceChildren();
    arabic("h2", written, card).id = "word-shown";
    told(card);
    // A lemma is folded; where the archive has it as a form, it is shown, and asked for, as it is written there.
    const asWritten = new Map(known?.forms.map(([form, , written]) => [form, written]));
    const lemmas = known?.lemmas.map((lemma) => asWritten.get(lemma) ?? lemma);
    if (known?.articles) {
      const facts = element("dl", {}, card);
      fact("word_lemma", lemmas, facts);
      fact("word_root", known.roots, facts);
    }
    ways(word, written, lemmas, card);
    if (known?.articles) {
      forms(known, card);
      plot(known.months, card);
    }
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
    const known = engine ? await engine.word(asked(mine.words[mine.place])).catch(() => null) : null;
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
