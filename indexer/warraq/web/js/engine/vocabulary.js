// Mirrors what search/vocabulary.py tells of a form by its letters.
(function (warraq) {
  "use strict";

  const ARTICLE = "ال";

  /**
   * Make, for a set of rules and the variants' `key`, `stems(form, lemmas)`: the light stems of a word with these lemmas,
   * its variant's too.
   */
  warraq.makeStems = function (rules, key) {
    const stem = warraq.makeStem(rules);

    /** The light stem of a form; what looks like the article stays where the dictionary form has it. */
    function light(form, lemmas) {
      const own = form.indexOf(ARTICLE) + ARTICLE.length;
      if (own < ARTICLE.length || !lemmas.length || !lemmas.every((one) => one.startsWith(ARTICLE))) return stem(form);
      return ARTICLE + stem(form.slice(own).replace(/^ال/, ""));
    }

    return (form, lemmas) => [...new Set([form, key(form)].map((spelling) => light(spelling, lemmas)))];
  };
})((globalThis.warraq = globalThis.warraq || {}));
