// Mirrors the reading half of index/shards/dictionary.py: what a part of the dictionaries tells.
(function (warraq) {
  "use strict";

  const STEPS = 1024;
  const [OWN, NAME, PARTICLE, UNBENDING] = [1, 2, 4, 8];

  function filled(template, lemma) {
    const pieces = { "~": lemma, "+": lemma.slice(1), "-": lemma.slice(0, -1), "*": lemma.slice(1, -1) };
    return template.replace(/[~+*-]/, (sign) => pieces[sign]);
  }

  /**
   * Read a part: `entries` by lemma, and `lemmas`, the entries of each word and of each marked stem. Frequencies are
   * natural logarithms, null where there is none.
   */
  warraq.readDictionary = function ({ texts: [lemmas, roots, forms, stems, order], streams }) {
    const [entries, found] = [new Map(), new Map()];
    const add = (written, entry) => found.set(written, [...(found.get(written) ?? []), entry]);
    let root = "";
    lemmas.forEach((lemma, at) => {
      const [nominal, adjectival, verbal] = streams.map((counts) => (counts[at] ? (counts[at] - 1) / STEPS : null));
      const marks = streams[3][at];
      root = roots[at] || root;
      const entry = {
        lemma, nominal, adjectival, verbal, root: root === "-" ? "" : root,
        name: marks & NAME, particle: marks & PARTICLE, unbending: marks & UNBENDING,
      };
      entries.set(lemma, entry);
      if (marks & OWN) add(lemma, entry);
      const templates = `${forms[at] ?? ""} ${stems[at] ?? ""}`.split(" ").filter(Boolean);
      for (const template of templates) add(filled(template, lemma), entry);
    });
    for (const [written, list] of found) {
      const kind = /\d/.test(written) ? "verbal" : "nominal";
      list.sort((one, other) => (other.lemma === written) - (one.lemma === written) || other[kind] - one[kind]);
    }
    for (const line of order) {
      const [written, ...told] = line.split(" ");
      found.set(written, told.map((lemma) => entries.get(lemma)));
    }
    return { entries, lemmas: found };
  };
})((globalThis.warraq = globalThis.warraq || {}));
