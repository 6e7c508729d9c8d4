// What the articles found have in common, with counts: choosing a value narrows the question.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words, isolate } = ui;
  const FIELDS = ["source", "category", "person", "place", "organization", "author"];
  const SHOWN = 6;
  const MOST = 40;
  // What the reader opened stays open from one answer to the next.
  const unfolded = new Set();

  /**
   * The groups of values; `state` is the question they narrow. Of the fields that are too `large` to be loaded unasked, the
   * bytes; `ask(field)` has one loaded.
   */
  ui.facets = function (state, facets, large, ask) {
    const lang = document.documentElement.lang;
    const asked = new Set(ui.filters(state.q).filter(({ not }) => !not).map(({ field, value }) => `${field} ${value}`));
    return FIELDS.map((field) => {
      if (large.has(field)) return offer(field, large.get(field), ask);
      const values = (facets[field] || []).filter(([value]) => value && !asked.has(`${field} ${value}`));
      return values.length > 0 && group(state, field, values, lang);
    }).filter(Boolean);
  };

  function offer(field, bytes, ask) {
    const size = (bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    const button = make("button", { type: "button", class: "quiet", "data-key": `values ${field}` }, ui.say("show_values", { size }));
    button.addEventListener("click", () => {
      button.setAttribute("aria-busy", true); // and it keeps the focus, which the list takes over
      ask(field);
    });
    return make("section", {}, words("h3", `field_${field}`), button);
  }

  function group(state, field, values, lang) {
    const rest = values.slice(SHOWN, MOST);
    const untold = values.length > MOST ? "…" : ""; // there are more than can be unfolded
    const item = ([value, count]) =>
      make(
        "li",
        {},
        make(
          "a",
          { href: ui.address({ ...state, q: ui.within(state.q, field, value, lang), n: ui.PAGE }), "data-key": `${field} ${value}` },
          isolate(value),
        ),
        " ",
        make("small", {}, ui.count(count)),
      );
    const shown = values.slice(0, SHOWN).map(item);
    const list = make("ul", { lang: "ar", dir: "rtl", tabindex: -1, "data-key": `values ${field}` });
    const more = rest.length > 0 && make("button", { type: "button", class: "quiet" });
    const made = make("section", {}, words("h3", `field_${field}`), list, more);
    const tell = (open) => {
      list.replaceChildren(...shown, ...(open ? rest.map(item) : []));
      if (!more) return;
      more.setAttribute("aria-expanded", open);
      more.textContent = open ? warraq.say("fewer_values") : warraq.say("more_values", rest.length) + untold;
    };
    tell(unfolded.has(field));
    if (!more) return made;
    more.addEventListener("click", () => {
      const open = !unfolded.delete(field);
      if (open) unfolded.add(field);
      tell(open);
      warraq.showDigits(warraq.chosen.digits, made);
    });
    return made;
  }
})((globalThis.warraq = globalThis.warraq || {}));
