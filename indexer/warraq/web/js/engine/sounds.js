// Mirrors sounds.py: what spellings of a name from another language share.
(function (warraq) {
  "use strict";

  const MARK = "~";
  const ARTICLE = /^ال/;
  const BESIDE = 2;
  const [SHORT, LONG] = [4, 5];

  /** Make, for a set of rules, `{keys, alike, isKey}`. */
  warraq.makeSounds = function (rules) {
    const { never, vowels, same, close, glued } = rules.sounds;
    const classes = new Map(same.flatMap((letters) => [...letters].map((letter) => [letter, letters.at(-1)])));

    function heard(name) {
      const found = { consonants: [], vowels: [""] };
      for (const letter of name.replace(/(.)\1+/gu, "$1").replace(/ه$/, "ا")) {
        if (vowels.includes(letter)) found.vowels.push(found.vowels.pop() + letter);
        else {
          found.consonants.push(letter);
          found.vowels.push("");
        }
      }
      const sounds = found.consonants.map((letter) => classes.get(letter) ?? letter).join("");
      return { ...found, key: found.vowels[0].slice(0, 1) + sounds + found.vowels.at(-1) + MARK };
    }

    /** The names a form may be: without what is glued to it and the article, which may be the name's own too. */
    function names(form) {
      if ([...form].some((letter) => never.includes(letter))) return [];
      const found = [];
      const add = (name, least) => {
        const one = heard(name);
        if (one.consonants.length >= least) found.push(one);
      };
      glued.forEach((before, at) => {
        if (form.startsWith(before)) add(form.slice(before.length).replace(ARTICLE, ""), at < BESIDE ? SHORT - 1 : SHORT);
      });
      if (ARTICLE.test(form)) add(form, SHORT);
      return found;
    }

    /** Whether two names of one key differ as spellings of one do. */
    function agree(one, other) {
      const differing = (part) => part(one).map((each, at) => [each, part(other)[at]]).filter(([a, b]) => a !== b);
      const others = differing(({ consonants }) => consonants);
      const size = one.consonants.length;
      if (size < SHORT && !others.flat().every((letter) => close.includes(letter))) return false;
      const slots = differing(({ vowels }) => [vowels[0].slice(1), ...vowels.slice(1, -1)]);
      if (slots.some(([a, b]) => a && b) || new Set(slots.map(([a]) => a !== "")).size > 1) return false;
      return others.length + slots.length <= (size >= LONG ? 2 : 1);
    }

    const keys = (form) => [...new Set(names(form).map(({ key }) => key))];
    const alike = (one, other) => names(one).some((a) => names(other).some((b) => a.key === b.key && agree(a, b)));
    return { keys, alike, isKey: (lemma) => lemma.endsWith(MARK) };
  };
})((globalThis.warraq = globalThis.warraq || {}));
