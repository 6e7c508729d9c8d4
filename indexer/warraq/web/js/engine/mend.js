// Mirrors search/mend.py: a query's words that are written as one and as two are looked for as both.
(function (warraq) {
  "use strict";

  const LEAST = 3;

  /**
   * Make, over an index's files, `mended(node, groupOf)`: promises a query's tree with both readings of words that are, or
   * may be, written as one; `groupOf(word)` promises a group, `absent()` what `makeAbsent` makes.
   */
  warraq.makeMend = function (rules, files, absent) {
    const { cut } = rules.compounds;

    /** After which letter a word is a compound of two that people write either way; 0 where it is none. */
    function joint(word) {
      return cut[Object.keys(cut).find((first) => word.startsWith(first) && word.length - cut[first] >= LEAST)] ?? 0;
    }

    /** The compounds of the archive that two words typed side by side make. */
    async function wholes(nodes) {
      const found = await Promise.all(nodes.slice(1).map(async (other, at) => {
        const one = nodes[at];
        const word = one.word + other.word;
        const plain = [one, other].every((node) => node.op === "word" && !("level" in node)) && other.start - one.end === 1;
        const known = plain && joint(word) === one.word.length && (await files.count(word));
        return known && { op: "word", word, typed: word, start: one.start, end: other.end };
      }));
      return found.filter(Boolean);
    }

    async function mendedWord(node, groupOf) {
      const at = joint(node.word);
      const linked = (await groupOf(warraq.asked(node))).some((link) => link.level < warraq.SIMILAR);
      return linked && !at ? node : (await absent()).apart(node, at, linked);
    }

    return async function mended(node, groupOf) {
      if (node.op === "word" && !("level" in node)) return mendedWord(node, groupOf);
      if (node.op === "phrase") {
        const [whole] = node.words.length === 2 ? await wholes(node.words) : [];
        return whole ? { op: "any", of: [node, whole] } : node;
      }
      if (node.op === "not") return { ...node, of: await mended(node.of, groupOf) };
      if (node.op !== "all" && node.op !== "any") return node;
      const found = { ...node };
      for (const part of ["of", "rank"]) {
        if (!node[part]) continue;
        found[part] = await Promise.all(node[part].map((one) => mended(one, groupOf)));
        if (part === "rank" || node.op === "any") found[part].push(...(await wholes(node[part])));
      }
      return found;
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
