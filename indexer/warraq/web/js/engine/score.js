// Mirrors search/score.py: how well articles answer, with the same sums in the same order.
(function (warraq) {
  "use strict";

  const { SHIFT, TITLE, UNIT, articleOf, below } = warraq;
  const [K1, B] = [1.2, 0.5];
  const [NEIGHBOURS, NEARNESS] = [0.2, 0.4];
  const TITLE_WEIGHT = 2;
  const DIGIT = 4;
  const EXACT = 1e10; // what rounding leaves between scores is no difference: ids settle ties in every engine
  const NEAR = 5;
  const ROOM = 2048; // a weight is below this, so that an occurrence and its weight sort as one number

  const letters = (node) => {
    if (node.op === "wildcard") return [...node.pattern].length;
    const size = (word) => [...word].length * (/^[0-9]+$/.test(word) ? DIGIT : 1);
    return (node.words ?? [node]).reduce((sum, { word }) => sum + size(word), 0);
  };

  /** The occurrences in the articles found, in order, with their weights. */
  function standing(slices, found) {
    const packed = [];
    for (const { keys, weight } of slices) {
      for (const key of keys) if (found[articleOf(key)]) packed.push(key * ROOM + weight);
    }
    const sorted = Float64Array.from(packed).sort();
    const keys = sorted.map((one) => Math.floor(one / ROOM));
    return { keys, weights: sorted.map((one, at) => one - keys[at] * ROOM) };
  }

  /** Sum, of each of `first`, the weights of `second` that stand from `low` to `high` positions after it. */
  function makeWindow(second) {
    const sums = new Float64Array(second.keys.length + 1);
    second.weights.forEach((weight, at) => (sums[at + 1] = sums[at] + weight));
    return (key, low, high) => sums[below(second.keys, key + high + 1)] - sums[below(second.keys, key + low)];
  }

  /** Pairs of two words: their places, and the product of both weights with what stands as `around` tells. */
  function pairs(first, around) {
    return [{ keys: first.keys, weights: first.weights.map((weight, at) => weight * around(first.keys[at])) }];
  }

  /** The score of each article that the mask `found` names: an array over all articles. */
  warraq.scores = function (files, matches, nodes, level, found) {
    const count = files.articles;
    const total = new Float64Array(count);

    function add(factor, slices, unit) {
      const sums = new Float64Array(count);
      for (const { keys, weight, weights } of slices) {
        for (let at = 0; at < keys.length; at++) {
          const one = weights ? weights[at] : weight;
          sums[articleOf(keys[at])] += keys[at] % SHIFT >= TITLE ? one * TITLE_WEIGHT : one;
        }
      }
      let df = 0;
      for (const sum of sums) df += Math.min(sum, unit);
      df /= unit;
      const share = factor * Math.log(1 + (count - df + 0.5) / (df + 0.5)) * (K1 + 1);
      for (let article = 0; article < count; article++) {
        if (!found[article]) continue;
        const tf = sums[article] / unit;
        total[article] += (share * tf) / (tf + K1 * (1 - B + (B * files.lengths[article]) / files.mean));
      }
    }

    const placed = nodes.map((node) => {
      const word = node.op === "word";
      const slices = word || node.op === "wildcard"
        ? matches.occurrences(node, level)
        : [{ keys: matches[node.op](node, level), weight: UNIT }];
      add(letters(node) ** 0.5, slices, UNIT);
      return word && nodes.length > 1 ? standing(slices, found) : null;
    });
    for (let at = 1; at < placed.length; at++) {
      const [one, other] = [placed[at - 1], placed[at]];
      if (!one || !other) continue;
      const sum = makeWindow(other);
      add(NEIGHBOURS, pairs(one, (key) => sum(key, 1, 1)), UNIT * UNIT);
      add(NEARNESS, pairs(one, (key) => sum(key, -NEAR, NEAR) - sum(key, 0, 0)), UNIT * UNIT);
    }
    return total.map((score) => Math.round(score * EXACT) / EXACT);
  };
})((globalThis.warraq = globalThis.warraq || {}));
