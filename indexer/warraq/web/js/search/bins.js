// Months and years as bins on a line of time, and how they are called.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  // More months than these are shown as years.
  const MONTHS = 180;

  const pad = (number) => String(number).padStart(2, "0");
  const place = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

  /** Sort rows `[period, ...numbers]` into bins without gaps; `{unit, bins: [{period, values}]}`, a year is 4 letters. */
  ui.bins = function (rows) {
    const dated = rows.filter(([period]) => /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(period));
    const width = Math.max(0, ...rows.map((row) => row.length - 1));
    const months = dated.filter(([period]) => period.length === 7);
    if (!dated.length) return { unit: "month", bins: [] };
    const places = months.map(([period]) => place(period));
    const first = Math.min(...places);
    const last = Math.max(...places);
    if (months.length === dated.length && last - first < MONTHS) {
      return fill(first, last, (at) => `${String(Math.floor(at / 12)).padStart(4, "0")}-${pad((at % 12) + 1)}`, dated, width, "month");
    }
    const years = dated.map(([period]) => Number(period.slice(0, 4)));
    return fill(Math.min(...years), Math.max(...years), (at) => String(at).padStart(4, "0"), dated, width, "year");
  };

  function fill(first, last, name, rows, width, unit) {
    const bins = new Map();
    for (let at = first; at <= last; at++) bins.set(name(at), { period: name(at), values: Array(width).fill(0) });
    for (const [period, ...numbers] of rows) {
      const bin = bins.get(unit === "year" ? period.slice(0, 4) : period);
      numbers.forEach((number, at) => (bin.values[at] += number));
    }
    return { unit, bins: [...bins.values()] };
  }

  /** What a date filter says of the time from one period to another: whole years are told as years. */
  ui.range = function (from, to) {
    const whole = (period, month) => (period.endsWith(`-${month}`) ? period.slice(0, 4) : period);
    const years = [whole(from, "01"), whole(to, "12")];
    const [first, last] = years.every((period) => period.length === 4) ? years : [from, to];
    return first === last ? first : `${first}..${last}`;
  };

  /** The first and last bin that a date filter covers. */
  ui.covered = function (value, bins) {
    const [from, to = from] = value.replaceAll("/", "-").split("..");
    const within = bins.map(({ period }, at) => at).filter((at) => {
      const period = bins[at].period;
      const length = (end) => Math.min(end.length, period.length);
      return (!from || period.slice(0, length(from)) >= from.slice(0, length(from))) &&
        (!to || period.slice(0, length(to)) <= to.slice(0, length(to)));
    });
    return within.length ? [within[0], within[within.length - 1]] : [0, bins.length - 1];
  };

  /** A date in words, in the month names of the archive: of `2017-10-15` the day, of `2017` the year alone. */
  ui.date = function (date, months, lang) {
    const match = /^(\d{4})(?:[-/](0[1-9]|1[0-2])(?:[-/](0[1-9]|[12]\d|3[01]))?)?$/.exec(date);
    if (!match || !match[2]) return date;
    const name = lang === "en" ? english.format(new Date(Date.UTC(2000, match[2] - 1))) : months[match[2] - 1];
    return [match[3] && Number(match[3]), name, match[1]].filter(Boolean).join(" ");
  };
  const english = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });
})((globalThis.warraq = globalThis.warraq || {}));
