// Mirrors what suggest.py does without an archive: slips of the finger, the other keyboard, and whole queries of them.
(function (warraq) {
  "use strict";

  const MOST = 3;
  const ARABIC = [..."ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"];
  const LATIN = [..."abcdefghijklmnopqrstuvwxyz"];
  const KEYS = "`qwertyuiop[]asdfghjkl;'zxcvnm,./";
  const LETTERS = "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ";
  // What the keys of an English keyboard give where the Arabic 101 layout is on.
  const LAYOUT = new Map([
    ...[...KEYS].map((key, at) => [key, LETTERS[at]]),
    ["b", "لا"], ["Y", "إ"], ["H", "أ"], ["N", "آ"], ["G", "لأ"], ["T", "لإ"], ["B", "لآ"],
  ]);

  const isArabic = (word) => word >= "ء";

  /** Letters to add, drop, change or exchange with their neighbour; `most` + 1 for anything more than `most`. */
  function distance(first, second, most) {
    [first, second] = [[...first], [...second]];
    if (Math.abs(first.length - second.length) > most) return most + 1;
    let [before, row] = [[], [...Array(second.length + 1).keys()]];
    for (let i = 1; i <= first.length; i++) {
      const older = before;
      [before, row] = [row, [i]];
      for (let j = 1; j <= second.length; j++) {
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (first[i - 1] !== second[j - 1]));
        if (i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1]) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return Math.min(row.at(-1), most + 1);
  }

  /** The Set of words one slip away: a letter too many, too few, another, or exchanged with its neighbour. */
  function edits(word) {
    const found = new Set();
    if (/^[0-9]+$/.test(word)) return found;
    const letters = isArabic(word) ? ARABIC : LATIN;
    for (let at = 0; at <= word.length; at++) {
      const [left, right] = [word.slice(0, at), word.slice(at)];
      if (right) found.add(left + right.slice(1));
      if (right.length > 1) found.add(left + right[1] + right[0] + right.slice(2));
      for (const letter of letters) {
        if (right) found.add(left + letter + right.slice(1));
        found.add(left + letter + right);
      }
    }
    for (const edit of found) if (edit.length < 2) found.delete(edit);
    found.delete(word);
    return found;
  }

  function replaced(text, replacements) {
    const points = [...text];
    const later = (one, other) => other[0] - one[0] || other[1] - one[1] || (one[2] < other[2] ? 1 : -1);
    for (const [start, end, word] of [...replacements].sort(later)) {
      points.splice(start, end - start, ...word);
    }
    return points.join("");
  }

  /**
   * Whole queries, best first. `choices` are `[start, end, words]`: a place in `text` and the words, best first, that
   * may stand there; `typed` is the query of the other keyboard, if that is one.
   */
  function queries(text, choices, typed = "") {
    if (!choices.length) return [];
    const firsts = choices.filter(([, , words]) => words.length).map(([start, end, words]) => [start, end, words[0]]);
    const mended = [replaced(text, firsts)];
    for (const [start, end, words] of choices) {
      const rest = firsts.filter(([low]) => low !== start);
      for (const word of words.slice(1)) mended.push(replaced(text, [...rest, [start, end, word]]));
    }
    const found = new Set(typed ? [typed, ...mended] : mended);
    found.delete(text);
    return [...found].slice(0, MOST);
  }

  /** Make the pure parts of suggestions: `{distance, edits, otherKeyboard, queries}`. */
  warraq.makeSuggest = function (finder) {
    /**
     * What the keys of a Latin text would have written on an Arabic keyboard: `{text, forms}`, to be suggested where
     * the archive has all of the forms; null where the words that find nothing, `missing`, are Arabic already.
     */
    function otherKeyboard(text, missing) {
      if (missing.every((node) => isArabic(node.word))) return null;
      const letter = (typed) => LAYOUT.get(typed) ?? LAYOUT.get(typed.toLowerCase()) ?? typed;
      const other = Array.from(text, letter).join("");
      const forms = finder.forms(other);
      return forms.length ? { text: other, forms } : null;
    }

    return { distance, edits, otherKeyboard, queries };
  };
})((globalThis.warraq = globalThis.warraq || {}));
