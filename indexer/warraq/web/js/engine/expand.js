// Mirrors search/expand.py: a query word, to the words of the archive that may stand for it.
(function (warraq) {
  "use strict";

  const UNIT = 1024;
  const [FOLDED, STEM, LEMMA, ROOT, SIMILAR] = [1, 2, 3, 4, 5];
  const WEIGHTS = [0, UNIT, 717, 512, 307];
  const VARIANT = 973;

  /** The spellings of words. */
  const spelt = (words) => words.flatMap(({ spellings }) => spellings);

  /**
   * Make the expander over an index's files: `{expand, same}`; groups are lists of links. `absent()` promises what
   * `makeAbsent` makes, for words that the archive does not have.
   */
  warraq.makeExpand = function (rules, files, absent) {
    const { key, named } = files;
    const { alike, isKey } = warraq.makeSounds(rules);
    const unique = (list) => [...new Set(list)];

    /** The spellings of a folded word and of its variants. */
    async function same(word) {
      const shared = key(word);
      const own = key(shared) === shared ? await files.word(shared) : null;
      return spelt([own, ...(await files.having("variants", shared))].filter(Boolean));
    }

    /**
     * The group of a word, folded but for a last ة: each spelling of the archive that may stand for it, with `level` and
     * `weight`. Words that share no more than its root are looked for where `rooted`, or where nothing else is found.
     */
    async function expand(asked, rooted) {
      const word = asked.replace(/ة$/, "ه");
      const names = unique([word, key(word)]);
      const own = (await files.word(word)) ?? (await (await absent()).described(word, names));
      const [stems, lemmas, roots] = [own.stems, [...own.lemmas], new Set(own.roots)];
      await Promise.all(names.map(async (name) => {
        if ((await files.having("lemmas", name)).length) lemmas.push(name);
        if ((await files.having("roots", name)).length) roots.add(name);
      }));
      const links = new Map();
      const add = (found, level, weight = WEIGHTS[level]) => {
        for (const one of found) links.set(one.typed, { ...one, level, weight });
      };
      const all = async (kind, wanted) => (await Promise.all([...wanted].map((name) => files.having(kind, name)))).flat();
      const byRoot = async () => add(spelt(await all("roots", roots)), ROOT);
      if (rooted) await byRoot();
      const wanted = unique(named(lemmas, asked));
      const shared = (theirs) => !wanted.length || !theirs.length || theirs.some((lemma) => wanted.includes(lemma));
      /** The spellings of words that may be of a lemma asked for, as far as theirs are known. */
      const likely = (found) => found.flatMap(({ lemmas, spellings }) => {
        return spellings.filter(({ written }) => shared(named(lemmas, written)));
      });
      add(likely(await all("lemmas", wanted)), LEMMA);
      add(spelt(await all("lemmas", lemmas.filter(isKey))).filter(({ words }) => alike(word, words)), LEMMA);
      add(likely(await all("stems", stems)), STEM);
      for (const one of await same(word)) add([one], FOLDED, one.words === word ? UNIT : VARIANT);
      if (!links.size) await byRoot();
      if (!links.size) {
        const near = await (await absent()).nearest(word);
        (await Promise.all(near.map(({ form }) => files.word(form)))).forEach(({ spellings }, at) => {
          add(spellings, SIMILAR, near[at].weight);
        });
      }
      return [...links.values()];
    }

    return { expand, same };
  };

  Object.assign(warraq, { UNIT, FOLDED, LEMMA, ROOT, SIMILAR, spelt });
})((globalThis.warraq = globalThis.warraq || {}));
