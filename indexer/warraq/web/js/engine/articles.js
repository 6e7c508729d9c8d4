// Mirrors the reading half of index/shards/articles.py: the articles in a file of them.
(function (warraq) {
  "use strict";

  const [LED, UNCUT] = [1, 2];

  /** Read a file of articles. `sentences` are where each begins, repairs `{start, end, value}`, both in code points. */
  warraq.readArticles = function ({ texts: [ids, ...columns], streams: [marks, sizes, repaired, places] }) {
    const [pieces, meant] = columns.splice(-2);
    let [piece, repair] = [0, 0];
    return ids.map((id, number) => {
      const fields = columns.map((column) => column[column.length > 1 ? number : 0] ?? "");
      const [address, title, date, source, category, author] = fields;
      const parts = pieces.slice(piece, (piece += sizes[number]));
      let place = 0;
      const sentences = parts.map((part) => (place += [...part].length) - [...part].length);
      const repairs = Array.from({ length: repaired[number] }, () => {
        const [start, length] = places.subarray(2 * repair, 2 * repair + 2);
        return { start, end: start + length, value: meant[repair++] ?? "" };
      });
      return {
        id, title, date, source, category, author, repairs, address: address || `a/${id}.html`, text: parts.join(""),
        led: Boolean(marks[number] & LED), sentences: marks[number] & UNCUT ? sentences.slice(1) : sentences,
      };
    });
  };
})((globalThis.warraq = globalThis.warraq || {}));
