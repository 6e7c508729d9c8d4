// What is shown of an article that was found: a hit with its snippet and reasons, or lines of a concordance.
(function (warraq) {
  "use strict";

  // Copies of a hit that are told of one by one.
  const COPIES = 6;

  /** Make what shows articles by number: `{hitOf, linesOf}`; `forms` are those of `formsOf` of a prepared query. */
  warraq.makePresent = function (rules, files, folder, finder) {
    const reader = warraq.makeTokens(rules, folder, finder);
    const { find } = warraq.makeHits(rules, files.key);
    const snippet = warraq.makeSnippet();

    /** The fragment of the sentence that a place in the text lies in. */
    function anchorOf(article, place) {
      const number = article.sentences.filter((start) => start <= place).length;
      return number ? `s${number}` : "";
    }

    const tokensOf = (article) => reader.tokens(article.text, article.repairs);

    function titleTokens(article) {
      const titled = article.led ? [] : reader.titleWords(article.title);
      return titled.map(([form, typed], position) => ({ form, typed, position, width: 1, start: 0, end: 0 }));
    }

    async function copyOf(number) {
      const { id, address, title, date, source } = await files.article(number);
      return { id, address, title, date, source };
    }

    /** A hit; `others` are the articles that are the same report and answer too, best first. */
    async function hitOf(number, score, { nodes, query }, forms, others) {
      const article = await files.article(number);
      const { spans, reasons } = find(nodes, tokensOf(article), query.level, forms);
      const why = reasons.length ? reasons : find(nodes, titleTokens(article), query.level, forms).reasons;
      const cut = snippet(article.text, spans);
      const pieces = cut.pieces.map(({ text, marked }) => [text, marked]);
      if (cut.cutBefore) pieces.unshift(["… ", false]);
      if (cut.cutAfter) pieces.push([" …", false]);
      const { id, title, date, source, category, author, address } = article;
      return {
        id, score, address, anchor: spans.length ? anchorOf(article, spans[0][0]) : "",
        title, date, source, category, author, snippet: pieces, spans, why,
        others: others.length, copies: await Promise.all(others.slice(0, COPIES).map(copyOf)),
      };
    }

    /** How many words are found in an article, and up to `most` of them from place `from` on, as lines. */
    async function linesOf(number, { nodes, query }, forms, { around, from, most }) {
      const article = await files.article(number);
      const tokens = tokensOf(article);
      const letters = [...article.text];
      const { spans } = find(nodes, tokens, query.level, forms);
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
        id, title, address, anchor: anchorOf(article, start), date, source,
        before: slice(from, start), word: slice(start, end), after: slice(end, Math.max(to, end)),
      };
    }

    return { hitOf, linesOf };
  };
})((globalThis.warraq = globalThis.warraq || {}));
