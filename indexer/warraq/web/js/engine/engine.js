// Mirrors search/searcher.py: an archive's index, and what can be asked of it. All answers are promised plain data.
(function (warraq) {
  "use strict";

  const { SHIFT, TITLE, LEMMA, articleOf } = warraq;
  const PAGE = 10;

  function wordsOf(node) {
    if (node.op === "not") return wordsOf(node.of);
    if (node.op === "all" || node.op === "any") return [...node.of, ...(node.rank ?? [])].flatMap(wordsOf);
    return [node];
  }

  /** Open the index whose files `load(name, version)` promises: `{search, counts, facets, ...}`. */
  warraq.makeIndex = async function (rules, load) {
    const files = await warraq.openFiles(rules, load);
    const folder = warraq.makeFold(rules);
    const finder = warraq.makeWords(rules, folder);
    const key = warraq.makeVariants(rules);
    const parse = warraq.makeQuery(rules, folder, finder);
    const reader = warraq.makeTokens(rules, folder, finder);
    const { LEVELS, textNodes, find } = warraq.makeHits(rules, key);
    warraq.LEVELS = LEVELS;
    const expander = warraq.makeExpand(rules, files);
    const suggester = warraq.makeSuggester(files, expander, finder);
    const snippet = warraq.makeSnippet();

    const groups = new Map();
    function groupOf(word, rooted) {
      const known = `${rooted} ${word}`;
      if (!groups.has(known)) {
        const group = expander.expand(word, rooted);
        group.catch(() => groups.delete(known));
        groups.set(known, group);
      }
      return groups.get(known);
    }

    async function matching(node) {
      const wanted = new Set(node.words);
      const mask = new Uint8Array(files.articles);
      for (const { value, articles } of files.fields.includes(node.field) ? await files.field(node.field) : []) {
        const forms = new Set(finder.forms(value));
        if ([...wanted].every((form) => forms.has(form))) for (const article of articles) mask[article] = 1;
      }
      return mask;
    }

    async function fitting(pattern) {
      const fits = warraq.makeWildcard(pattern);
      const known = /^[^*?]*/.exec(pattern)[0];
      const plain = known && !rules.stem.prefixes.some((glued) => known.startsWith(glued) || glued.startsWith(known));
      const forms = (await files.drawers(plain ? known : "")).filter(({ form }) => fits(form));
      const words = await Promise.all(forms.map(({ form }) => files.word(form)));
      return words.map((word) => ({ word, level: 0, weight: warraq.UNIT, similar: 0 }));
    }

    /** Load what a tree needs: the groups of its words, the words of its phrases, its filters. */
    async function loadFor(tree, rooted) {
      const loaded = { groups: new Map(), same: new Map(), patterns: new Map(), fields: new Map(), days: null };
      const nodes = wordsOf(tree);
      // A word may be asked for twice, once by its root: one group serves both, each takes of it what its level allows.
      const deep = new Set(nodes.filter(({ level }) => level === "root").map(({ word }) => word));
      const word = async (node) => {
        loaded.groups.set(node.word, await groupOf(node.word, rooted || deep.has(node.word)));
      };
      await Promise.all(nodes.map(async (node) => {
        if (node.op === "word") await word(node);
        if (node.op === "near") await Promise.all(node.words.map(word));
        if (node.op === "wildcard") loaded.patterns.set(node.pattern, await fitting(node.pattern));
        if (node.op === "field") loaded.fields.set(node, await matching(node));
        if (node.op === "date") loaded.days = await files.days();
        if (node.op === "phrase") {
          await Promise.all(node.words.map(async (part) => {
            loaded.same.set(part.word, (await expander.same(part.word)).map((one) => ({ word: one })));
          }));
        }
      }));
      return loaded;
    }

    async function prepare(text, level, rooted = level === "root") {
      const query = parse(text, level);
      const tree = await expander.mended(query.tree, (word) => groupOf(word, rooted));
      const matches = warraq.makeMatches(files, await loadFor(tree, rooted));
      const at = LEVELS.indexOf(level);
      return { query, tree, nodes: textNodes(tree), matches, at, found: matches.holds(tree, at) };
    }

    const countOf = (mask) => mask.reduce((sum, one) => sum + one, 0);

    /** The forms that make an article a hit for a node, each with its level's place. */
    function formsOf(matches, at) {
      const known = new Map();
      return (node) => {
        if (!known.has(node)) {
          const links = matches.group(node).filter((link) => link.level <= at);
          known.set(node, new Map(links.map((link) => [link.word.form, link.own || link.level])));
        }
        return known.get(node);
      };
    }

    function ordered({ nodes, matches, at, found }, days) {
      const articles = [];
      found.forEach((one, article) => one && articles.push(article));
      const worth = warraq.scores(files, matches, nodes, at, found);
      const better = (one, other) => worth[other] - worth[one] || one - other;
      const newer = days ? (one, other) => days.first[other] - days.first[one] || better(one, other) : better;
      return { articles: articles.sort(newer), worth };
    }

    /** An article, with every field that a search needs. */
    const articleAt = async (number) => ({ text: "", title: "", date: "", source: "", ...(await files.article(number)) });

    const addressOf = (article) => article.address ?? `a/${article.id}.html`;

    /** The fragment of the sentence that a place in the text lies in. */
    function anchorOf(article, place) {
      let [start, number] = [0, 0];
      for (const step of article.sentences ?? []) {
        start += step;
        if (start > place) break;
        number++;
      }
      return number ? `s${number}` : "";
    }

    const tokensOf = (article) => {
      const repairs = (article.repairs ?? []).map(([start, end, value]) => ({ start, end, value }));
      return reader.tokens(article.text, repairs);
    };

    function titleTokens(article) {
      const titled = article.led ? [] : reader.titleWords(article.title);
      return titled.map(([form, typed], position) => ({ form, typed, position, width: 1, start: 0, end: 0 }));
    }

    async function hitOf(number, score, nodes, level, forms) {
      const article = await articleAt(number);
      const { spans, reasons } = find(nodes, tokensOf(article), level, forms);
      const why = reasons.length ? reasons : find(nodes, titleTokens(article), level, forms).reasons;
      const cut = snippet(article.text, spans);
      const pieces = cut.pieces.map(({ text, marked }) => [text, marked]);
      if (cut.cutBefore) pieces.unshift(["… ", false]);
      if (cut.cutAfter) pieces.push([" …", false]);
      const { id, title, date, source, category = "", author = "" } = article;
      return {
        id, score, address: addressOf(article), anchor: spans.length ? anchorOf(article, spans[0][0]) : "",
        title, date, source, category, author, snippet: pieces, spans, why,
      };
    }

    /** Answer a query. `counts` has the levels up to the one asked for; `counts()` gives the others. */
    async function search(text, { level = "lemma", order = "relevance", limit = PAGE, offset = 0 } = {}) {
      const prepared = await prepare(text, level);
      const { query, nodes, matches, tree, at } = prepared;
      const days = order === "date" ? await files.days() : null;
      const { articles, worth } = ordered(prepared, days);
      const forms = formsOf(matches, at);
      const shown = articles.slice(offset, offset + limit);
      const hits = await Promise.all(shown.map((number) => hitOf(number, worth[number], nodes, level, forms)));
      const missing = nodes.filter((node) => node.op === "word" && !countOf(matches.holds(node, at)));
      const counts = {};
      LEVELS.forEach((name, place) => {
        if (place <= Math.max(at, LEMMA)) counts[name] = countOf(matches.holds(tree, place));
      });
      return {
        total: articles.length, hits, counts, level, notes: query.notes,
        suggestions: missing.length ? await suggester.suggest(text, missing) : [],
      };
    }

    /** How many articles answer at each level. */
    async function counts(text) {
      const { tree, matches } = await prepare(text, "lemma", true);
      return Object.fromEntries(LEVELS.map((name, place) => [name, countOf(matches.holds(tree, place))]));
    }

    /** How many of the articles found have each value of the fields, and of each month. */
    async function facets(text, { level = "lemma", fields = files.fields } = {}) {
      const { found } = await prepare(text, level);
      const counted = { months: [] };
      await Promise.all(fields.map(async (name) => {
        const values = files.fields.includes(name) ? await files.field(name) : [];
        counted[name] = values
          .map(({ value, articles }) => [value, articles.reduce((sum, article) => sum + found[article], 0)])
          .filter(([, count]) => count)
          .sort((one, other) => other[1] - one[1] || warraq.compare(one[0], other[0]));
      }));
      const months = new Map();
      (await files.days()).first.forEach((day, article) => {
        const month = monthOf(day, found[article]);
        if (month) months.set(month, (months.get(month) ?? 0) + 1);
      });
      counted.months = [...months].sort(byFirst);
      return counted;
    }

    const byFirst = (one, other) => (one[0] < other[0] ? -1 : 1);

    function monthOf(day, wanted = 1) {
      return wanted && day ? `${String(day).slice(0, 4)}-${String(day).slice(4, 6)}` : "";
    }

    /** Where each word found stands, as `[article, position]`, in the articles' order. */
    function* places({ nodes, matches, at, found }) {
      for (const node of nodes) {
        const slices = node.op === "word" || node.op === "wildcard"
          ? matches.occurrences(node, at).filter(({ linked }) => linked)
          : [{ keys: matches[node.op](node, at) }];
        for (const { keys } of slices) {
          for (const one of keys) {
            const article = articleOf(one);
            if (found[article] && one % SHIFT < TITLE) yield [article, one % SHIFT];
          }
        }
      }
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

    /** Some lines of a concordance: each word found with what stands before and after it. */
    async function concordance(text, { level = "lemma", limit = 50, offset = 0, around = 8 } = {}) {
      const prepared = await prepare(text, level);
      const total = new Set(Array.from(places(prepared), ([article, position]) => article * SHIFT + position)).size;
      const forms = formsOf(prepared.matches, prepared.at);
      const lines = [];
      let passed = 0;
      for (const number of ordered(prepared).articles) {
        if (lines.length >= limit) break;
        const article = await articleAt(number);
        const tokens = tokensOf(article);
        const letters = [...article.text];
        const { spans } = find(prepared.nodes, tokens, level, forms);
        for (const [start, end] of spans) {
          if (passed++ < offset || lines.length >= limit) continue;
          lines.push({ ...lineOf(article, letters, tokens, start, end, around), number });
        }
      }
      return { total, lines };
    }

    function lineOf(article, letters, tokens, start, end, around) {
      const first = tokens.findIndex((token) => token.end > start);
      const last = tokens.findLastIndex((token) => token.start < end);
      const from = tokens[Math.max(first - around, 0)].start;
      const to = tokens[Math.min(last + around, tokens.length - 1)].end;
      const slice = (low, high) => letters.slice(low, high).join("").replace(/\s+/g, " ");
      const { id, title, date, source } = article;
      return {
        id, title, address: addressOf(article), anchor: anchorOf(article, start), date, source,
        before: slice(from, start), word: slice(start, end), after: slice(end, Math.max(to, end)),
      };
    }

    /** How often what was asked for stands in each month, and in how many articles; and articles by source and year. */
    async function frequency(text, { level = "lemma" } = {}) {
      const prepared = await prepare(text, level);
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
      for (const [article] of places(prepared)) if (month(article)) month(article)[1]++;
      const sources = await bySource(prepared.found, days);
      return { months: [...months.values()].sort(byFirst), sources };
    }

    async function bySource(found, days) {
      const sources = files.fields.includes("source") ? await files.field("source") : [];
      return sources
        .map(({ value, articles }) => {
          const years = new Map();
          for (const article of articles) {
            const year = String(days.first[article]).slice(0, 4);
            if (found[article] && year !== "0") years.set(year, (years.get(year) ?? 0) + 1);
          }
          return [value, [...years].sort(byFirst)];
        })
        .filter(([, years]) => years.length);
    }

    /** The folded forms that stand for each word of a query: `{word: {form: level}}`. */
    async function forms(text, { level = "lemma" } = {}) {
      const { nodes, matches, at } = await prepare(text, level);
      const told = {};
      for (const node of nodes.filter(({ op }) => op === "word")) {
        const links = matches.group(node).filter((link) => link.level <= at);
        told[node.word] = Object.fromEntries(links.map((link) => [link.word.form, LEVELS[link.own || link.level]]));
      }
      return told;
    }

    /**
     * What the archive has of a folded word: its lemmas and roots; the forms of its lemmas, each with how often it stands
     * and how it is written most often; and in which months.
     */
    async function word(form) {
      const links = (await groupOf(form, false)).filter((link) => link.level <= LEMMA);
      const own = links.find((link) => link.word.form === form)?.word;
      const days = await files.days();
      const [articles, months] = [new Set(), new Map()];
      for (const link of links) {
        for (const { keys } of link.word.spellings) {
          for (const one of keys) {
            articles.add(articleOf(one));
            const month = monthOf(days.first[articleOf(one)]);
            if (month) months.set(month, (months.get(month) ?? 0) + 1);
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

    const about = async () => ({ articles: files.articles, fields: files.fields });

    return { search, counts, facets, complete, concordance, frequency, forms, word, about };
  };
})((globalThis.warraq = globalThis.warraq || {}));
