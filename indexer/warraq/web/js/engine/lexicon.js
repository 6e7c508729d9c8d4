// Mirrors lexicon.py: of all the ways to take a word apart, the one whose lemma is most frequent.
(function (warraq) {
  "use strict";

  const RARE = -1;
  const [ITSELF, FEMININE, VERB] = [2, 1, 1];
  const NOTHING = { entry: null, worth: -Infinity };
  const LIKELY = 2.5;

  /**
   * Make the lexicon for a set of rules. `entry(word)` gives what the dictionaries tell of a word, `lemmas(written)` the
   * entries of the lemmas of a word or a marked stem (see dictionary.js).
   */
  warraq.makeLexicon = function (rules, { entry, lemmas }) {
    const parses = warraq.makeClitics(rules);
    const { past, present } = warraq.makeConjugate(rules);
    const { endings, persons, bound } = rules.readings;
    const nominal = (one) => one?.nominal ?? RARE;
    const isLemma = (word) => (entry(word)?.nominal ?? null) !== null;

    /** The entries a form without its clitics may be of, its log frequency as that form, and whether the form shows it. */
    function candidates({ base, verb, definite }) {
      const found = [];
      if (verb !== true) {
        for (const one of lemmas(base)) {
          if (definite && one.particle) continue;
          if (one.lemma === base) found.push([one, nominal(one) + ITSELF, true]);
          else found.push([one, one.unbending || bound.includes(base) ? RARE : nominal(one), false]);
        }
        const masculine = base.endsWith("ه") ? entry(base.slice(0, -1)) : null;
        if (masculine && masculine.adjectival !== null) found.push([masculine, masculine.adjectival - FEMININE, true]);
      }
      if (verb !== false) {
        const we = persons[base[0]] > VERB; // نقل is hardly ever (لم) نقل, of قال
        for (const stem of verb ? present(base) : [...past(base), ...present(base)]) {
          const cost = stem.at(-1) > 2 ? persons[base[0]] : VERB;
          for (const one of lemmas(stem)) {
            if (one.lemma === base || !one.unbending) found.push([one, (one.verbal ?? RARE) - cost, !we || one.lemma[0] === base[0]]);
          }
        }
      }
      return found;
    }

    /** The likeliest entry the dictionaries have for a form, its worth, and the other likely ones. */
    function known(form) {
      let [best, clitics] = [NOTHING, 0];
      const shown = [];
      for (const parse of parses(form)) {
        for (const [one, frequency, sure] of candidates(parse)) {
          const worth = frequency - parse.cost;
          if (worth > best.worth) [best, clitics] = [{ entry: one, worth }, parse.cost];
          if (sure) shown.push({ entry: one, worth, cost: parse.cost });
        }
      }
      const least = Math.max(best.worth - LIKELY, 0);
      // A rose (وردة) might be و and رد and a pronoun: no reason to find it by رد.
      const likely = shown.filter(({ entry, worth, cost }) => {
        return worth >= least && cost <= clitics && entry.lemma !== best.entry.lemma;
      });
      likely.sort((a, b) => b.worth - a.worth || (a.entry.lemma < b.entry.lemma ? -1 : 1));
      const others = [...new Map(likely.reverse().map((one) => [one.entry.lemma, one])).values()].reverse();
      return { ...best, others: others.map(({ entry }) => entry) };
    }

    /** The likeliest entry for a form that no list has, guessed from endings that only inflect. */
    function inflected(form) {
      let best = NOTHING;
      for (const { base, cost } of parses(form)) {
        for (const [ending, replacements] of endings) {
          if (!base.endsWith(ending) || base.length - ending.length < 3) continue;
          for (const replacement of replacements) {
            const plain = base.slice(0, -ending.length) + replacement;
            const listed = lemmas(plain);
            const itself = listed.filter(({ lemma }) => lemma === plain);
            for (const one of itself.length ? itself : listed) {
              if (nominal(one) - cost > best.worth) best = { entry: one, worth: nominal(one) - cost };
            }
          }
        }
      }
      return best.entry;
    }

    const isName = (form) => [form, form.replace(/^ال/, "")].some((name) => entry(name)?.name);

    return { parses, nominal, isLemma, isName, known, inflected };
  };
})((globalThis.warraq = globalThis.warraq || {}));
