// The words that a query finds, each in its line: keyword in context.
(function (warraq) {
  "use strict";

  const { SHIFT, TITLE, articleOf } = warraq;
  // Articles asked for at once.
  const TOGETHER = 16;

  /** Where each word that a prepared query finds stands, as `[article, position]`, in the articles' order. */
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

  /** Make, over an index's files and what shows its articles, `concordance(prepared, {limit, offset, around})`. */
  warraq.makeConcordance = function (files, presenter) {
    /** How many words are found in an article, and up to `most` of them from place `from` on, as lines. */
    async function linesOf(number, prepared, forms, { around, from, most }) {
      const { article, tokens, spans } = await presenter.found(number, prepared, forms);
      const letters = [...article.text];
      const lines = spans.slice(from, from + most).map(([start, end]) => lineOf(article, letters, tokens, start, end, around));
      return { count: spans.length, lines: lines.map((line) => ({ ...line, number })) };
    }

    function lineOf(article, letters, tokens, start, end, around) {
      const first = tokens.findIndex((token) => token.end > start);
      const last = tokens.findLastIndex((token) => token.start < end);
      const from = tokens[Math.max(first - around, 0)].start;
      const to = tokens[Math.min(last + around, tokens.length - 1)].end;
      const slice = (low, high) => letters.slice(low, high).join("").replace(/\s+/g, " ");
      const { id, title, date, source, address } = article;
      return {
        id, title, address, anchor: presenter.anchorOf(article, start), date, source,
        before: slice(from, start), word: slice(start, end), after: slice(end, Math.max(to, end)),
      };
    }

    /** Some lines, and how many there are in all; where copies collapse, those of the best article of each report. */
    return async function concordance(prepared, { limit, offset, around }) {
      const listed = warraq.ordered(files, prepared).reports.map(([best]) => best);
      const [own, keys] = [new Set(listed), new Set()];
      for (const [article, position] of places(prepared)) if (own.has(article)) keys.add(article * SHIFT + position);
      const forms = warraq.formsOf(prepared);
      const lines = [];
      let passed = 0;
      for (const [at, number] of listed.entries()) {
        if (lines.length >= limit) break;
        // Those that may be needed next are on their way together; one after the other they would take as long as the line.
        if (at % TOGETHER === 0) await Promise.all(listed.slice(at, at + Math.min(TOGETHER, limit - lines.length)).map(files.article));
        const part = { around, from: Math.max(offset - passed, 0), most: limit - lines.length };
        const found = await linesOf(number, prepared, forms, part);
        lines.push(...found.lines);
        passed += found.count;
      }
      return { total: keys.size, lines };
    };
  };

  Object.assign(warraq, { places });
})((globalThis.warraq = globalThis.warraq || {}));
