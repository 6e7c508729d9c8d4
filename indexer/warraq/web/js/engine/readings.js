// Mirrors readings.py: all that a word without its context may be.
(function (warraq) {
  "use strict";

  const [LIKELY, MARGIN, SLACK, DOUBTFUL, SELDOM] = [3, 6, 0.5, 5, 7];
  const LONGEST = 24;
  const ANY = /[فعل]/g;

  /** The letters that a word and its broken plural share: without weak ones, each once where it is doubled. */
  const consonants = (form) => form.replace(/ه$/, "").replace(/[اويءه]/g, "").replace(/(.)\1/g, "$1");

  /**
   * Make the reader for a set of rules: `read(form)` promises the lemmas and roots of a folded word, likeliest first.
   * `place(word)` tells the number of the part of the dictionaries a word is in, `open(number)` promises the part.
   */
  warraq.makeReadings = function (rules, { place, open }) {
    const [parts, missing] = [new Map(), new Set()];
    const shapes = (names) => new RegExp(`^(?:${names.join("|").replace(ANY, ".")})$`);
    const { plural, either, doer, defective, regular, suppletive } = rules.readings;
    const [PLURAL, EITHER, DOER, DEFECTIVE] = [plural, either, doer, defective].map(shapes);
    const guesses = Object.entries(regular).map(([shape, ones]) => {
      return [new RegExp(`^${shape.replace(ANY, "(.)")}$`), ones];
    });

    /** The part of a word; what is not loaded yet is noted. */
    function part(word) {
      const number = place(word);
      if (!parts.has(number)) missing.add(number);
      return parts.get(number);
    }
    const entry = (word) => part(word)?.entries.get(word);
    const lemmas = (written) => part(written.replace(/\d$/, ""))?.lemmas.get(written) ?? [];
    const { keys } = warraq.makeSounds(rules);
    const { parses, nominal, isLemma, isName, known, inflected } = warraq.makeLexicon(rules, { entry, lemmas });

    /** Do what needs parts again and again, until all it asks for are loaded. */
    async function settled(work) {
      for (;;) {
        missing.clear();
        const answer = work();
        if (!missing.size) return answer;
        await Promise.all([...missing].map(async (number) => parts.set(number, await open(number))));
      }
    }

    function isPlural(form, { lemma, nominal: worth }) {
      const shared = consonants(form);
      if (lemma === form || lemma === form.replace(/ه$/, "") || shared.length < 2) return false;
      if (shared !== consonants(lemma) || (form.endsWith("ه") && !form.startsWith("ا"))) return false;
      return PLURAL.test(form) || (EITHER.test(form) && nominal({ nominal: worth }) > nominal(entry(form)) - SLACK);
    }

    /** Whether a form may be of a noun in ي that it loses where it is indefinite: قاض, محام. */
    function isDefective(form) {
      return DEFECTIVE.test(form) && !isLemma(form) && isLemma(`${form}ي`) && !isName(`${form}ي`);
    }

    /** The singulars that a broken plural would have if it were regular. */
    function* guessed(form) {
      for (const [shape, singulars] of guesses) {
        const match = shape.exec(form);
        if (!match) continue;
        for (const one of singulars) yield one.replace(ANY, (letter) => match["فعل".indexOf(letter) + 1]);
        if (match[2] === match[3] && singulars[0] === "فعل") yield match[1] + match[2];
      }
    }

    /** The entries that the likeliest reading hides. */
    function* hidden(form, common) {
      const found = new Map();
      for (const { base, cost, verb } of parses(form)) if (verb !== true && cost <= LIKELY) found.set(base, cost);
      for (const [base, cost] of found) {
        if (found.has(`${base}ه`) && isLemma(`${base}ه`)) continue;
        if (suppletive[base]) yield entry(suppletive[base]) ?? { lemma: suppletive[base] };
        if (form.endsWith("ة")) for (const one of lemmas(base.slice(0, -1))) if (one.lemma === base) yield entry(base.slice(0, -1));
        const listed = lemmas(base);
        for (const one of listed) if (isPlural(base, one) && nominal(one) - cost > common - MARGIN) yield one;
        if (common < DOUBTFUL && !isLemma(base) && listed.every(({ lemma }) => lemma === base)) {
          for (const one of guessed(base)) if (isLemma(one)) yield entry(one);
        }
        if (common < SELDOM && form.endsWith(base) && isDefective(base)) yield entry(`${base}ي`);
      }
      const doer = form.replace(/ان$/, "");
      if (isName(form) && doer !== form && DOER.test(doer) && isLemma(doer)) yield entry(doer);
    }

    function all(form) {
      const { entry: likeliest, worth, others } = known(form);
      const entries = [likeliest ?? inflected(form), ...others, ...hidden(form, worth)].filter(Boolean);
      const each = (name) => [...new Set(entries.map((one) => one[name]).filter(Boolean))];
      const [lemmas, roots] = [each("lemma"), each("root")];
      const foreign = !roots.length && (!lemmas.length || isName(lemmas[0]));
      return { lemmas: foreign ? [...lemmas, ...keys(lemmas[0] ?? form.replace(/ة$/, "ه"))] : lemmas, roots };
    }

    return async function read(form) {
      if (!(form[0] >= "ء" && form[0] <= "ي") || form.length > LONGEST) return { lemmas: [], roots: [] };
      await settled(() => known(form)); // most words ask for no more parts than this
      return settled(() => all(form));
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
