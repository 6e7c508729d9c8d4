// The results: what was found, how far each level finds, other spellings to try, and why an article was found.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words, isolate } = ui;
  // Words named when a result tells why it was found.
  const FORMS = 4;

  /** The address of a sentence of an article's page, which marks there what was asked for. */
  ui.into = function (hit, state) {
    const asked = new URLSearchParams({ hl: state.q, level: state.level });
    return `./${hit.address}?${asked}${hit.anchor ? "#" + hit.anchor : ""}`;
  };

  /** A line of facts: source, date and whatever else is given. */
  ui.facts = (page, hit, ...more) =>
    make(
      "p",
      { class: "by" },
      hit.source && make("span", {}, isolate(hit.source)),
      hit.date && make("time", { datetime: hit.date }, ui.date(hit.date, page.months, "ar")),
      ...more,
    );

  ui.results = (page, state, hits) =>
    hits.map((hit) =>
      make(
        "li",
        { "data-id": hit.id, "data-score": hit.score },
        make("a", { href: ui.into(hit, state), "data-key": `hit ${hit.id}` }, isolate(hit.title)),
        ui.facts(
          page,
          hit,
          hit.category && make("span", {}, isolate(hit.category)),
        ),
        make("blockquote", {}, hit.snippet.map(([text, marked]) => (marked ? make("mark", {}, ui.flow(text)) : ui.flow(text)))),
        why(hit, state),
        hit.others > 0 && copies(page, hit, state),
      ),
    );

  /** The other articles that are the same report, as far as the answer names them: by what tells each from the one listed. */
  function copies(page, hit, state) {
    const links = hit.copies.map((copy) => {
      const place = [
        copy.source !== hit.source && copy.source && isolate(copy.source),
        copy.date !== hit.date && copy.date && ui.date(copy.date, page.months, "ar"),
      ].filter(Boolean);
      const told = copy.title !== hit.title || !place.length ? [isolate(copy.title), ...place] : place;
      return make("a", { href: ui.into(copy, state), "data-id": copy.id }, told.flatMap((part, at) => (at ? [" · ", part] : [part])));
    });
    const listed = links.flatMap((link, at) => (at ? ["، ", link] : [link]));
    return make("p", { class: "others" }, words("span", "same_text", hit.others), ": ", listed, hit.others > links.length && "…");
  }

  // A form that is written as it was typed needs no reason. Reasons are folded, and رييس is no spelling of رئيس: they are
  // shown as they were typed and as the article has them; forms that the result does not show are told where it shows none.
  function why(hit, state) {
    const told = new Map();
    const asked = ui.written(state.q);
    const marked = hit.snippet.filter(([, marked]) => marked).map(([text]) => text);
    const found = ui.written([hit.title, ...marked].join(" "));
    for (const { word, form, level } of hit.why || []) {
      if (form === word || level === "typed" || (level === "folded" && word.split(" ").includes(form))) continue;
      const key = JSON.stringify([word, level === "folded" ? "variant" : level]);
      told.set(key, [...(told.get(key) || []), form]);
    }
    if (!told.size) return null;
    return make(
      "p",
      { class: "why" },
      [...told].map(([key, forms]) => {
        const [word, level] = JSON.parse(key);
        const seen = forms.filter((form) => found.has(form)).map((form) => found.get(form));
        const shown = (seen.length ? seen : forms).slice(0, FORMS);
        const more = forms.length > shown.length ? "…" : "";
        return make("span", {}, isolate(shown.join("، ") + more), " ← ", isolate(asked.get(word) ?? word), " ", words("small", `level_${level}`));
      }),
    );
  }

  /** How many articles each level finds, each a link to that search; a count may come later. */
  ui.levels = (state, counts) =>
    ui.LEVELS.map((level) =>
      make(
        "a",
        { href: ui.address({ ...state, level, n: ui.PAGE }), "aria-current": level === state.level && "true", "data-key": `level ${level}` },
        words("span", `level_${level}`),
        " ",
        make("small", {}, counts[level] === undefined ? "" : ui.count(counts[level])),
      ),
    );

  /** Other ways to ask, where a word finds nothing. */
  ui.suggestions = (state, suggestions) =>
    suggestions.length > 0 &&
    make(
      "p",
      { class: "mean" },
      words("span", "did_you_mean"),
      ": ",
      suggestions.map((text, at) => [
        at > 0 && "، ",
        make("a", { href: ui.address({ ...state, q: text, n: ui.PAGE }) }, isolate(text)),
      ]).flat(),
    );

  /** The filters of a question, each a link to the question without it. */
  ui.chips = (page, state) =>
    ui.filters(state.q).map((filter, at) => {
      const value = filter.field === "date" ? period(page, filter.value) : isolate(filter.value);
      return make(
        "li",
        {},
        make(
          "a",
          { href: ui.address({ ...state, q: ui.without(state.q, filter), n: ui.PAGE }), "data-key": `chip ${at}` },
          filter.not && words("span", "without"),
          filter.not && " ",
          make("span", {}, words("span", `field_${filter.field}`), ": ", value),
          " ",
          words("span", "remove_filter", undefined, { class: "hidden" }),
        ),
      );
    });

  function period(page, value) {
    const lang = document.documentElement.lang;
    const [from, to = from] = value.split("..").map((end) => (end ? ui.date(end, page.months, lang) : "…"));
    return ui.span(from, to);
  }
})((globalThis.warraq = globalThis.warraq || {}));
