// Mirrors snippet.py: the few words of an article that show why it was found.
(function (warraq) {
  "use strict";

  const WIDTH = 200;
  const FAR = 40;

  /** Make the cutter of snippets: `snippet(text, spans, width)`. */
  warraq.makeSnippet = function () {
    const space = new RegExp(`[${warraq.SPACE}]`);
    const isSpace = (letter) => space.test(letter);
    const slice = (text, start, end) => text.slice(start, end).join("");

    /** The ends of the hits to show together: most different words, then most hits, then earliest. */
    function best(text, spans, width) {
      let [found, different, most] = [[0, 0], 0, 0];
      spans.forEach(([start, end], at) => {
        let inside = spans.slice(at, at + FAR).filter((span) => span[1] <= start + width);
        if (!inside.length) inside = [[start, end]];
        const words = new Set(inside.map(([low, high]) => slice(text, low, high))).size;
        if (words > different || (words === different && inside.length > most)) {
          found = [start, Math.min(inside.at(-1)[1], start + width)];
          [different, most] = [words, inside.length];
        }
      });
      return found;
    }

    /** Move a cut that would fall within a word inwards to the word's edge, but never beyond `limit` or far. */
    function wordEdge(text, at, limit, step) {
      if (at === 0 || at === text.length) return at;
      for (let moved = 0; moved < FAR; moved++) {
        const place = at + step * moved;
        if (place * step >= limit * step) return moved ? limit : at;
        if (isSpace(text[place]) || isSpace(text[place - 1])) return place;
      }
      return at;
    }

    function trimmed(text, start, end) {
      while (start < end && isSpace(text[start])) start++;
      while (end > start && isSpace(text[end - 1])) end--;
      return [start, end];
    }

    /** The stretch's ends: at a hit's or a word's edge, a third of the spare room before its first hit. */
    function window(text, spans, width) {
      if (text.length <= width) return trimmed(text, 0, text.length);
      const [first, last] = best(text, spans, width);
      let start = Math.max(0, first - Math.floor(Math.max(0, width - (last - first)) / 3));
      const end = Math.min(text.length, start + width);
      start = Math.max(0, Math.min(start, end - width));
      return trimmed(text, wordEdge(text, start, first, 1), wordEdge(text, end, Math.max(last, start), -1));
    }

    /**
     * The stretch of at most about `width` code points with the most different hits: `{pieces, cutBefore, cutAfter}`,
     * each piece `{text, marked}`. `text` is a string or its code points, `spans` are offsets in it, in order.
     */
    return function snippet(text, spans, width = WIDTH) {
      const points = [...text];
      const [start, end] = window(points, spans, width);
      const plain = (low, high) => points.slice(low, high).map((letter) => (isSpace(letter) ? " " : letter)).join("");
      const pieces = [];
      let at = start;
      for (const span of spans) {
        const [low, high] = [Math.max(span[0], start), Math.min(span[1], end)];
        if (low >= high || low < at) continue;
        if (low > at) pieces.push({ text: plain(at, low), marked: false });
        // Two hits in one word: nothing may stand between its letters.
        const before = pieces.at(-1)?.marked ? pieces.pop().text : "";
        pieces.push({ text: before + plain(low, high), marked: true });
        at = high;
      }
      if (at < end) pieces.push({ text: plain(at, end), marked: false });
      const any = (low, high) => points.slice(low, high).some((letter) => !isSpace(letter));
      return { pieces, cutBefore: any(0, start), cutAfter: any(end, points.length) };
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
