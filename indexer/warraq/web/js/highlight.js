/* From a result into the article: `article.html?hl=<query>&level=<level>` shows where the text answers the query.
   Marks are painted, not written into the text, so that joined letters stay joined; browsers that cannot paint get
   elements around what stands in one text node. */
(function (warraq) {
  "use strict";

  const { textOf, tokensOf, ends, range, language, index } = warraq.reading;
  const PATIENCE = 1500; // milliseconds that a reader waits for the index before seeing what the stem alone finds
  const asked = new URLSearchParams(location.search);
  const query = (asked.get("hl") || "").slice(0, 1000);
  const level = /^(typed|folded|stem|root)$/.test(asked.get("level")) ? asked.get("level") : "lemma";
  const paints = typeof Highlight === "function" && CSS.highlights;

  /* Every hit as the ends of a range, in order of reading; the title first, unless it repeats the text. */
  let hits = [];
  let here = -1;
  let marks = [];
  let bar;
  let looked = false; // whether `hits` are those of the text, and not those of a text not yet looked at

  function parts() {
    return [...document.querySelectorAll("article h1:not(.led), .text")].map(textOf);
  }

  /* Without the index: what has the same fold, or is thought to have the same stem. */
  function likely(tokens, place, tools) {
    return (node) => {
      const key = tools.key(node.word);
      const stem = tools.stem(node.word);
      const found = new Map();
      for (const { form, typed } of tokens) {
        const written = warraq.typedSo(form, typed);
        if (tools.key(form) === key) found.set(written, 1);
        else if (place > 1 && tools.stem(form) === stem) found.set(written, 2);
      }
      return found;
    };
  }

  /* With it: the words that stand for each word at the level. */
  function known(words, tools) {
    return (node) =>
      new Map(
        Object.entries(words[node.word] || {}).map(([written, at]) => [written, typeof at === "number" ? at : tools.LEVELS.indexOf(at)]),
      );
  }

  function find(tools, words) {
    const place = tools.LEVELS.indexOf(level);
    const nodes = tools.textNodes(tools.parse(query, level).tree);
    return parts().flatMap((text, part) => {
      const tokens = tokensOf(text, tools);
      const formsOf = words ? known(words, tools) : likely(tokens, place, tools);
      const { spans } = tools.find(nodes, tokens, level, formsOf);
      return spans.map(([start, end]) => ({ ...ends(text, start, end), name: `${part} ${start}` }));
    });
  }

  /* Showing */

  function paint() {
    const still = hits.map((hit) => new StaticRange(hit)); // it stays where it is when digits are written otherwise
    CSS.highlights.set("hit", new Highlight(...still));
    const current = new Highlight(...still.slice(here, here + 1));
    current.priority = 1;
    if (here >= 0) CSS.highlights.set("hit-here", current);
    else CSS.highlights.delete("hit-here");
  }

  /* Elements around each piece of a hit within one text node: no element's edge is moved, none is parted. */
  function wrap() {
    marks = hits.map((hit) => {
      const walker = document.createTreeWalker(range(hit).commonAncestorContainer, NodeFilter.SHOW_TEXT);
      const pieces = [];
      for (let node = walker.currentNode; node; node = walker.nextNode()) {
        if (node.nodeType !== Node.TEXT_NODE || !range(hit).intersectsNode(node)) continue;
        const from = node === hit.startContainer ? hit.startOffset : 0;
        const to = node === hit.endContainer ? hit.endOffset : node.length;
        if (from < to) pieces.push([node, from, to]);
      }
      return pieces;
    });
    // From the last to the first: what is cut off stands after what is still to come.
    marks = marks
      .reverse()
      .map((pieces) =>
        pieces.reverse().map(([node, from, to]) => {
          if (to < node.length) node.splitText(to);
          const word = node.splitText(from);
          const mark = warraq.element("mark", { className: "hit" });
          word.replaceWith(mark);
          mark.append(word);
          return mark;
        }),
      )
      .reverse();
    marks.forEach((pieces) => pieces.reverse());
  }

  function unwrap() {
    for (const mark of marks.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    marks = [];
  }

  /* The reader's digits are text of their own while they are shown: they go back before nodes are cut or joined. */
  function withTypedDigits(action) {
    warraq.showDigits("typed");
    action();
    warraq.showDigits(warraq.chosen.digits);
  }

  function boxOf(place) {
    return marks.length ? marks[place][0].getBoundingClientRect() : range(hits[place]).getBoundingClientRect();
  }

  function go(place) {
    here = (place + hits.length) % hits.length;
    if (paints) paint();
    else marks.forEach((pieces, at) => pieces.forEach((mark) => mark.classList.toggle("here", at === here)));
    const box = boxOf(here);
    if (box.top < 60 || box.bottom > innerHeight - 100) scrollBy(0, box.top - innerHeight / 3);
    // So that Tab and a screen reader go on from the hit.
    if (paints) getSelection().collapse(hits[here].startContainer, hits[here].startOffset);
    tell();
  }

  function tell() {
    if (!looked) return;
    const count = warraq.say("hits", hits.length);
    const text = here < 0 || !count ? count : warraq.say("hit_of").replace("{k}", here + 1).replace("{all}", hits.length);
    bar.querySelector("[role=status]").textContent = text;
  }

  /* The bar */

  function button(name, parent, action) {
    const made = warraq.element("button", { type: "button", className: name }, parent);
    made.dataset.l = name;
    made.addEventListener("click", action);
    return made;
  }

  function makeBar() {
    bar = warraq.element("section", { className: "hits none" });
    bar.setAttribute("aria-busy", "true");
    bar.dataset.l = "hits_bar";
    warraq.element("bdi", { textContent: query, lang: "ar", dir: "auto" }, warraq.element("b", {}, bar));
    warraq.element("span", {}, bar).setAttribute("role", "status");
    button("hit_previous", bar, () => go(here - 1));
    button("hit_next", bar, () => go(here + 1));
    button("hits_off", bar, off);
    document.body.append(bar);
    warraq.fill(bar);
  }

  function onKey(event) {
    if (!bar || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, [role=dialog]")) return;
    const back = event.code === "KeyP" || (event.code === "KeyN" && event.shiftKey);
    if (event.key === "Escape") off();
    else if (hits.length && (back || event.code === "KeyN")) go(back ? here - 1 : here < 0 ? 0 : here + 1);
  }

  /** Take the marks off again; the address no longer asks for them. */
  function off() {
    if (paints) ["hit", "hit-here"].forEach((name) => CSS.highlights.delete(name));
    else withTypedDigits(unwrap);
    bar.remove();
    bar = null;
    hits = [];
    asked.delete("hl");
    asked.delete("level");
    try {
      history.replaceState(null, "", location.pathname + (asked.size ? `?${asked}` : "") + location.hash);
    } catch (error) {
      /* Some browsers keep the address of a file as it is. */
    }
  }

  /* The first hit to go to: where the reader is, else in the sentence that the address names or after it. */
  function firstOf(before) {
    if (before) return hits.findIndex((hit) => hit.name === before.name);
    const sentence = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const after = (hit) => sentence.compareDocumentPosition(hit.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING;
    return sentence ? hits.findIndex(after) : 0; // what a node holds follows it
  }

  function show(tools, words) {
    if (!bar) return;
    const before = hits[here];
    here = -1;
    if (paints) {
      hits = find(tools, words);
      paint();
    } else {
      withTypedDigits(() => {
        unwrap();
        hits = find(tools, words);
        wrap();
      });
    }
    looked = true;
    bar.classList.toggle("none", !hits.length);
    if (hits.length) go(Math.max(0, firstOf(before)));
    else tell();
  }

  async function start() {
    makeBar();
    const tools = await language();
    const opened = index()
      .then((engine) => engine && engine.forms(query, { level }))
      .catch(() => null);
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    const words = await Promise.race([opened, late]);
    show(tools, words);
    if (words === undefined && (await opened)) show(tools, await opened);
    bar?.setAttribute("aria-busy", "false");
  }

  /** The hit the reader is at, as the ends of a range. */
  warraq.reading.here = () => hits[here];

  if (query.trim()) {
    document.addEventListener("keydown", onKey);
    document.addEventListener("warraq-language", () => bar && tell());
    start().catch((error) => {
      off();
      if (error instanceof Error) throw error; // what was not to be had, as without a connection, is no error of ours
    });
  }
})(globalThis.warraq);
