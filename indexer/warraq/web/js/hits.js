// Mirrors hits.py: where an article answers a query, and why.
(function (warraq) {
  "use strict";

  /**
   * Make the test of a `wildcard` node's pattern (letters, digits, `*` for any, `?` for one): `fits(form)`.
   *
   * What stands between two stars is taken where it comes first and never looked for again, so that no pattern takes
   * long.
   */
  warraq.makeWildcard = function (pattern) {
    const [first, ...rest] = pattern.replaceAll("?", ".").split("*");
    const last = rest.length ? `.*${rest.pop()}` : "";
    const between = rest.map((part, index) => `(?=(.*?${part}))\\${index + 1}`).join("");
    const fitting = new RegExp(`^${first}${between}${last}$`, "u");
    return (form) => fitting.test(form);
  };

  const byPlace = (one, other) => one.start - other.start || one.end - other.end;

  function walk(node) {
    if (["word", "phrase", "near", "wildcard"].includes(node.op)) return [node];
    return ["all", "any"].includes(node.op) ? [...node.of, ...(node.rank ?? [])].flatMap(walk) : [];
  }

  /** The nodes of a tree that words are looked for with, exclusions left out, in the order they were typed. */
  const textNodes = (tree) => walk(tree).sort(byPlace);

  /** Join spans that overlap, but leave out one that overlaps a span of a stricter level. `spans`: [start, end, level] */
  function merge(spans) {
    spans.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    let taken = [];
    for (const level of [...new Set(spans.map((span) => span[2]))].sort()) {
      const fresh = [];
      let stricter = 0;
      for (const [start, end, at] of spans) {
        if (at !== level) continue;
        while (stricter < taken.length && taken[stricter][1] <= start) stricter++;
        if (stricter < taken.length && taken[stricter][0] < end) continue;
        const before = fresh.at(-1);
        if (before && start < before[1]) before[1] = Math.max(end, before[1]);
        else fresh.push([start, end]);
      }
      taken = [...taken, ...fresh].sort((one, other) => one[0] - other[0]);
    }
    return taken;
  }

  /** Make the finder of hits for a set of rules and the variants' `key`: `{LEVELS, textNodes, find}`. */
  warraq.makeHits = function (rules, key) {
    const LEVELS = Object.keys(rules.query.levels);

    /** Give the test of whether a token is a phrase's word. */
    function sameAs(word, level) {
      if (level === 0) return (token) => token.form === word.word && token.typed === word.typed;
      const shared = key(word.word);
      return (token) => token.form === word.word || key(token.form) === shared;
    }

    function findWords(node, tokens, level, formsOf) {
      if (level === 0 && !("level" in node)) return tokens.filter(sameAs(node, 0)).map((token) => [token, 0]);
      const [wanted, typed] = [formsOf(node), sameAs(node, 0)];
      const written = (token) => warraq.typedSo(token.form, token.typed);
      return tokens
        .filter((token) => wanted.has(written(token)))
        .map((token) => [token, typed(token) ? 0 : wanted.get(written(token))]);
    }

    /** Walk the phrase through the words that may stand one after the other; every word on a way to its end. */
    function findPhrase(words, tokens, level) {
      const byPosition = new Map();
      for (const token of tokens) {
        if (!byPosition.has(token.position)) byPosition.set(token.position, []);
        byPosition.get(token.position).push(token);
      }
      let ways = tokens.filter(sameAs(words[0], level)).map((token) => [token]);
      for (const word of words.slice(1)) {
        const same = sameAs(word, level);
        ways = ways.flatMap((way) => {
          const next = byPosition.get(way.at(-1).position + way.at(-1).width) ?? [];
          return next.filter(same).map((token) => [...way, token]);
        });
      }
      return ways.flatMap((way) => way.map((token, at) => [token, token.typed === words[at].typed ? 0 : 1]));
    }

    function findNear(node, tokens, level, formsOf) {
      const [anchors, ...others] = node.words.map((word) => findWords(word, tokens, level, formsOf));
      return anchors.flatMap((anchor) => {
        const near = ([token]) => Math.abs(token.position - anchor[0].position) <= node.within;
        const close = others.map((other) => other.filter(near));
        return close.every((found) => found.length) ? [anchor, ...close.flat()] : [];
      });
    }

    function findNode(node, tokens, level, formsOf) {
      if (node.op === "word") return findWords(node, tokens, level, formsOf);
      if (node.op === "phrase") return findPhrase(node.words, tokens, level);
      if (node.op === "near") return findNear(node, tokens, level, formsOf);
      const fits = warraq.makeWildcard(node.pattern);
      return tokens.filter((token) => fits(token.form)).map((token) => [token, 0]);
    }

    /**
     * `{spans, reasons}`: the spans of the words that answer, `[start, end]` in order and never overlapping, and why:
     * `{word, form, level}` each. `formsOf(node)` is, for a `word` node, the Map of the words that make an article a hit,
     * folded but for a last ة (`typedSo`), to their level's place in `LEVELS`.
     */
    function find(nodes, tokens, level, formsOf) {
      const [spans, reasons] = [new Map(), new Map()];
      for (const node of nodes) {
        const word = node.word ?? node.pattern ?? node.words.map((part) => part.word).join(" ");
        for (const [{ form, start, end }, at] of findNode(node, tokens, LEVELS.indexOf(level), formsOf)) {
          const place = `${start} ${end}`;
          spans.set(place, [start, end, Math.min(at, spans.get(place)?.[2] ?? at)]);
          reasons.set(`${word}/${form}/${at}`, { word, form, level: LEVELS[at] });
        }
      }
      return { spans: merge([...spans.values()]), reasons: [...reasons.values()] };
    }

    return { LEVELS, textNodes, find };
  };
})((globalThis.warraq = globalThis.warraq || {}));
