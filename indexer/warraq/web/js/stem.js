// Mirrors stem.py: a light stemmer on folded words, by the rules of rules.json.
(function (warraq) {
  "use strict";

  /** Make the stemmer for a set of rules: `stem(form)`. Lengths are code points. */
  warraq.makeStem = function (rules) {
    const { prefixes, conjunctions, future, pronouns, endings, least } = rules.stem;
    const length = (text) => [...text].length;

    function withoutArticle(form) {
      const prefix = prefixes.find((glued) => form.startsWith(glued) && length(form) - length(glued) >= least);
      return prefix === undefined ? form : form.slice(prefix.length);
    }

    function withoutPrefix(form) {
      let rest = withoutArticle(form);
      if (rest === form && length(form) > least + 1 && conjunctions.some((letter) => form.startsWith(letter))) {
        form = form.slice(1);
        rest = withoutArticle(form);
      }
      if (rest !== form) return [rest, true];
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
