// A query made ready: what it needs of the files is loaded, and it is told which articles answer and where in them.
(function (warraq) {
  "use strict";

  const { UNIT, asked, spelt } = warraq;

  function wordsOf(node) {
    if (node.op === "not") return wordsOf(node.of);
    if (node.op === "all" || node.op === "any") return [...node.of, ...(node.rank ?? [])].flatMap(wordsOf);
    return [node];
  }

  /**
   * Make what readies queries over an index: `{prepare, groupOf}`.
   *
   * `prepare(text, {level, collapse, rooted})` promises `{query, tree, nodes, matches, at, found, report}`: the query as
   * read and as mended, the nodes that words are looked for with, what matches them, the level's place, a mask of the
   * articles found, and where copies collapse what gives the report of an article: the number of its first.
   */
  warraq.makePrepare = function (rules, files, folder, finder, expander) {
    const parse = warraq.makeQuery(rules, folder, finder);
    const { LEVELS, textNodes } = warraq.makeHits(rules, files.key);
    warraq.LEVELS = LEVELS;

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
      for (const { value, articles } of node.field in files.fields ? await files.field(node.field) : []) {
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
      return spelt(words).map((one) => ({ ...one, level: 0, weight: UNIT }));
    }

    /** Load what a tree needs: the groups of its words, the words of its phrases, its filters. */
    async function loadFor(tree, rooted) {
      const loaded = { groups: new Map(), same: new Map(), patterns: new Map(), fields: new Map(), days: null };
      const nodes = wordsOf(tree);
      // A word may be asked for twice, once by its root: one group serves both, each takes of it what its level allows.
      const deep = new Set(nodes.filter(({ level }) => level === "root").map(asked));
      const word = async (node) => {
        const name = asked(node);
        loaded.groups.set(name, await groupOf(name, rooted || deep.has(name)));
      };
      await Promise.all(nodes.map(async (node) => {
        if (node.op === "word") await word(node);
        if (node.op === "near") await Promise.all(node.words.map(word));
        if (node.op === "wildcard") loaded.patterns.set(node.pattern, await fitting(node.pattern));
        if (node.op === "field") loaded.fields.set(node, await matching(node));
        if (node.op === "date") loaded.days = await files.days();
        if (node.op === "phrase") {
          await Promise.all(node.words.map(async (part) => {
            loaded.same.set(part.word, await expander.same(part.word));
          }));
        }
      }));
      return loaded;
    }

    async function prepare(text, { level, collapse, rooted = level === "root" }) {
      const query = parse(text, level, Boolean(collapse));
      const copies = collapse && files.copied ? await files.copies() : null;
      const tree = await expander.mended(query.tree, (word) => groupOf(word, rooted));
      const matches = warraq.makeMatches(files, await loadFor(tree, rooted));
      const at = LEVELS.indexOf(level);
      return { query, tree, nodes: textNodes(tree), matches, at, found: matches.holds(tree, at), report: copies && ((article) => copies[article]) };
    }

    return { prepare, groupOf };
  };

  /** The words that make an article a hit for a node of a prepared query, each with its level's place. */
  function formsOf({ matches, at }) {
    const known = new Map();
    return (node) => {
      if (!known.has(node)) {
        const links = matches.group(node).filter((link) => link.level <= at);
        known.set(node, new Map(links.map((link) => [link.written, link.own || link.level])));
      }
      return known.get(node);
    };
  }

  /**
   * The articles that a prepared query finds, best first or, where `days` are given, newest first; what each is worth;
   * and in the same order lists of those that are one report, most often of one article.
   */
  function ordered(files, { nodes, matches, at, found, report }, days) {
    const articles = [];
    found.forEach((one, article) => one && articles.push(article));
    const worth = warraq.scores(files, matches, nodes, at, found);
    const better = (one, other) => worth[other] - worth[one] || one - other;
    const newer = days ? (one, other) => days.first[other] - days.first[one] || better(one, other) : better;
    articles.sort(newer);
    if (!report) return { articles, worth, reports: articles.map((article) => [article]) };
    const lists = new Map();
    for (const article of articles) {
      if (!lists.has(report(article))) lists.set(report(article), []);
      lists.get(report(article)).push(article);
    }
    return { articles, worth, reports: [...lists.values()] };
  }

  /** How many articles a mask names; how many reports, where `report` tells that of an article. */
  function countOf(mask, report) {
    if (!report) return mask.reduce((sum, one) => sum + one, 0);
    const seen = new Uint8Array(mask.length);
    let count = 0;
    mask.forEach((one, article) => {
      if (!one || seen[report(article)]) return;
      seen[report(article)] = 1;
      count++;
    });
    return count;
  }

  Object.assign(warraq, { formsOf, ordered, countOf });
})((globalThis.warraq = globalThis.warraq || {}));
