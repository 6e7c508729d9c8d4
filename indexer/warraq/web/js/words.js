// Mirrors words.py: folded text to words, numbers included, each with its place in the source.
(function (warraq) {
  "use strict";

  /** The inside of a regular expression's `[...]` for a rule's ranges. */
  const characterClass = (ranges) => ranges.map(([low, high]) => `\\u{${low}}-\\u{${high}}`).join("");
  warraq.characterClass = characterClass;

  /** The same for what Python's `str.isspace` takes for a space, which is not quite `\\s` in JavaScript. */
  warraq.SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  /** Whether a folded word begins with a Latin letter. */
  warraq.isLatin = (form) => form >= "a" && form < "\u0250";

  /** Make the word finder for a set of rules and its folder: `words(text)` and `forms(text)`. */
  warraq.makeWords = function (rules, folder) {
    const { arabic, other } = rules.words;
    const word = new RegExp(
      `[${characterClass(arabic)}]+|[${characterClass(other)}]+|[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)*`,
      "gu",
    );

    // Spans of the joined text, in its own code units.
    function* spans(text) {
      for (const match of text.matchAll(word)) {
        if (match[0].split(".").length > 2) {
          for (const part of match[0].matchAll(/[0-9]+/g)) {
            yield [match.index + part.index, match.index + part.index + part[0].length];
          }
        } else {
          yield [match.index, match.index + match[0].length];
        }
      }
    }

    function words(text) {
      const folded = folder.fold(text);
      const joined = folded.text.join("");
      // Code units to code points, so that offsets agree with Python's.
      const point = [];
      folded.text.forEach((character, index) => {
        for (let unit = 0; unit < character.length; unit++) point.push(index);
      });
      point.push(folded.text.length);
      return [...spans(joined)].map(([start, end]) => {
        const [first, last] = folder.unfold(folded, point[start], point[end]);
        return { form: joined.slice(start, end).replaceAll(",", ""), start: first, end: last };
      });
    }

    function forms(text) {
      const folded = folder.foldText(text);
      return [...spans(folded)].map(([start, end]) => folded.slice(start, end).replaceAll(",", ""));
    }

    return { words, forms };
  };
})((globalThis.warraq = globalThis.warraq || {}));
