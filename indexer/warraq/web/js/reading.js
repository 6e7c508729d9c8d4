/* An article's text as the browser has it and as the rules of the language see it. The rules and the search are loaded
   when somebody asks for them, not before. */
(function (warraq) {
  "use strict";

  /* The text below an element: its text nodes, and where each begins, in UTF-16 units. */
  function textOf(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    const starts = [];
    let text = "";
    while (walker.nextNode()) {
      nodes.push(walker.currentNode);
      starts.push(text.length);
      text += walker.currentNode.data;
    }
    return { root, text, nodes, starts };
  }

  /* The place of a node among those of a text, by bisection: the last that begins at or before `unit`. */
  function nodeAt(starts, unit) {
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= unit) low = middle;
      else high = middle;
    }
    return low;
  }

  /* Words have offsets in code points, the browser counts UTF-16 units. */
  function unitsOf(text) {
    const units = [0];
    for (const letter of text) units.push(units.at(-1) + letter.length);
    return units;
  }

  /* The ends of a span as the browser's ranges have them. */
  function ends(text, start, end) {
    const first = nodeAt(text.starts, start);
    const last = nodeAt(text.starts, end - 1);
    return {
      startContainer: text.nodes[first],
      startOffset: start - text.starts[first],
      endContainer: text.nodes[last],
      endOffset: end - text.starts[last],
    };
  }

  function range(span) {
    const made = document.createRange();
    made.setStart(span.startContainer, span.startOffset);
    made.setEnd(span.endContainer, span.endOffset);
    return made;
  }

  /* Where a place of the document stands in a text, in UTF-16 units; -1 where it does not. */
  function unitOf(text, container, offset) {
    const place = text.nodes.indexOf(container);
    return place < 0 ? -1 : text.starts[place] + offset;
  }

  /* The repairs in a text, as annotations: offsets in code points. One that crosses a name is marked in pieces. */
  function repairsOf(text) {
    const points = (upTo) => [...text.text.slice(0, upTo)].length;
    const found = [];
    for (const mark of text.root.querySelectorAll(".re[data-v]")) {
      const start = points(unitOf(text, textOf(mark).nodes[0], 0));
      const end = start + [...mark.textContent].length;
      const before = found.at(-1);
      if (before?.end === start && before.value === mark.dataset.v) {
        before.end = end;
      } else {
        const exact = mark.dataset.x?.split(",").map((offset) => start + Number(offset));
        found.push({ start, end, value: mark.dataset.v, exact });
      }
    }
    return found.map(({ start, end, value, exact }) => ({ value, start: exact?.[0] ?? start, end: exact?.[1] ?? end }));
  }

  /* The words of a text as search sees them, repaired words after those they repair; offsets in UTF-16 units. */
  function tokensOf(text, tools) {
    const units = unitsOf(text.text);
    return tools
      .tokens(text.text, repairsOf(text))
      .map((token) => ({ ...token, start: units[token.start], end: units[token.end] }));
  }

  function makeLanguage() {
    const rules = warraq.rules;
    const folder = warraq.makeFold(rules);
    const finder = warraq.makeWords(rules, folder);
    const key = warraq.makeVariants(rules);
    return {
      key,
      stem: warraq.makeStem(rules),
      parse: warraq.makeQuery(rules, folder, finder),
      ...warraq.makeTokens(rules, folder, finder),
      ...warraq.makeHits(rules, key),
    };
  }

  /* A script of the site, loaded once. */
  const scripts = {};
  function load(name) {
    scripts[name] = scripts[name] || new Promise((done, fail) => {
      const script = warraq.element("script", { src: warraq.base + name }, document.head);
      script.onload = done;
      script.onerror = fail;
    });
    return scripts[name];
  }

  let known;
  let opening;

  /** Load what the browser knows of the language, once: words, stems, what answers a query. */
  function language() {
    known = known || load("@engine.js@").then(makeLanguage);
    return known;
  }

  /** Open the index of the archive, once; null where it has none or it cannot be had. */
  function index() {
    opening = opening || language()
      .then(() => (warraq.openIndex ? warraq.openIndex(warraq.base + "../index/") : null))
      .catch(() => null);
    return opening;
  }

  warraq.reading = { textOf, tokensOf, ends, range, unitOf, load, language, index };
})(globalThis.warraq);
