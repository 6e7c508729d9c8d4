// Mirrors search/suggest.py: for a word that finds nothing, words of the archive that its writer may have meant.
(function (warraq) {
  "use strict";

  const MOST = 3;

  /**
   * Make the giver of suggestions over an index: `suggest`. Words are looked for among those that begin alike; `similar` is
   * that of absent.js.
   */
  warraq.makeSuggester = function (files, similar, finder) {
    const { distance, edits, otherKeyboard, queries } = warraq.makeSuggest(finder);

    async function near(word) {
      const head = files.route.head(word);
      const [slips, likely] = [edits(word), new Set()];
      if ([...word].length > 4) for (const { form } of await similar(word)) likely.add(form);
      const found = [];
      for (const entry of await files.drawers(head)) {
        const slip = slips.has(entry.form) ? 1 : likely.has(entry.form) ? distance(word, entry.form, 2) : 3;
        if (slip <= 2) found.push({ ...entry, slip });
      }
      const better = (one, other) => {
        return one.slip - other.slip || other.count - one.count || warraq.compare(one.form, other.form);
      };
      return found.sort(better).slice(0, MOST).map((entry) => entry.typed);
    }

    const spelt = (word) => {
      return word.spellings.reduce((best, one) => (one.keys.length > best.keys.length ? one : best)).typed;
    };

    /** Two words of the archive; null where it does not have both. */
    async function both(halves) {
      for (const half of halves) if (!(await files.count(half))) return null;
      return Promise.all(halves.map(files.word));
    }

    /** The two words that a word is made of when the archive has them side by side, with a space between. */
    async function parts(word) {
      const letters = [...word];
      const cuts = letters.slice(3).map((_, at) => [letters.slice(0, at + 2).join(""), letters.slice(at + 2).join("")]);
      let [best, most] = ["", 0];
      for (const pair of await Promise.all(cuts.map(both))) {
        if (!pair) continue;
        const [first, second] = pair;
        const after = new Set(first.spellings.flatMap(({ keys }) => Array.from(keys, (key) => key + 1)));
        const together = second.spellings.flatMap(({ keys }) => [...keys]).filter((key) => after.has(key)).length;
        if (together > most) [best, most] = [`${spelt(first)} ${spelt(second)}`, together];
      }
      return best;
    }

    async function wordsFor(word) {
      const apart = await parts(word);
      return [...(apart ? [apart] : []), ...(await near(word))];
    }

    /**
     * Whole queries that would find more, best first. `missing` are the nodes of words that find nothing, `names` places
     * with the names that may be meant there by Latin letters, `[start, end, words]`.
     */
    return async function suggest(text, missing, names) {
      if (!missing.length && !names.length) return [];
      const places = new Map(missing.map((node) => [`${node.start} ${node.end}`, node]));
      const alone = [...places.values()].filter(({ start }) => !names.some(([low, high]) => low <= start && start < high));
      const choices = await Promise.all([
        ...names.map(async ([start, end, found]) => {
          const node = places.get(`${start} ${end}`);
          return [start, end, [...found, ...(node ? await wordsFor(node.word) : [])]];
        }),
        ...alone.map(async ({ word, start, end }) => [start, end, await wordsFor(word)]),
      ]);
      choices.sort((one, other) => one[0] - other[0]);
      const other = missing.length ? otherKeyboard(text, missing) : null;
      const known = other && (await Promise.all(other.forms.map(files.count))).every(Boolean);
      return queries(text, choices, known ? other.text : "");
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
