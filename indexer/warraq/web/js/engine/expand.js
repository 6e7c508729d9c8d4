// Mirrors search/expand.py and search/mend.py: a query word, to the words of the archive that may stand for it.
(function (warraq) {
  "use strict";

  const UNIT = 1024;
  const [FOLDED, STEM, LEMMA, ROOT, SIMILAR] = [1, 2, 3, 4, 5];
  const WEIGHTS = [0, UNIT, 717, 512, 307, 0];
  const VARIANT = 973;

  /**
   * Make the expander over an index's files: `{expand, same, mended}`; groups are lists of links. `absent()` promises what
   * `makeAbsent` makes, for words that the archive does not have.
   */
  warraq.makeExpand = function (files, absent) {
    const { key } = files;
    const unique = (list) => [...new Set(list)];

    /** A word and its variants. */
    async function same(word) {
      const shared = key(word);
      const own = key(shared) === shared ? await files.word(shared) : null;
      const found = [own, ...(await files.having("variants", shared))];
      return found.filter(Boolean);
    }

    /**
     * The group of a word: `{word, level, weight, similar}` for each word of the archive that may stand for it. Words
     * that share no more than its root are looked for where `rooted`, or where nothing else is found.
     */
    async function expand(word, rooted) {
      const names = unique([word, key(word)]);
      const own = (await files.word(word)) ?? (await (await absent()).described(word, names));
      const [stems, lemmas, roots] = [own.stems, new Set(own.lemmas), new Set(own.roots)];
      for (const name of names) {
        if ((await files.having("lemmas", name)).length) lemmas.add(name);
        if ((await files.having("roots", name)).length) roots.add(name);
      }
      const links = new Map();
      const add = (found, level) => found.forEach((one) => links.set(one.form, { word: one, level }));
      const all = async (kind, wanted) => (await Promise.all([...wanted].map((name) => files.having(kind, name)))).flat();
      const byRoot = rooted ? await all("roots", roots) : [];
      add(byRoot, ROOT);
      add(await all("lemmas", lemmas), LEMMA);
      const likely = ({ lemmas: theirs }) => {
        return !lemmas.size || !theirs.length || theirs.some((lemma) => lemmas.has(lemma));
      };
      add((await all("stems", stems)).filter(likely), STEM);
      add(await same(word), FOLDED);
      if (!links.size && !rooted) add(await all("roots", roots), ROOT);
      const group = [...links.values()].map((link) => {
        const weight = link.level === FOLDED && link.word.form !== word ? VARIANT : WEIGHTS[link.level];
        return { ...link, weight, similar: 0 };
      });
      if (!group.length) {
        for (const { form, weight } of await (await absent()).nearest(word)) {
          group.push({ word: await files.word(form), level: SIMILAR, weight: 0, similar: weight });
        }
      }
      return group;
    }

    /** A query's tree with both readings of words that were written as one; `groupOf(word)` promises a group. */
    async function mended(node, groupOf) {
      if (node.op === "word" && !("level" in node)) {
        if ((await groupOf(node.word)).some((link) => link.level < SIMILAR)) return node;
        return (await absent()).apart(node);
      }
      if (node.op === "not") return { ...node, of: await mended(node.of, groupOf) };
      if (node.op !== "all" && node.op !== "any") return node;
      const found = { ...node };
      for (const part of ["of", "rank"]) {
        if (node[part]) found[part] = await Promise.all(node[part].map((one) => mended(one, groupOf)));
      }
      return found;
    }

    return { expand, same, mended };
  };

  Object.assign(warraq, { UNIT, FOLDED, LEMMA, ROOT, SIMILAR });
})((globalThis.warraq = globalThis.warraq || {}));
