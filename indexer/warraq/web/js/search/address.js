// The address holds the whole question, and the question's text all that narrows it: one language, read by every engine.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});

  const LEVELS = (ui.LEVELS = ["typed", "folded", "stem", "lemma", "root"]);
  const VIEWS = (ui.VIEWS = ["list", "context", "time"]);
  // Of the lines of a concordance.
  const ORDERS = ["place", "before", "word", "after"];
  // A result costs the reader a part of a file, so few come first.
  ui.PAGE = 10;
  ui.MORE = 20;
  const MOST = 500;

  // The names of filters are those of rules.json; the first Arabic one is written where Arabic is read.
  const fields = { ...warraq.rules.query.fields, date: warraq.rules.query.date };
  const names = new Map(Object.entries(fields).flatMap(([field, others]) => [field, ...others].map((name) => [name, field])));
  const FILTER = new RegExp(
    `(^|[\\s(])([-+−]?)(${[...names.keys()].join("|")})[:：](?:"([^"]*)"|«([^»]*)»|“([^”]*)”|([^\\s()"«»“”]+))|"[^"]*"|«[^»]*»|“[^”]*”`,
    "gu",
  );

  /** The filters in a question: `{field, value, not, start, end}`, places in code units of `text`. */
  ui.filters = function (text) {
    // A quotation is matched so that nothing in it is taken for a filter.
    return [...text.matchAll(FILTER)].filter((match) => match[3]).map((match) => ({
      field: names.get(match[3]),
      value: (match[4] ?? match[5] ?? match[6] ?? match[7]).trim(),
      not: match[2] === "-" || match[2] === "−",
      start: match.index + match[1].length,
      end: match.index + match[0].length,
    }));
  };

  /** The question without one of its filters. */
  ui.without = (text, filter) => (text.slice(0, filter.start).trimEnd() + " " + text.slice(filter.end).trimStart()).trim();

  /** The question without any filter of a field. */
  ui.withoutField = function (text, field) {
    const own = ui.filters(text).filter((filter) => filter.field === field && !filter.not);
    return own.reverse().reduce(ui.without, text);
  };

  /** The question narrowed to a value of a field, named in Arabic where Arabic is read; a date takes the old one's place. */
  ui.within = function (text, field, value, lang) {
    const before = field === "date" ? ui.withoutField(text, "date") : text.trim();
    if (!value) return before;
    const name = lang === "ar" ? fields[field][0] : field;
    // Between Arabic letters a date with strokes is shown as it is written; one with hyphens is not.
    const written = field !== "date" ? quoted(value) : lang === "ar" ? value.replaceAll("-", "/") : value;
    return `${before} ${name}:${written}`.trim();
  };

  function quoted(value) {
    const line = value.replace(/\s+/g, " ").trim();
    const marks = [['"', '"'], ["«", "»"], ["“", "”"]].find(([open, close]) => !line.includes(open) && !line.includes(close));
    return marks ? marks[0] + line + marks[1] : `"${line.replace(/["«»“”]/g, " ").trim()}"`;
  }

  /** Read the part of an address after its `?`. Whatever stands there gives a state. */
  ui.read = function (search) {
    const given = new URLSearchParams(search);
    const one = (name, allowed) => (allowed.includes(given.get(name)) ? given.get(name) : allowed[0]);
    const many = Number.parseInt(given.get("n"), 10);
    return {
      q: (given.get("q") || "").trim(),
      level: one("level", ["lemma", ...LEVELS]),
      order: one("order", ["relevance", "date"]),
      view: one("view", VIEWS),
      by: one("by", ORDERS),
      collapse: given.get("collapse") === "1",
      n: many > ui.PAGE ? Math.min(many, MOST) : ui.PAGE,
    };
  };

  /** What every question to the index is asked with. */
  ui.how = ({ level, collapse }) => ({ level, collapse });

  /** The address of a state; what is as usual is left out. */
  ui.address = function (state) {
    const usual = { level: "lemma", order: "relevance", view: "list", by: "place", n: ui.PAGE };
    const { q, level, order, view, by, n } = state;
    const given = Object.entries({ q, level, order, view, by, collapse: state.collapse ? "1" : "", n });
    const told = given.filter(([name, value]) => value !== undefined && value !== "" && value !== usual[name]);
    return "search.html" + (told.length ? "?" + new URLSearchParams(told) : "");
  };
})((globalThis.warraq = globalThis.warraq || {}));
