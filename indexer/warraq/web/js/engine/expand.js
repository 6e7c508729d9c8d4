// Mirrors search/expand.py and search/mend.py: a query word, to the words of the archive that may stand for it.
(function (warraq) {
  "use strict";

  const UNIT = 1024;
  const [FOLDED, STEM, LEMMA, ROOT, SIMILAR] = [1, 2, 3, 4, 5];
  const WEIGHTS = [0, UNIT, 717, 512, 307, 0];
  const VARIANT = 973;
  const NEAREST = 4;

  /** The distinct four-grams of a word between its ends. */
  function grams(form) {
    const letters = [...`^${form}$`];
    const found = new Set();
    for (let at = 0; at < Math.max(1, letters.length - 3); at++) found.add(letters.slice(at, at + 4).join(""));
    return found;
  }

  /** Make the expander over an index's files: `{expand, same, similar, mended}`; groups are lists of links. */
  warraq.makeExpand = function (rules, files) {
    const { key } = files;
    const read = files.dictionary ? warraq.makeReadings(rules, files.dictionary) : () => ({ lemmas: [], roots: [] });
    const unique = (list) => [...new Set(list)];

    /** What the dictionaries tell of a word that the archive does not have, in its spellings. */
    async function described(word, spellings) {
      const told = await Promise.all(spellings.map(read));
      const lemmas = unique(told.flatMap((one) => one.lemmas.flatMap((lemma) => [lemma, key(lemma)])));
      return { stems: files.stems(word, lemmas), lemmas, roots: told.flatMap((one) => one.roots) };
    }

    /** Words spelt like a word that begin alike: `[{form, weight, ...}]`, the most alike first. */
    async function similar(word) {
      if (/^[0-9]+$/.test(word)) return [];
      const [own, head] = [grams(word), files.route.head(word)];
      const found = [];
      for (const entry of await files.drawers(head)) {
        if (files.route.head(entry.form) !== head) continue;
        const theirs = grams(entry.form);
        let shared = 0;
        for (const gram of own) if (theirs.has(gram)) shared++;
        const [square, total] = [shared * shared, own.size * theirs.size];
        if (100 * square >= 9 * total) {
          found.push({ ...entry, weight: Math.floor((2 * UNIT * square + total) / (2 * total)) });
        }
      }
      return found.sort((one, other) => other.weight - one.weight || warraq.compare(one.form, other.form));
    }

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
      const own = (await files.word(word)) ?? (await described(word, names));
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
        for (const { form, weight } of (await similar(word)).slice(0, NEAREST)) {
          group.push({ word: await files.word(form), level: SIMILAR, weight: 0, similar: weight });
        }
      }
      return group;
    }

    /** After which letter a word is two words of the archive; 0 where it is not. */
    async function cut(word) {
      const letters = [...word];
      const places = letters.slice(0, -1).map((_, at) => at).filter((at) => at > 1);
      const half = (low, high) => letters.slice(low, high).join("");
      const firsts = await Promise.all(places.map((at) => files.count(half(0, at))));
      const known = places.map((at, index) => [at, firsts[index]]).filter(([, count]) => count);
      const seconds = await Promise.all(known.map(([at]) => files.count(half(at))));
      let [best, most] = [0, 0];
      known.forEach(([at, first], index) => {
        const common = Math.min(first, seconds[index]);
        if (common > most) [best, most] = [at, common];
      });
      return best;
    }

    /** A query's tree with both readings of words that were written as one; `groupOf(word)` promises a group. */
    async function mended(node, groupOf) {
      if (node.op === "word" && !("level" in node)) {
        if ((await groupOf(node.word)).some((link) => link.level < SIMILAR)) return node;
        const at = await cut(node.word);
        if (!at) return node;
        const letters = [...node.word];
        const halves = [letters.slice(0, at), letters.slice(at)].map((half) => {
          return { op: "word", word: half.join(""), typed: half.join(""), start: node.start, end: node.end };
        });
        const phrase = { op: "phrase", words: halves, start: node.start, end: node.end };
        return { op: "any", of: [node, phrase], rank: halves };
      }
      if (node.op === "not") return { ...node, of: await mended(node.of, groupOf) };
      if (node.op !== "all" && node.op !== "any") return node;
      const found = { ...node };
      for (const part of ["of", "rank"]) {
        if (node[part]) found[part] = await Promise.all(node[part].map((one) => mended(one, groupOf)));
      }
      return found;
    }

    return { expand, same, similar, mended };
  };

  Object.assign(warraq, { UNIT, FOLDED, LEMMA, ROOT, SIMILAR });
})((globalThis.warraq = globalThis.warraq || {}));
