// The ways to see an answer: a list of results, a concordance, a plot through time.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words } = ui;
  // Results drawn at once; the page lives on before the others are.
  const FIRST = 4;
  // Lines of a concordance, shown at once.
  const LINES = 100;
  // Lines that are sorted. Their articles are all loaded for it: ten times as many would be most of a large archive.
  const SORTED = 1000;

  /**
   * Make what shows answers in the frame's parts: by view, `(index, now, found, current)`, done when all of it is there.
   * `current()` tells whether the answer is still wanted; `go(next)` asks for more.
   */
  ui.makeViews = function (page, { parts, proceed }, go) {
    async function list(index, now, found, current) {
      const inside = parts.hits.contains(document.activeElement); // what has the focus is not to be gone for a moment
      const first = inside ? found.hits.length : FIRST;
      ui.show(parts.view);
      ui.show(parts.hits, ui.results(page, now, found.hits.slice(0, first)));
      if (found.hits.length > first) {
        await ui.drawn();
        if (!current()) return;
        parts.hits.append(...ui.results(page, now, found.hits.slice(first)));
        ui.dress(parts.hits);
      }
      const rest = found.total - found.hits.length;
      proceed(now.view, rest > 0 && found.hits.length === now.n, () => {
        const from = parts.hits.children.length;
        go({ n: now.n + ui.MORE }).then(() => parts.hits.children[from]?.querySelector("a").focus());
      });
    }

    async function context(index, now, found, current) {
      const list = make("ol", { class: "kwic", lang: "ar", dir: "rtl" });
      const told = make("div", { class: "hint" });
      const sorting = now.by !== "place";
      let [lines, total] = [[], 0];

      /** Load the lines after those that are there; where they are sorted, all that can be, at once. */
      async function load() {
        const part = { limit: sorting ? SORTED : LINES, offset: lines.length };
        const more = await index.concordance(now.q, { ...ui.how(now), ...part });
        lines = [...lines, ...ui.sorted(more.lines, now.by)];
        // Two words found in one place are one line: how many lines there are is known at their end.
        total = more.lines.length < part.limit ? lines.length : more.total;
        await ui.drawn(); // sorting and drawing are a task each
      }

      async function next() {
        const from = list.children.length;
        if (from === lines.length) await load();
        if (!current()) return;
        list.append(...ui.lines(page, now, lines.slice(from, from + LINES)));
        ui.show(
          told,
          make("p", {}, ui.say("lines", { shown: ui.count(list.children.length) }, total)),
          sorting && lines.length < total && make("p", {}, ui.say("lines_sorted", { sorted: ui.count(lines.length) })),
        );
        ui.dress(list);
        proceed(now.view, list.children.length < (sorting ? lines.length : total), next);
      }

      await next();
      if (!current()) return;
      const sort = make("nav", { class: "orders", "data-l": "by" }, words("span", "by"), ui.orders(now));
      const save = ui.button("download_csv", () => ui.save("concordance.csv", "text/csv", ui.linesCsv(lines, page.url)));
      ui.show(parts.hits);
      ui.show(parts.view, sort, told, list, lines.length > 0 && save);
    }

    async function time(index, now, found, current) {
      const frequency = await index.frequency(now.q, ui.how(now));
      if (!current()) return;
      ui.show(parts.hits);
      // A plot is as wide as the room it has.
      parts.finder.hidden = false;
      const draw = () => ui.show(parts.view, ui.time(page, now, frequency, parts.pane.clientWidth, draw));
      draw();
      proceed(now.view, false);
    }

    return { list, context, time };
  };
})((globalThis.warraq = globalThis.warraq || {}));
