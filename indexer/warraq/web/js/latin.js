// Mirrors latin.py: names written in Latin letters, and how far they are from Arabic words.
(function (warraq) {
  "use strict";

  const DOUBLE = /([b-df-hj-np-tv-xz]|[csgkt]h)\1+/g;
  const READINGS = 4;
  const STRANGE = 2;
  const UNLIKE = 99;
  const ARTICLE = /^ال/;

  /** Make the readers of Latin spellings for a set of rules: `{plain, keys, cost}`. */
  warraq.makeLatin = function (rules) {
    const { articles, latin, sounds, silent } = rules.latin;
    const options = (tiers) => tiers.flatMap((tier, more) => {
      return tier.split(" ").filter(Boolean).map((piece) => [piece.replace("-", ""), more]);
    });
    const pieces = new RegExp(Object.keys(latin).sort((one, other) => other.length - one.length).join("|"), "g");
    const said = new Map(Object.entries(sounds).map(([piece, tiers]) => [piece, options(tiers)]));
    said.set("", options(silent));
    const longest = Math.max(...[...said.keys()].map((piece) => piece.length));

    /** Folded Latin words with consonants written once, letters from a to z alone, and no articles beside others. */
    function plain(words) {
      const found = words
        .map((word) => word.replaceAll("ı", "i").replace(/[^a-z]/g, "").replace(DOUBLE, "$1"))
        .filter(Boolean);
      const bare = found.filter((word) => !articles.includes(word));
      return bare.length ? bare : found;
    }

    /** The keys that words, as `plain` gives them, may share with Arabic ones. */
    function keys(words) {
      let found = [""];
      for (const [piece] of words.join("").matchAll(pieces)) {
        const letters = latin[piece].split(" ");
        found = found.flatMap((key) => letters.map((letter) => key + letter));
        // The first of them are the same however the others would go on.
        found.length = Math.min(found.length, READINGS);
      }
      if (words.length && /^[ae]l../.test(words[0])) {
        found.push(...found.filter((key) => key.length > 2).map((key) => key.slice(1)));
      }
      return [...new Set(found)].filter(Boolean);
    }

    /** How far words, as `plain` gives them, are from a spelling of folded Arabic words; 99 for more than `most`. */
    function cost(words, arabic, most) {
      const bare = arabic[0].replace(ARTICLE, "");
      const strange = /^[aeiou]/.test(words[0]) && bare && !/^[اعويءه]/.test(bare);
      const [from, into] = [words, arabic].map((parts) => parts.map((part) => `<${part}>`).join(""));
      const best = Array.from({ length: from.length + 1 }, () => new Uint8Array(into.length + 1).fill(UNLIKE));
      best[0][0] = strange ? STRANGE : 0;
      for (let at = 0; at <= from.length; at++) {
        for (let to = 0; to <= into.length; to++) {
          const now = best[at][to];
          if (now > most) continue;
          for (let size = 0; size <= Math.min(longest, from.length - at); size++) {
            for (const [piece, more] of said.get(from.slice(at, at + size)) ?? []) {
              if (now + more < (best[at + size][to + piece.length] ?? 0) && into.startsWith(piece, to)) {
                best[at + size][to + piece.length] = now + more;
              }
            }
          }
        }
      }
      const found = best[from.length][into.length];
      return found > most ? UNLIKE : found;
    }

    return { plain, keys, cost };
  };

  warraq.UNLIKE = UNLIKE;
})((globalThis.warraq = globalThis.warraq || {}));
