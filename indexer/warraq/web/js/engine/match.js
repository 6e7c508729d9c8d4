// Mirrors search/match.py: which articles answer a query, and where in them its words stand.
(function (warraq) {
  "use strict";

  const { SHIFT, UNIT, FOLDED, LEMMA, ROOT, SIMILAR, below, asked } = warraq;
  const articleOf = (key) => Math.floor(key / SHIFT);
  const ascending = (keys) => Float64Array.from(keys).sort();
  const distinct = (keys) => ascending(keys).filter((key, at, all) => !at || all[at - 1] !== key);

  const has = (keys, key) => keys[below(keys, key)] === key;

  /**
   * One query over what was loaded of an archive: `{holds, occurrences, phrase, near, group}`.
   *
   * `loaded` has `groups` (by word, or by word and level where it has its own), `same` (a phrase's words), `patterns`,
   * `fields` (masks by node) and `days`, as far as the query needs them.
   */
  warraq.makeMatches = function (files, loaded) {
    const size = files.articles;
    const masks = new Map();

    /** The spellings that may stand for a `word` or `wildcard` node. */
    function group(node) {
      if (node.op === "wildcard") return loaded.patterns.get(node.pattern);
      const found = loaded.groups.get(asked(node));
      if (!("level" in node)) return found;
      const own = warraq.LEVELS.indexOf(node.level);
      return found.filter((link) => link.level <= own).map((link) => ({ ...link, level: 0, own }));
    }

    /** The one spelling that a word is typed in, if the archive has it; no two words share a spelling. */
    const spellings = (node) => {
      const known = loaded.groups.get(asked(node)) ?? loaded.same.get(node.word) ?? [];
      return known.filter((one) => one.typed === node.typed);
    };

    /** The occurrences of a word or wildcard at a level: `{keys, weight, linked}` for each spelling. */
    function occurrences(node, level) {
      if (level === 0 && node.op === "word" && !("level" in node)) {
        return spellings(node).map((link) => ({ ...link, weight: UNIT, linked: true }));
      }
      return group(node)
        .filter((link) => link.level <= level || (link.level === SIMILAR && level >= LEMMA))
        .map((link) => ({ ...link, linked: link.level <= level }));
    }

    /** The occurrences of a phrase's word, and where the word after each would stand. */
    function exact(node, level) {
      const slices = level === 0 ? spellings(node) : loaded.same.get(node.word);
      return slices.map(({ keys, after }) => {
        return { keys, following: keys.map((key, at) => key + 1 + (after.get(at) ?? 0)) };
      });
    }

    /** The occurrences of a phrase's last word that end the phrase, each once. */
    function phrase(node, level) {
      let found = exact(node.words[0], Math.min(level, FOLDED));
      for (const word of node.words.slice(1)) {
        const wanted = distinct(found.flatMap(({ following }) => [...following]));
        found = exact(word, Math.min(level, FOLDED)).map(({ keys, following }) => {
          const kept = [...keys.keys()].filter((at) => has(wanted, keys[at]));
          return { keys: kept.map((at) => keys[at]), following: kept.map((at) => following[at]) };
        });
      }
      return distinct(found.flatMap(({ keys }) => [...keys]));
    }

    const hits = (node, level) => {
      return distinct(occurrences(node, level).filter(({ linked }) => linked).flatMap(({ keys }) => [...keys]));
    };

    /** The occurrences of a near group's first word that have all the other words near, each once. */
    function near(node, level) {
      const [anchors, ...others] = node.words.map((word) => hits(word, level));
      const close = (anchor) => (keys) => below(keys, anchor + node.within + 1) > below(keys, anchor - node.within);
      return anchors.filter((anchor) => others.every(close(anchor)));
    }

    /** Of each article, the strictest level at which it has a word; `SIMILAR` where none finds it. */
    function strictest(node) {
      const found = new Uint8Array(size).fill(SIMILAR);
      const mark = (keys, level) => {
        for (const key of keys) {
          const article = articleOf(key);
          if (level < found[article]) found[article] = level;
        }
      };
      for (const { keys, level } of group(node)) if (level <= ROOT) mark(keys, level);
      if (node.op === "word" && !("level" in node)) for (const { keys } of spellings(node)) mark(keys, 0);
      return found;
    }

    function masked(keys) {
      const mask = new Uint8Array(size);
      for (const key of keys) mask[articleOf(key)] = 1;
      return mask;
    }

    function once(node, at, make) {
      if (!masks.has(node)) masks.set(node, new Map());
      if (!masks.get(node).has(at)) masks.get(node).set(at, make());
      return masks.get(node).get(at);
    }

    function work(node, level) {
      const each = (parts, holding) => {
        const found = parts.map((part) => holds(part, level));
        return new Uint8Array(size).map((_, at) => Number(holding(found, (mask) => mask[at])));
      };
      switch (node.op) {
        case "word":
        case "wildcard":
          return once(node, "strictest", () => strictest(node)).map((found) => Number(found <= level));
        case "phrase":
          return masked(phrase(node, level));
        case "near":
          return masked(near(node, level));
        case "field":
          return loaded.fields.get(node);
        case "date":
          return new Uint8Array(size).map((_, at) => {
            return Number(loaded.days.last[at] >= node.from && loaded.days.first[at] <= node.to && loaded.days.last[at] > 0);
          });
        case "not":
          return each([node.of], ([mask], truth) => !truth(mask));
        case "all":
          return each(node.of, (found, truth) => found.every(truth));
        case "any":
          return each(node.of, (found, truth) => found.some(truth));
        default:
          return new Uint8Array(size).fill(Number(node.op === "everything"));
      }
    }

    /** Whether a node holds at a level: of each article, 1 or 0. */
    function holds(node, level) {
      const at = node.op === "phrase" ? Math.min(level, FOLDED) : level;
      return once(node, at, () => work(node, at));
    }

    return { group, occurrences, phrase, near, holds };
  };

  Object.assign(warraq, { articleOf });
})((globalThis.warraq = globalThis.warraq || {}));
