// Mirrors clitics.py: the ways to take off what Arabic writes together with a word. Words are of the letters ء to ي.
(function (warraq) {
  "use strict";

  /** The spellings a word has without its pronoun; `five` are the nouns that have a long vowel before it. */
  function bases(rest, five) {
    const [last, trunk] = [rest.at(-1), rest.slice(0, -1)];
    if (five.includes(trunk) && "اوي".includes(last)) return [trunk]; // ابوه, اخيه
    const found = [];
    if (last === "ت") found.push(`${trunk}ه`);
    else if (last === "ا" && rest.length > 2) found.push(`${trunk}ي`);
    else if (last === "و") found.push(`${rest}ا`);
    if (/ا[وي]$/.test(rest)) found.push(`${trunk}ء`);
    return [...found, rest];
  }

  /** Make the parser for a set of rules: `parses(form)` gives `{base, cost, verb, definite}`. */
  warraq.makeClitics = function (rules) {
    const { conjunctions, prefixes, pronouns, five } = rules.readings;
    const all = Object.entries(conjunctions).flatMap(([before, more]) => {
      return prefixes.map(([written, parts, cost, verb]) => [before + written, parts.endsWith("ال"), more + cost, verb]);
    });

    return function parses(word) {
      const form = word.replace(/ة$/, "ه");
      const found = [];
      const add = (base, cost, verb, definite = false) => found.push({ base, cost, verb, definite });
      for (const [written, definite, cost, verb] of all) {
        const rest = form.slice(written.length);
        if (!form.startsWith(written) || rest.length < 2) continue;
        if (written.endsWith("ل")) {
          if (rest.startsWith("ل") && rest.length > 3) add(rest, cost + 1, false);
          if (rest === "له") add("الله", cost, false);
        }
        if (written.endsWith("لل")) add(`ال${rest}`, cost, false);
        add(rest, cost, verb, definite);
        if (definite || form !== word) continue; // what ends in ة has no pronoun
        for (const [pronoun, more] of Object.entries(pronouns)) {
          if (!rest.endsWith(pronoun) || rest.length - pronoun.length < 2) continue;
          for (const base of bases(rest.slice(0, -pronoun.length), five)) add(base, cost + more, verb);
        }
      }
      return found;
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
