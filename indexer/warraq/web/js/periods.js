// Mirrors periods.py: dates as periods of whole days, so that a partial date and a range can be compared.
(function (warraq) {
  "use strict";

  const FIRST = 0;
  const LAST = 99991231;

  /** Make the reader of dates: `{period, periodRange}`, each of a text to `[first, last]` (YYYYMMDD) or null. */
  warraq.makePeriods = function (folder) {
    const date = new RegExp(
      `^[${warraq.SPACE}]*([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?[${warraq.SPACE}]*$`,
    );
    const something = new RegExp(`[^${warraq.SPACE}]`);

    /** A month's last day is 31 whatever the month: the numbers are made to be compared, not to be read. */
    function period(text) {
      const match = date.exec(folder.foldText(text));
      if (match === null) return null;
      const [year, month, day] = match.slice(1).map((part) => Number(part || 0));
      if (month > 12 || day > 31 || (match[2] && !month) || (match[3] && !day)) return null;
      return [year * 10000 + (month || 1) * 100 + (day || 1), year * 10000 + (month || 12) * 100 + (day || 31)];
    }

    /** A date or a range `from..to`, either end of which may be left open. */
    function periodRange(text) {
      const dots = text.indexOf("..");
      if (dots < 0) return period(text);
      const [start, end] = [text.slice(0, dots), text.slice(dots + 2)];
      const first = something.test(start) ? period(start) : [FIRST, FIRST];
      const last = something.test(end) ? period(end) : [LAST, LAST];
      if (!first || !last || !(something.test(start) || something.test(end))) return null;
      return [Math.min(first[0], last[0]), Math.max(first[1], last[1])];
    }

    return { period, periodRange };
  };
})((globalThis.warraq = globalThis.warraq || {}));
