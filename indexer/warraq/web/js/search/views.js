// The ways to see an answer: a list of results, a concordance, a plot through time.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words } = ui;
  // Of a concordance, asked for at once.
  const LINES = 100;

  /**
   * Make what shows answers in the frame's parts: by view, `(index, now, found, current)`, done when all of it is there.
   * `current()` tells whether the answer is still wanted; `go(next)` asks for more.
   */
  ui.makeViews = function (page, { parts, proceed }, go) {
    function list(index, now, found) {
      ui.show(parts.view);
      ui.show(parts.hits, ui.results(page, now, found.hits));
      const rest = found.total - found.hits.length;
      proceed(now.view, rest > 0 && found.hits.length === now.n, () => {
        const from = parts.hits.children.length;
        go({ n: now.n + ui.MORE }).then(() => parts.hits.children[from]?.querySelector("a").focus());
      });
    }

    async function context(index, now, found, current) {
      let lines = [];
      const next = async () => {
        const more = await index.concordance(now.q, { ...ui.how(now), limit: LINES, offset: lines.length });
        if (!current()) return;
        lines = [...lines, ...more.lines];
        const told = make("p", { class: "hint" }, ui.say("lines", { shown: ui.count(lines.length) }, more.total));
        const sort = make("nav", { class: "orders", "data-l": "by" }, words("span", "by"), ui.orders(now));
        const save = ui.button("download_csv", () => ui.save("concordance.csv", "text/csv", ui.linesCsv(lines, page.url)));
        ui.show(parts.hits);
        ui.show(parts.view, sort, told, make("ol", { class: "kwic", lang: "ar", dir: "rtl" }, ui.lines(page, now, lines)), lines.length > 0 && save);
        proceed(now.view, lines.length < more.total, next);
      };
      await next();
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
