// How much was found: by the fields of the articles, by month and year, and of one word in the whole archive.
(function (warraq) {
  "use strict";

  const { articleOf } = warraq;

  const byFirst = (one, other) => (one[0] < other[0] ? -1 : 1);
  const monthOf = (day) => (day ? `${String(day).slice(0, 4)}-${String(day).slice(4, 6)}` : "");
  const add = (counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1);

  /** Make the counters over an index's files: `{facets, frequency, word}`; `found` is a prepared query's mask. */
  warraq.makeCounts = function (files) {
    const valuesOf = async (name) => (files.fields.includes(name) ? files.field(name) : []);

    /** How many of the articles found have each value of the fields, and of each month. */
    async function facets({ found }, fields) {
      const counted = { months: [] };
      await Promise.all(fields.map(async (name) => {
        counted[name] = (await valuesOf(name))
          .map(({ value, articles }) => [value, articles.reduce((sum, article) => sum + found[article], 0)])
          .filter(([, count]) => count)
          .sort((one, other) => other[1] - one[1] || warraq.compare(one[0], other[0]));
      }));
      const months = new Map();
      (await files.days()).first.forEach((day, article) => found[article] && day && add(months, monthOf(day)));
      counted.months = [...months].sort(byFirst);
      return counted;
    }

    /** How often what was asked for stands in each month, and in how many articles; and articles by source and year. */
    async function frequency(prepared) {
      const days = await files.days();
      const months = new Map();
      const month = (article) => {
        const name = monthOf(days.first[article]);
        if (name && !months.has(name)) months.set(name, [name, 0, 0, 0]);
        return months.get(name);
      };
      prepared.found.forEach((one, article) => {
        const row = month(article);
        if (row) [row[2], row[3]] = [row[2] + one, row[3] + 1];
      });
      for (const [article] of warraq.places(prepared)) if (month(article)) month(article)[1]++;
      const sources = await bySource(prepared.found, days);
      return { months: [...months.values()].sort(byFirst), sources };
    }

    async function bySource(found, days) {
      return (await valuesOf("source"))
        .map(({ value, articles }) => {
          const years = new Map();
          for (const article of articles) {
            const year = String(days.first[article]).slice(0, 4);
            if (found[article] && year !== "0") add(years, year);
          }
          return [value, [...years].sort(byFirst)];
        })
        .filter(([, years]) => years.length);
    }

    /** Of the `links` of a group: the words with how often each stands and how it is written most often, and their months. */
    async function word(form, links) {
      const own = links.find((link) => link.word.form === form)?.word;
      const days = await files.days();
      const [articles, months] = [new Set(), new Map()];
      for (const link of links) {
        for (const { keys } of link.word.spellings) {
          for (const one of keys) {
            const day = days.first[articleOf(one)];
            articles.add(articleOf(one));
            if (day) add(months, monthOf(day));
          }
        }
      }
      const written = ({ spellings }) => spellings.reduce((most, one) => (one.keys.length > most.keys.length ? one : most)).typed;
      const counted = links.map(({ word }) => [word.form, word.count, written(word)]);
      return {
        lemmas: own?.lemmas ?? [], roots: own?.roots ?? [], stems: own?.stems ?? [],
        forms: counted.sort((one, other) => other[1] - one[1] || warraq.compare(one[0], other[0])),
        articles: articles.size, months: [...months].sort(byFirst),
      };
    }

    return { facets, frequency, word };
  };
})((globalThis.warraq = globalThis.warraq || {}));
