// How often through time: a plot of the months, one for each source, and the counts behind them as tables.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words, isolate } = ui;
  const SOURCES = 12;
  const HEIGHT = 200;
  const SMALL = 44;
  // Pixels that the figures of a year take up with what parts them from the next.
  const FIGURES = 44;
  const MEASURES = {
    articles: ([, articles]) => articles,
    occurrences: ([occurrences]) => occurrences,
    share: ([, articles, all]) => (all ? (1000 * articles) / all : 0),
  };
  let measure = "articles";

  const shown = (value) => ui.count(measure === "share" ? Math.round(value * 10) / 10 : value);

  /** The whole view. `width` is that of the plot; `again()` draws it anew with another measure. */
  ui.time = function (page, state, frequency, width, again) {
    const { bins } = ui.bins(frequency.months);
    if (!bins.length) return [words("p", "no_dates", undefined, { class: "hint" })];
    const lang = document.documentElement.lang;
    const periods = bins.map(({ period }) => period);
    const values = bins.map((bin) => MEASURES[measure](bin.values));
    const most = values.indexOf(Math.max(...values));
    const name = (at) => ui.date(periods[at], page.months, lang);
    const label = ui.say("plot", { from: name(0), to: name(bins.length - 1), most: name(most), value: shown(values[most]) });
    const link = (period) => ui.address({ ...state, view: "list", q: ui.within(state.q, "date", period, lang), n: ui.PAGE });
    const drawn = plot(periods, values, width, HEIGHT, {
      label,
      title: (at) => `${name(at)}: ${shown(values[at])}`,
      axis: true,
      link,
    });
    return [
      choices(again),
      make("figure", {}, drawn, make("figcaption", {}, label)),
      table(
        "months_table",
        ["month", "measure_articles", "measure_occurrences", "all_articles", "measure_share"],
        bins.map(({ period, values: [occurrences, articles, all] }, at) => [
          make("a", { href: link(period) }, isolate(name(at))),
          ...[articles, occurrences, all].map(ui.count),
          all ? ui.count(Math.round((10000 * articles) / all) / 10) : "",
        ]),
        () => ui.save("months.csv", "text/csv", ui.csv([["month", "occurrences", "articles", "all_articles"], ...frequency.months])),
      ),
      ...bySource(page, state, frequency.sources, width),
    ];
  };

  function choices(again) {
    const made = make("fieldset", { class: "measures" }, words("legend", "measure", undefined, { class: "hidden" }));
    for (const name of Object.keys(MEASURES)) {
      const radio = make("input", { type: "radio", name: "measure", value: name, "data-key": `measure ${name}` });
      radio.checked = name === measure;
      radio.addEventListener("change", () => {
        measure = name;
        again();
      });
      made.append(make("label", {}, radio, words("span", `measure_${name}`)));
    }
    return made;
  }

  // Every source on the same scale and the same years, so that they can be compared.
  function bySource(page, state, sources, width) {
    const named = sources.filter(([source]) => source).sort((one, other) => other[2] - one[2]).slice(0, SOURCES);
    if (named.length < 2) return [];
    const lang = document.documentElement.lang;
    const { bins } = ui.bins(named.flatMap(([, years]) => years.map(([year]) => [String(year), 0])));
    const years = bins.map(({ period }) => period);
    const counts = new Map(named.map(([source, own]) => [source, new Map(own.map(([year, count]) => [String(year), count]))]));
    const row = (source) => years.map((year) => counts.get(source).get(year) || 0);
    const most = Math.max(...named.flatMap(([source]) => row(source)));
    // As the style sheet has it.
    const columns = matchMedia("(min-width: 40rem)").matches ? 3 : 2;
    const each = Math.floor((width - (columns - 1) * 24) / columns);
    const items = named.map(([source, , all]) => {
      const own = row(source);
      const href = ui.address({ ...state, view: "time", q: ui.within(state.q, "source", source, lang) });
      const label = ui.say("articles", {}, all);
      return make(
        "li",
        {},
        make("p", {}, make("a", { href }, isolate(source)), " ", make("small", {}, ui.count(all))),
        plot(years, own, each, SMALL, { label, most, title: (at) => `${years[at]}: ${ui.count(own[at])}` }),
      );
    });
    return [
      words("h2", "by_source"),
      make("p", { class: "hint" }, ui.span(years[0], years.at(-1))),
      make("ul", { class: "sources", lang: "ar", dir: "rtl" }, items),
      table(
        "sources_table",
        ["field_source", ...years.map((year) => ({ text: year }))],
        named.map(([source]) => [isolate(source), ...row(source).map(ui.count)]),
        () =>
          ui.save(
            "sources.csv",
            "text/csv",
            ui.csv([["source", "year", "articles"], ...sources.flatMap(([source, own]) => own.map(([year, count]) => [source, Number(year), count]))]),
          ),
      ),
    ];
  }

  /** Bars in a plane of `width` and `height` pixels; time runs as the furniture is read. */
  function plot(periods, values, width, height, { label, title, most, axis, link }) {
    const bottom = axis ? 22 : 0;
    const top = axis ? 18 : 0;
    const plane = height - top - bottom;
    const highest = most ?? Math.max(...values);
    const step = width / periods.length;
    const left = (at) => (ui.rightToLeft() ? width - (at + 1) * step : at * step);
    const bars = periods.map((period, at) => {
      const tall = highest ? (values[at] / highest) * plane : 0;
      const bar = make("rect", { x: left(at) + step * 0.08, y: top + plane - tall, width: step * 0.84, height: values[at] ? Math.max(tall, 1.5) : 0 });
      const whole = make("rect", { class: "hit", x: left(at), y: top, width: step, height: plane });
      const inside = [bar, whole, make("title", {}, title(at))];
      // What is inside an image is nothing to readers of the screen; the table has the same as links.
      return make("g", { "data-href": link && values[at] ? link(period) : null }, ...inside);
    });
    const lines = axis ? axes(periods, highest, width, height, { top, plane, step, left }) : [];
    return make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "plot", role: "img", "aria-label": label }, lines, bars);
  }

  // One line at the top of the scale, and years as far apart as their figures need.
  function axes(periods, highest, width, height, { top, plane, step, left }) {
    const text = (x, y, content, anchor) => make("text", { x, y, "text-anchor": anchor, direction: "ltr" }, content);
    const made = [
      make("line", { x1: 0, x2: width, y1: top, y2: top, class: "grid" }),
      make("line", { x1: 0, x2: width, y1: top + plane, y2: top + plane }),
      ui.rightToLeft() ? text(width, top - 5, shown(highest), "end") : text(0, top - 5, shown(highest), "start"),
    ];
    for (const { year, x, middle } of years(periods, width, step, (at) => (ui.rightToLeft() ? left(at) + step : left(at)))) {
      made.push(make("line", { x1: x, x2: x, y1: top + plane, y2: top + plane + 5 }), text(middle, height - 4, year, "middle"));
    }
    return made;
  }

  // The years whose figures have room. One that began before the plot gives way to the next.
  function years(periods, width, step, edge) {
    const starts = periods
      .map((period, at) => ({ year: period.slice(0, 4), at, whole: period.length === 4 || period.endsWith("-01") }))
      .filter(({ whole, at }) => whole || at === 0);
    const every = Math.ceil(FIGURES / (step * (periods[0].length === 4 ? 1 : 12)));
    const kept = [];
    for (const start of starts.filter(({ year }) => starts.length <= every || Number(year) % every === 0)) {
      const x = edge(start.at);
      const middle = Math.min(width - FIGURES / 2, Math.max(FIGURES / 2, x));
      const before = kept.at(-1);
      if (before && Math.abs(before.middle - middle) < FIGURES) {
        if (before.whole) continue;
        kept.pop();
      }
      kept.push({ ...start, x, middle });
    }
    return kept;
  }

  function table(caption, head, rows, save) {
    const button = words("button", "download_csv", undefined, { type: "button", class: "quiet" });
    button.addEventListener("click", save);
    const cells = head.map((key) => (typeof key === "string" ? words("th", key, undefined, { scope: "col" }) : make("th", { scope: "col" }, key.text)));
    const body = rows.map(([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first), rest.map((value) => make("td", {}, value))));
    return make(
      "details",
      { class: "counts" },
      words("summary", caption),
      button,
      make("div", { class: "wide", tabindex: 0, role: "region", "data-l": caption }, make("table", {}, make("thead", {}, make("tr", {}, cells)), make("tbody", {}, body))),
    );
  }
})((globalThis.warraq = globalThis.warraq || {}));
