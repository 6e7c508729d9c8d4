// Mirrors search/searcher.py: an archive's index, and what can be asked of it. All answers are promised plain data.
(function (warraq) {
  "use strict";

  const { LEMMA, countOf } = warraq;
  const PAGE = 10;

  /**
   * Open the index whose files `load(name, version)` promises: `{search, counts, facets, ...}`. `more()` promises that the
   * rooms are there which most searches do without.
   */
  warraq.makeIndex = async function (rules, load, more) {
    const folder = warraq.makeFold(rules);
    const finder = warraq.makeWords(rules, folder);
    const files = await warraq.openFiles(rules, load, finder);
    let opened;
    const seldom = async () => {
      if (!warraq.makeAbsent) await more();
      return (opened ??= {
        absent: warraq.makeAbsent(rules, files, finder),
        tallies: warraq.makeTallies(files),
        concordance: warraq.makeConcordance(files, presenter),
      });
    };
    const absent = async () => (await seldom()).absent;
    const expander = { ...warraq.makeExpand(rules, files, absent), mended: warraq.makeMend(rules, files, absent) };
    const { prepare, groupOf } = warraq.makePrepare(rules, files, folder, finder, expander);
    const presenter = warraq.makePresent(rules, files, folder, finder);
    const counter = warraq.makeCounts(files);
    const { LEVELS } = warraq;

    /**
     * Answer a query. `counts` has the levels up to the one asked for; `counts()` gives the others. Where copies are to
     * `collapse`, the best article of each report stands for all of them, and every number counts reports but `articles`.
     */
    async function search(text, { level = "lemma", order = "relevance", limit = PAGE, offset = 0, collapse = false } = {}) {
      const prepared = await prepare(text, { level, collapse });
      const { query, nodes, matches, tree, at, report } = prepared;
      const { articles, reports, worth } = warraq.ordered(files, prepared, order === "date" ? await files.days() : null);
      const forms = warraq.formsOf(prepared);
      const shown = reports.slice(offset, offset + limit);
      const showing = shown.map(([best, ...others]) => presenter.hitOf(best, worth[best], prepared, forms, others));
      const missing = nodes.filter((node) => node.op === "word" && !countOf(matches.holds(node, at)));
      const foreign = nodes.flatMap((node) => node.words ?? [node]).some(({ word }) => word && warraq.isLatin(word));
      const counts = {};
      LEVELS.forEach((name, place) => {
        if (place <= Math.max(at, LEMMA)) counts[name] = countOf(matches.holds(tree, place), report);
      });
      const instead = missing.length || foreign ? absent().then((one) => one.instead(prepared, missing)) : [];
      const [suggestions, ...hits] = await Promise.all([instead, ...showing]);
      return { total: reports.length, articles: articles.length, hits, counts, level, notes: query.notes, suggestions };
    }

    /** How many articles answer at each level. */
    async function counts(text, { collapse = false } = {}) {
      const { tree, matches, report } = await prepare(text, { level: "lemma", collapse, rooted: true });
      return Object.fromEntries(LEVELS.map((name, place) => [name, countOf(matches.holds(tree, place), report)]));
    }

    /** How many of the articles found have each of the `most` commonest values of the fields, and of each month. */
    async function facets(text, { level = "lemma", fields = Object.keys(files.fields), most = Infinity, collapse = false } = {}) {
      return counter.facets(await prepare(text, { level, collapse }), fields, most);
    }

    /** How often what was asked for stands in each month, and in how many articles; and articles by source and year. */
    async function frequency(text, { level = "lemma", collapse = false } = {}) {
      return (await seldom()).tallies.frequency(await prepare(text, { level, collapse }));
    }

    /** Words of the archive as they are written, with how often they stand, that begin as `prefix` does. */
    async function complete(prefix, limit = 8) {
      const typed = finder.forms(prefix).at(-1) ?? "";
      if (!typed) return [];
      // A word with the article is kept under what follows it, however little of that is typed.
      const glued = rules.stem.prefixes.find((one) => typed.startsWith(one) && typed !== one);
      const bare = glued ? typed.slice(glued.length) : typed;
      const fits = ({ form }) => form.startsWith(typed) || files.route.bare(form).startsWith(typed);
      return (await files.drawers(bare, 6))
        .filter(fits)
        .sort((one, other) => other.count - one.count)
        .slice(0, limit)
        .map((entry) => [entry.typed, entry.count]);
    }

    /**
     * Some lines of a concordance: each word found with what stands before and after it; where copies are to `collapse`,
     * those of the best article of each report.
     */
    async function concordance(text, { level = "lemma", limit = 50, offset = 0, around = 8, collapse = false } = {}) {
      const prepared = await prepare(text, { level, collapse });
      return (await seldom()).concordance(prepared, { limit, offset, around });
    }

    /** The words, folded but for a last ة, that stand for each word of a query: `{word: {written: level}}`. */
    async function forms(text, { level = "lemma" } = {}) {
      const { nodes, matches, at } = await prepare(text, { level });
      const told = {};
      for (const node of nodes.filter(({ op }) => op === "word")) {
        const links = matches.group(node).filter((link) => link.level <= at);
        told[node.word] = Object.fromEntries(links.map((link) => [link.written, LEVELS[link.own || link.level]]));
      }
      return told;
    }

    /**
     * What the archive has of a word, folded but for a last ة: its lemmas and roots; the forms of its lemmas, each with how
     * often it stands and how it is written most often; and in which months.
     */
    async function word(asked) {
      return (await seldom()).tallies.word(asked, (await groupOf(asked, false)).filter((link) => link.level <= LEMMA));
    }

    const about = async () => ({ articles: files.articles, fields: files.fields, copies: files.copied });

    return { search, counts, facets, complete, concordance, frequency, forms, word, about };
  };
})((globalThis.warraq = globalThis.warraq || {}));
