// How often: what was asked for, by month, source and year; and one word, in the whole archive.
(function (warraq) {
  "use strict";

  const { articleOf, makeTally, monthOf } = warraq;

  const byFirst = (one, other) => (one[0] < other[0] ? -1 : 1);

  /** Make the counters over an index's files: `{frequency, word}`, the first of a prepared query. */
  warraq.makeTallies = function (files) {
    /**
     * How often what was asked for stands in each month, and in how many articles of how many; and of each source the
     * articles by year and in all. Of several articles of one report in a month, the words of the best count.
     */
    async function frequency(prepared) {
      const { found, report } = prepared;
      const days = await files.days();
      const [some, all, words] = [makeTally(report), makeTally(report), makeTally()];
      const told = new Uint8Array(files.articles);
      const ranked = report ? warraq.ordered(files, prepared).articles : [...found.keys()].filter((article) => found[article]);
      for (const article of ranked) {
        const day = days.first[article];
        told[article] = Number(Boolean(day) && some.add(monthOf(day), article));
      }
      days.first.forEach((day, article) => day && all.add(monthOf(day), article));
      for (const [article] of warraq.places(prepared)) if (told[article]) words.add(monthOf(days.first[article]), article);
      const row = ([month, total]) => [month, words.counts.get(month) ?? 0, some.counts.get(month) ?? 0, total];
      return { months: [...all.counts].map(row).sort(byFirst), sources: await bySource(prepared, days) };
    }

    async function bySource({ found, report }, days) {
      return ("source" in files.fields ? await files.field("source") : [])
        .map(({ value, articles }) => {
          const [years, all] = [makeTally(report), makeTally(report)];
          for (const article of articles) {
            const day = days.first[article];
            if (!found[article] || !day) continue;
            years.add(String(day).slice(0, 4), article);
            all.add("", article);
          }
          return [value, [...years.counts].sort(byFirst), all.counts.get("") ?? 0];
        })
        .filter(([, years]) => years.length);
    }

    /** Of the `links` of a group: the words with how often each stands and how it is written most often, and their months. */
    async function word(asked, links) {
      const own = await files.word(asked.replace(/ة$/, "ه"));
      const days = await files.days();
      const [articles, months, forms] = [new Set(), makeTally(), new Map()];
      for (const { words, typed, keys } of links) {
        for (const one of keys) {
          const day = days.first[articleOf(one)];
          articles.add(articleOf(one));
          if (day) months.add(monthOf(day), articleOf(one));
        }
        const form = forms.get(words) ?? { count: 0, most: 0 };
        form.count += keys.length;
        if (keys.length > form.most) Object.assign(form, { most: keys.length, typed });
        forms.set(words, form);
      }
      const counted = [...forms].map(([form, { count, typed }]) => [form, count, typed]);
      return {
        lemmas: files.named(own?.lemmas ?? [], asked), roots: own?.roots ?? [], stems: own?.stems ?? [],
        forms: counted.sort((one, other) => other[1] - one[1] || warraq.compare(one[0], other[0])),
        articles: articles.size, months: [...months.counts].sort(byFirst),
      };
    }

    return { frequency, word };
  };
})((globalThis.warraq = globalThis.warraq || {}));
