// Mirrors fold.py: the same rules, the same folds, offsets in code points.
// Classic scripts only: a page opened from a folder may load nothing else.
(function (warraq) {
  "use strict";

  const inRanges = (ranges) => {
    const points = new Set();
    for (const [low, high] of ranges || []) {
      for (let point = parseInt(low, 16); point <= parseInt(high, 16); point++) points.add(point);
    }
    return points;
  };
  const union = (sets) => new Set(sets.flatMap((set) => [...set]));

  /** Make the folder for a set of rules: `{foldText, fold, unfold}`. */
  warraq.makeFold = function (rules) {
    const steps = rules.fold;
    const decomposed = union(steps.map((rule) => inRanges(rule.decompose)));
    const dropped = union(steps.map((rule) => inRanges(rule.drop)));
    const lowered = union(steps.map((rule) => inRanges(rule.lower)));
    const mapped = new Map(steps.flatMap((rule) => Object.entries(rule.map || {})));
    const marks = union(
      steps.filter((rule) => rule.name === "marks" || rule.name === "tatweel").map((rule) => inRanges(rule.drop)),
    );
    const table = new Map();

    function foldCharacter(character) {
      let folded = table.get(character);
      if (folded === undefined) {
        const point = character.codePointAt(0);
        let parts = decomposed.has(point) ? [...character.normalize("NFKD")] : [character];
        if (parts.length > 1 && parts[0] === " ") parts = parts.slice(1);
        folded = parts
          .filter((part) => !dropped.has(part.codePointAt(0)))
          .map((part) => mapped.get(part) ?? part)
          .map((part) => (lowered.has(part.codePointAt(0)) ? part.toLowerCase() : part))
          .join("");
        table.set(character, folded);
      }
      return folded;
    }

    function foldText(text) {
      let folded = "";
      for (const character of text) folded += foldCharacter(character);
      return folded;
    }

    /** `source` and `text` are arrays of code points; `origin[i]` is the offset in `source` of `text[i]`. */
    function fold(text) {
      const source = [...text];
      const folded = [];
      const origin = [];
      source.forEach((character, offset) => {
        for (const piece of foldCharacter(character)) {
          folded.push(piece);
          origin.push(offset);
        }
      });
      origin.push(source.length);
      return { source, text: folded, origin };
    }

    /** Lead a non-empty span of `folded.text` back to `folded.source`, with the tashkeel after its last letter. */
    function unfold(folded, start, end) {
      let last = folded.origin[end - 1] + 1;
      while (last < folded.source.length && marks.has(folded.source[last].codePointAt(0))) last++;
      return [folded.origin[start], last];
    }

    return { foldText, fold, unfold };
  };
})((globalThis.warraq = globalThis.warraq || {}));
