// What is shown of an article that was found: a hit with its snippet and reasons.
(function (warraq) {
  "use strict";

  // Copies of a hit that are told of one by one.
  const COPIES = 6;

  /** Make what shows articles by number: `{hitOf, found, anchorOf}`; `forms` are those of `formsOf` of a prepared query. */
  warraq.makePresent = function (rules, files, folder, finder) {
    const reader = warraq.makeTokens(rules, folder, finder);
    const { find } = warraq.makeHits(rules, files.key);
    const snippet = warraq.makeSnippet();

    /** The fragment of the sentence that a place in the text lies in. */
    function anchorOf(article, place) {
      const number = article.sentences.filter((start) => start <= place).length;
      return number ? `s${number}` : "";
    }

    function titleTokens(article) {
      const titled = article.led ? [] : reader.titleWords(article.title);
      return titled.map(([form, typed], position) => ({ form, typed, position, width: 1, start: 0, end: 0 }));
    }

    /** An article with its words, and what of them is found. */
    async function found(number, { nodes, query }, forms) {
      const article = await files.article(number);
      const tokens = reader.tokens(article.text, article.repairs);
      return { article, tokens, ...find(nodes, tokens, query.level, forms) };
    }

    async function copyOf(number) {
      const { id, address, title, date, source } = await files.article(number);
      return { id, address, title, date, source };
    }

    /** A hit; `others` are the articles that are the same report and answer too, best first. */
    async function hitOf(number, score, { nodes, query }, forms, others) {
      const { article, spans, reasons } = await found(number, { nodes, query }, forms);
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

    return { hitOf, found, anchorOf };
  };
})((globalThis.warraq = globalThis.warraq || {}));
