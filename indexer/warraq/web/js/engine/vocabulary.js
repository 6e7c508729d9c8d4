// Mirrors what search/vocabulary.py tells of a form by its letters and its lemmas.
(function (warraq) {
  "use strict";

  const ARTICLE = "ال";
  const IF_PRONOUN = "^";

  /** A folded word with its last ه as it was typed, where that is ة and no pronoun. */
  const typedSo = (word, typed) => (typed.includes("ة") ? word.replace(/ه$/, "ة") : word);

  /**
   * Make, for a set of rules and the variants' `key`: `stems(form, lemmas)`, the light stems of a word with these lemmas,
   * its variant's too; `proper(lemmas)`, those that are no keys of foreign names and no marked ones; and `named(lemmas,
   * written)`, those of them that a word may have as it is written (`typedSo`): with ة none that asks for a pronoun there.
   */
  warraq.makeDescribed = function (rules, key) {
    const stem = warraq.makeStem(rules);
    const { isKey, keys } = warraq.makeSounds(rules);
    const unique = (list) => [...new Set(list)];
    const proper = (lemmas) => lemmas.filter((lemma) => !isKey(lemma) && !lemma.endsWith(IF_PRONOUN));

    /** The light stem of a form; what looks like the article stays where the dictionary form has it. */
    function light(form, named) {
      const own = form.indexOf(ARTICLE) + ARTICLE.length;
      if (own < ARTICLE.length || !named.length || !named.every((one) => one.startsWith(ARTICLE))) return stem(form);
      return ARTICLE + stem(form.slice(own).replace(/^ال/, ""));
    }

    const stems = (form, lemmas) => unique([form, key(form)].map((spelling) => light(spelling, proper(lemmas))));

    function named(lemmas, written) {
      const firm = proper(lemmas).filter((lemma) => !lemmas.includes(lemma + IF_PRONOUN));
      return firm.length && written.endsWith("ة") ? firm : proper(lemmas);
    }

    /** The keys of a foreign name's spellings. */
    const heard = (form) => unique([form, key(form)].flatMap(keys));

    return { stems, heard, proper, named };
  };

  /** The word of a node of a query as groups are asked for it: folded, but with the ة it was typed with. */
  warraq.asked = ({ word, typed }) => typedSo(word, typed);
  Object.assign(warraq, { typedSo, IF_PRONOUN });
})((globalThis.warraq = globalThis.warraq || {}));
