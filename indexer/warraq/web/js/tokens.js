// Mirrors tokens.py: the words of an article as search sees them, with positions, and with what repairs add.
(function (warraq) {
  "use strict";

  const COMBINING_HAMZA = ["\u0653", "\u0654", "\u0655"];
  const INVISIBLE = ["marks", "tatweel", "controls"];

  const byPlace = (one, other) => one.start - other.start || one.end - other.end;

  /** The first index from `at` on for which `holds`; `list.length` where there is none. */
  function firstFrom(list, at, holds) {
    while (at < list.length && !holds(list[at])) at++;
    return at;
  }

  /** Make the reader of tokens for a set of rules: `{typedForm, spelling, whole, tokens, titleWords}`. */
  warraq.makeTokens = function (rules, folder, finder) {
    const drop = rules.fold.filter((rule) => INVISIBLE.includes(rule.name)).flatMap((rule) => rule.drop);
    const invisible = new RegExp(`[${warraq.characterClass(drop)}]`, "gu");

    /** The spelling that the level `typed` compares. */
    function typedForm(written) {
      if (COMBINING_HAMZA.some((hamza) => written.includes(hamza))) {
        // Marks between a letter and its hamza must not keep them apart.
        written = written.replace(invisible, (letter) => (COMBINING_HAMZA.includes(letter) ? letter : ""));
      }
      return written.normalize("NFKC").replace(invisible, "");
    }

    /** Whether what is written at a word's place is that word alone. */
    const whole = (form, written) => folder.foldText(written).replaceAll(",", "") === form;

    /** The typed form of the word `form` from what is written at its place, where several may stand in one letter. */
    function spelling(form, written) {
      if (written === form) return form; // most words: nothing in them is folded
      const typed = typedForm(written);
      return whole(form, typed) ? typed : form;
    }

    function letterPlaces(written) {
      const folded = folder.fold(written);
      return folded.text.flatMap((letter, at) => (letter === "," ? [] : [folder.unfold(folded, at, at + 1)]));
    }

    /** The words a repair reads where `written` stands, positions from 0; none where it changes no word. */
    function mend(letters, note, written) {
      if (!written.length || typeof note.value !== "string") return [];
      const slice = (low, high) => letters.slice(low, high).join("");
      const start = Math.min(written[0].start, note.start);
      const end = Math.max(written.at(-1).end, note.end);
      const value = slice(start, note.start) + note.value + slice(note.end, end);
      const [mended, points] = [finder.words(value), [...value]];
      const forms = (words) => words.map((word) => word.form);
      if (!mended.length || forms(mended).join(" ") === forms(written).join(" ")) return [];
      // Where only spaces and quotation marks changed, each letter leads back to its own place.
      const exact = forms(mended).join("") === forms(written).join("");
      const places = written.flatMap((word) =>
        letterPlaces(slice(word.start, word.end)).map(([low, high]) => [word.start + low, word.start + high]),
      );
      let letter = 0;
      return mended.map(({ form, start: low, end: high }, position) => {
        const first = letter;
        letter += [...form].length;
        const [from, to] =
          exact && letter <= places.length ? [places[first][0], places[letter - 1][1]] : [start, end];
        const typed = spelling(form, points.slice(low, high).join(""));
        return { form, typed, position, width: 1, start: from, end: to };
      });
    }

    /**
     * The words of a text in order of position, repaired words after those they repair: each `{form, typed, position,
     * width, start, end}`. `repairs` are the article's annotations of that kind, `{start, end, value}`.
     */
    function tokens(text, repairs = []) {
      const [plain, letters, found] = [finder.words(text), [...text], []];
      const token = ({ form, start, end }, position) => {
        return { form, typed: spelling(form, letters.slice(start, end).join("")), position, width: 1, start, end };
      };
      let [position, at] = [0, 0];
      for (const note of [...repairs].sort(byPlace)) {
        const first = firstFrom(plain, at, (word) => word.end > note.start);
        const last = firstFrom(plain, first, (word) => word.start >= note.end);
        const mended = mend(letters, note, plain.slice(first, last));
        if (!mended.length || (at && plain[at - 1].end > note.start)) continue; // nothing new, or taken already
        for (const word of plain.slice(at, first)) found.push(token(word, position++));
        const most = Math.max(last - first, mended.length);
        const written = plain.slice(first, last).map((word, place) => token(word, position + place));
        for (const word of mended) word.position += position;
        for (const side of [written, mended]) {
          side.at(-1).width = position + most - side.at(-1).position;
          found.push(...side);
        }
        [position, at] = [position + most, last];
      }
      for (const word of plain.slice(at)) found.push(token(word, position++));
      return found.sort((one, other) => one.position - other.position); // stable: the written before what mends it
    }

    /** The words of a title, `[form, typed]` each; ask only for a title that does not repeat the text. */
    function titleWords(title) {
      const letters = [...title];
      return finder
        .words(title)
        .map(({ form, start, end }) => [form, spelling(form, letters.slice(start, end).join(""))]);
    }

    return { typedForm, spelling, whole, tokens, titleWords };
  };
})((globalThis.warraq = globalThis.warraq || {}));
