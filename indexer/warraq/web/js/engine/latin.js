// Mirrors the half of search/latin.py that asks: what a name in Latin letters may be in an archive.
(function (warraq) {
  "use strict";

  const [NAMED, FAR, TOGETHER, MOST, OFTEN] = [3, 4, 4, 3, 20];
  const BETWEEN = /^[ \t\n\xa0'’‘ʼ`´.-]+$/;

  /** The names in a file of them, by the key that Latin spellings have too; `spelling` reads an item. */
  warraq.readNames = function ({ texts: [keys, items, latin], streams: [worths] }, spelling) {
    const found = new Map();
    let last;
    items.forEach((item, at) => {
      last = keys[at] || last;
      if (!found.has(last)) found.set(last, []);
      found.get(last).push({ ...spelling(item), latin: latin[at], worth: worths[at] });
    });
    return found;
  };

  /** The words in Latin letters that a prepared query asks for, those of phrases too, with how many articles they find. */
  function inLatin({ nodes, matches, at }) {
    const found = new Map();
    for (const node of nodes) {
      const words = node.op === "phrase" ? node.words : [node];
      if (!["word", "phrase"].includes(node.op) || "level" in node) continue;
      if (!words.some(({ word }) => warraq.isLatin(word))) continue;
      const count = warraq.countOf(matches.holds(node, at));
      for (const { word, start, end } of words) {
        if (!found.has(start)) found.set(start, { word, start, end, found: count });
      }
    }
    return [...found.values()].filter(({ word }) => warraq.isLatin(word));
  }

  /** The words that stand side by side, run by run. */
  function runs(text, words) {
    const points = [...text];
    const found = [];
    words.forEach((word, at) => {
      const before = words[at - 1];
      const near = before && BETWEEN.test(points.slice(before.end, word.start).join(""));
      if (near) found.at(-1).push(word);
      else found.push([word]);
    });
    return found;
  }

  /** Make what names the archive has instead of Latin words: `pieces(prepared)` promises `[start, end, names]` each. */
  warraq.makeNames = function (rules, files) {
    const { plain, keys, cost } = warraq.makeLatin(rules);

    async function fitting(row) {
      const least = OFTEN * Math.min(...row.map(({ found }) => found));
      if (least > files.articles) return [];
      const words = plain(row.map(({ word }) => word));
      const spelling = words.join("");
      const most = 1 + (spelling.length >> 1);
      const [facts, likely] = [[], []];
      for (const names of await Promise.all(keys(words).map(files.names))) {
        for (const name of names) {
          if (name.latin) {
            if (name.latin === spelling && (!least || 2 ** (name.worth - NAMED) >= least)) facts.push(name.typed);
          } else if (!least) {
            const far = cost(words, name.words.split(" "), most);
            if (far < warraq.UNLIKE) likely.push({ ...name, worth: FAR * far - name.worth });
          }
        }
      }
      likely.sort((one, other) => {
        return one.worth - other.worth || warraq.compare(one.words, other.words) || warraq.compare(one.typed, other.typed);
      });
      return [...new Set([...facts, ...likely.map(({ typed }) => typed)])].slice(0, MOST);
    }

    async function pieces({ query, ...prepared }) {
      const found = [];
      for (const row of runs(query.text, inLatin(prepared))) {
        for (let at = 0; at < row.length; at++) {
          for (let end = Math.min(row.length, at + TOGETHER); end > at; end--) {
            const names = await fitting(row.slice(at, end));
            if (!names.length) continue;
            found.push([row[at].start, row[end - 1].end, names]);
            at = end - 1;
            break;
          }
        }
      }
      return found;
    }

    return pieces;
  };
})((globalThis.warraq = globalThis.warraq || {}));
