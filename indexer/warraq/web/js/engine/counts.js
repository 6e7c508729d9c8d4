// How much was found: by the fields of the articles and by month.
(function (warraq) {
  "use strict";

  const byFirst = (one, other) => (one[0] < other[0] ? -1 : 1);
  const monthOf = (day) => (day ? `${String(day).slice(0, 4)}-${String(day).slice(4, 6)}` : "");

  /**
   * Count articles under names: `add(name, article)` tells whether it counts. Where `report` gives that of an article,
   * those of one report count once under a name: every count is what a search narrowed to the name would find.
   */
  function makeTally(report) {
    const [counts, seen] = [new Map(), new Set()];
    function add(name, article) {
      const once = report && `${name} ${report(article)}`;
      if (once && seen.has(once)) return false;
      if (once) seen.add(once);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return true;
    }
    return { counts, add };
  }

  /** Make the counter over an index's files: `{facets}`, of a prepared query. */
  warraq.makeCounts = function (files) {
    const valuesOf = async (name) => (name in files.fields ? files.field(name) : []);

    /** How many of the articles found have each of the `most` commonest values of the fields, and of each month. */
    async function facets({ found, report }, fields, most) {
      const counted = {};
      await Promise.all(fields.map(async (name) => {
        const tally = makeTally(report);
        for (const { value, articles } of await valuesOf(name)) {
          for (const article of articles) if (found[article]) tally.add(value, article);
        }
        const common = (one, other) => other[1] - one[1] || warraq.compare(one[0], other[0]);
        counted[name] = [...tally.counts].sort(common).slice(0, most);
      }));
      const months = makeTally(report);
      (await files.days()).first.forEach((day, article) => found[article] && day && months.add(monthOf(day), article));
      return { ...counted, months: [...months.counts].sort(byFirst) };
    }

    return { facets };
  };

  Object.assign(warraq, { makeTally, monthOf });
})((globalThis.warraq = globalThis.warraq || {}));
