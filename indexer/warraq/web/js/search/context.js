// The concordance: every occurrence with the words around it, one a line, aligned on the word.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words } = ui;
  const order = new Intl.Collator("ar");
  let fold;

  const forms = (text) => {
    fold = fold || warraq.makeFold(warraq.rules).foldText;
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  };
  const keys = {
    before: (line) => forms(line.before).reverse(),
    word: (line) => forms(line.word),
    after: (line) => forms(line.after),
  };

  /** The lines in the order asked for: as they stand, or by the word, or by what stands beside it and then further on. */
  ui.sorted = function (lines, by) {
    if (!keys[by]) return lines;
    const parts = by === "word" ? ["word", "after"] : [by];
    const keyed = lines.map((line) => [line, parts.map((part) => keys[part](line).join(" ")).join("  ")]);
    return keyed.sort((a, b) => order.compare(a[1], b[1])).map(([line]) => line);
  };

  ui.lines = (page, state, lines) =>
    lines.map((line) =>
      make(
        "li",
        { "data-id": line.id },
        make(
          "a",
          { class: "line", href: ui.into(line, state) },
          make("span", { class: "ahead" }, make("span", {}, ui.flow(line.before))),
          make("span", { class: "onward" }, make("mark", {}, ui.flow(line.word)), ui.flow(line.after)),
        ),
        ui.facts(page, line, make("cite", {}, ui.isolate(line.title))),
      ),
    );

  /** The orders, each a link. */
  ui.orders = (state) =>
    ["place", "before", "word", "after"].map((by) =>
      words("a", `by_${by}`, undefined, {
        href: ui.address({ ...state, by }),
        "aria-current": by === state.by && "true",
        "data-key": `by ${by}`,
      }),
    );

  ui.linesCsv = (lines, url) =>
    ui.csv([
      ["id", "before", "word", "after", "title", "source", "date", "url"],
      ...lines.map((line) => [line.id, line.before, line.word, line.after, line.title, line.source, line.date, url(line) || line.address]),
    ]);
})((globalThis.warraq = globalThis.warraq || {}));
