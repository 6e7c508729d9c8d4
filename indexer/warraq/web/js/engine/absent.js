// Mirrors what search/expand.py and search/mend.py do for a word that an archive does not have.
(function (warraq) {
  "use strict";

  const { UNIT } = warraq;
  const NEAREST = 4;

  /** The distinct four-grams of a word between its ends. */
  function grams(form) {
    const letters = [...`^${form}$`];
    const found = new Set();
    for (let at = 0; at < Math.max(1, letters.length - 3); at++) found.add(letters.slice(at, at + 4).join(""));
    return found;
  }

  /**
   * Make what an archive has instead of words that it does not have: `{described, nearest, apart, instead}`, the last of them
   * promising whole queries to ask in place of a prepared one.
   */
  warraq.makeAbsent = function (rules, files, finder) {
    const { key } = files;
    const read = files.dictionary ? warraq.makeReadings(rules, files.dictionary) : () => ({ lemmas: [], roots: [] });
    const names = warraq.makeNames(rules, files);
    const suggest = warraq.makeSuggester(files, similar, finder);

    /** What the dictionaries tell of a word that the archive does not have, in its spellings; see search/vocabulary.py. */
    async function described(word, spellings) {
      const unique = (list) => [...new Set(list)];
      const told = async (forms) => {
        const each = await Promise.all(forms.map(read));
        const lemmas = each.flatMap((one) => one.lemmas.flatMap((lemma) => [lemma, key(lemma)]));
        return { lemmas: unique(lemmas), roots: unique(each.flatMap((one) => one.roots)) };
      };
      const { lemmas, roots } = await told(spellings);
      if (word.endsWith("ه")) {
        const firm = await told(spellings.map((spelling) => warraq.typedSo(spelling, "ة")));
        const bound = firm.lemmas.length ? files.proper(lemmas).filter((lemma) => !firm.lemmas.includes(lemma)) : [];
        lemmas.push(...bound.map((lemma) => lemma + warraq.IF_PRONOUN));
      }
      return { stems: files.stems(word, lemmas), lemmas, roots };
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

    const nearest = async (word) => (await similar(word)).slice(0, NEAREST);

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

    /** A word's node with its two halves read as a phrase too. */
    function parted(node, at) {
      const letters = [...node.word];
      const halves = [letters.slice(0, at), letters.slice(at)].map((half) => {
        return { op: "word", word: half.join(""), typed: half.join(""), start: node.start, end: node.end };
      });
      return { op: "any", of: [node, { op: "phrase", words: halves, start: node.start, end: node.end }], halves };
    }

    /**
     * A word's node; with both readings where it is two words: a compound of which `joint` tells after which letter, or
     * one that nothing is `linked` with.
     */
    async function apart(node, joint, linked) {
      if (joint) {
        const { halves, ...both } = parted(node, joint);
        const counts = await Promise.all(halves.map(({ word }) => files.count(word)));
        if (counts.every(Boolean)) return both;
      }
      const at = linked ? 0 : await cut(node.word);
      if (!at) return node;
      const { halves, ...both } = parted(node, at);
      return { ...both, rank: halves };
    }

    /** Queries that would find more than a prepared one; `missing` are its nodes of words that find nothing. */
    const instead = async (prepared, missing) => suggest(prepared.query.text, missing, await names(prepared));

    return { described, nearest, apart, instead };
  };
})((globalThis.warraq = globalThis.warraq || {}));
