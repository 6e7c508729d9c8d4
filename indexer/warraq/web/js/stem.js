// Mirrors stem.py: a light stemmer on folded words, by the rules of rules.json.
(function (warraq) {
  "use strict";

  /** Make the stemmer for a set of rules: `stem(form)`. Lengths are code points. */
  warraq.makeStem = function (rules) {
    const { prefixes, conjunctions, future, pronouns, endings, least } = rules.stem;
    const length = (text) => [...text].length;

    function withoutPrefix(form) {
      for (const prefix of prefixes) {
        if (form.startsWith(prefix) && length(form) - length(prefix) >= least) {
          return [form.slice(prefix.length), true];
        }
      }
      for (const conjunction of conjunctions) {
        if (form.startsWith(conjunction) && length(form) > least + 1) return withoutPrefix(form.slice(1));
      }
      if (length(form) > least + 1 && future.some((prefix) => form.startsWith(prefix))) return [form.slice(1), false];
      return [form, false];
    }

    return function stem(form) {
      let [rest, definite] = withoutPrefix(form);
      if (!definite) {
        for (const pronoun of pronouns) {
          const left = length(rest) - length(pronoun);
          if (rest.endsWith("ت" + pronoun) && left > least) return rest.slice(0, -pronoun.length - 1);
          if (length(pronoun) > 1 && rest.endsWith(pronoun) && left >= least) {
            rest = rest.slice(0, -pronoun.length);
            break;
          }
        }
      }
      for (const ending of endings) {
        if (rest.endsWith(ending) && length(rest) - length(ending) >= least) return rest.slice(0, -ending.length);
      }
      return rest;
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
