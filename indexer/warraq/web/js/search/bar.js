// What can be done with an answer: seen in another way, put in another order, taken away as a file.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words } = ui;
  // Results in a file.
  const SAVED = 1000;
  // Of them asked for at once.
  const BATCH = 100;

  ui.button = function (key, action) {
    const made = words("button", key, undefined, { type: "button", class: "quiet" });
    made.addEventListener("click", action);
    return made;
  };

  const choice = (name, value, now) =>
    words("a", `${name}_${value}`, undefined, {
      href: ui.address({ ...now, [name]: value, n: ui.PAGE }),
      "aria-current": now[name] === value && "true",
      "data-key": `${name} ${value}`,
    });

  /** The ways to see an answer, each a link. */
  ui.views = (now) => make("nav", { class: "views", "data-l": "views" }, ui.VIEWS.map((view) => choice("view", view, now)));

  /** The orders of the results, each a link. */
  ui.listOrders = (now) =>
    make("nav", { class: "orders", "data-l": "order" }, words("span", "order"), ["relevance", "date"].map((order) => choice("order", order, now)));

  /** The switch that takes the copies of a report as one; `choose(on)` is told. */
  ui.collapsing = function (now, choose) {
    const box = make("input", { type: "checkbox", name: "collapse", "data-key": "collapse" });
    box.checked = now.collapse;
    box.addEventListener("change", () => choose(box.checked));
    return make("label", { class: "collapse" }, box, words("span", "collapse"));
  };

  /** What gives the results of `found` as files. `open()` gives the index; `fail(error)` tells what went wrong. */
  ui.files = function (page, now, found, open, fail) {
    const first = words("span", "saved_first", SAVED, { class: "hint", hidden: found.total <= SAVED });
    const buttons = Object.entries(ui.formats).map(([name, format]) => {
      const made = words("button", `as_${name}`, undefined, { type: "button", "data-format": name });
      made.addEventListener("click", async () => {
        made.disabled = true;
        try {
          const hits = await all(await open(), now, found.total);
          const about = { url: page.url, site: page.site, query: now.q, level: now.level, total: found.total, articles: found.articles, counts: found.counts };
          ui.save(`results.${name}`, format.type, format.make(hits, about));
        } catch (error) {
          fail(error);
        }
        made.disabled = false;
      });
      return made;
    });
    const made = make("details", { class: "files" }, words("summary", "download"), make("div", {}, buttons, first));
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      made.open = false;
      made.querySelector("summary").focus();
    });
    return made;
  };

  async function all(index, now, total) {
    const hits = [];
    while (hits.length < Math.min(total, SAVED)) {
      const limit = Math.min(BATCH, SAVED - hits.length);
      const next = await index.search(now.q, { ...ui.how(now), order: now.order, limit, offset: hits.length });
      if (!next.hits.length) break;
      hits.push(...next.hits);
    }
    return hits;
  }
})((globalThis.warraq = globalThis.warraq || {}));
