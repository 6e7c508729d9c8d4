// Mirrors search/expand.py: a query word, to the words of the archive that may stand for it.
(function (warraq) {
  "use strict";

  const UNIT = 1024;
  const [FOLDED, STEM, LEMMA, ROOT, SIMILAR] = [1, 2, 3, 4, 5];
  const WEIGHTS = [0, UNIT, 717, 512, 307, 0];
  const VARIANT = 973;

  /**
   * Make the expander over an index's files: `{expand, same}`; groups are lists of links. `absent()` promises what
   * `makeAbsent` makes, for words that the archive does not have.
   */
  warraq.makeExpand = function (rules, files, absent) {
    const { key, proper, withoutPronoun } = files;
    const { alike, isKey } = warraq.makeSounds(rules);
    const unique = (list) => [...new Set(list)];

    /** A word and its variants. */
    async function same(word) {
      const shared = key(word);
      const own = key(shared) === shared ? await files.word(shared) : null;
      const found = [own, ...(await files.having("variants", shared))];
      return found.filter(Boolean);
    }

    /**
     * The group of a word, folded but for a last ة: `{word, level, weight, similar}` for each word of the archive that may
     * stand for it. Words that share no more than its root are looked for where `rooted`, or where nothing else is found.
     */
    async function expand(asked, rooted) {
      const word = asked.replace(/ة$/, "ه");
      const names = unique([word, key(word)]);
      const own = (await files.word(word)) ?? (await (await absent()).described(word, names));
      const [stems, lemmas, roots] = [own.stems, [...own.lemmas], new Set(own.roots)];
      for (const name of names) {
        if ((await files.having("lemmas", name)).length) lemmas.push(name);
        if ((await files.having("roots", name)).length) roots.add(name);
      }
      const links = new Map();
      const add = (found, level) => found.forEach((one) => links.set(one.form, { word: one, level }));
      const all = async (kind, wanted) => (await Promise.all([...wanted].map((name) => files.having(kind, name)))).flat();
      const byRoot = rooted ? await all("roots", roots) : [];
      add(byRoot, ROOT);
      const named = unique(asked === word ? proper(lemmas) : withoutPronoun(lemmas));
      add(await all("lemmas", named), LEMMA);
      add((await all("lemmas", lemmas.filter(isKey))).filter(({ form }) => alike(word, form)), LEMMA);
      const likely = (one) => {
        const theirs = proper(one.lemmas);
        return !named.length || !theirs.length || theirs.some((lemma) => named.includes(lemma));
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

    return { expand, same };
  };

  Object.assign(warraq, { UNIT, FOLDED, LEMMA, ROOT, SIMILAR });
})((globalThis.warraq = globalThis.warraq || {}));
