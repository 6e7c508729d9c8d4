// Mirrors the reading half of index/shards.py: the files of an archive's index, each loaded once, when it is asked for.
(function (warraq) {
  "use strict";

  const FORMAT = "static 1";
  const SHIFT = 2 ** 25;
  const TITLE = 2 ** 24;
  const KINDS = ["stems", "lemmas", "roots", "variants"];

  const failure = (key, values = {}) => Object.assign(new Error(key), { key, values });
  const lines = (text) => (text ? text.split("\n") : []);
  const fours = (joined) => joined.match(/.{4}/g) ?? [];

  /** The words of a part: see `_words` of index/shardwords.py. Occurrences are `article * 2**25 + position`. */
  function readWords({ forms, typed, names, far, streams }) {
    const [spelt, shared, lists, gaps, counts, steps, titles, wide] = streams;
    const [words, named] = [new Map(), new Map()];
    const [spellings, namesOf] = [typed.split("\n"), names.map(lines)];
    const widths = new Map();
    for (let at = 0; at < wide.length; at += 2) widths.set(wide[at], wide[at + 1]);
    let [spelling, name, list, step, title] = [0, 0, 0, 0, 0];
    lines(forms).forEach((form, place) => {
      const word = { form, spellings: [], count: 0 };
      for (const kind of KINDS) word[kind] = [];
      KINDS.forEach((kind, at) => {
        for (let left = shared[name++]; left > 0; left--) {
          const one = namesOf[at][shared[name++]];
          word[kind].push(one);
          const known = `${kind} ${one}`;
          if (!named.has(known)) named.set(known, []);
          named.get(known).push(word);
        }
      });
      for (let left = spelt[place]; left > 0; left--, spelling++) {
        const [keys, after] = [[], new Map()];
        let article = 0;
        for (let more = lists[spelling]; more > 0; more--, list++) {
          article += gaps[list];
          let position = -1;
          for (let count = counts[list], first = true; count > 0; count--, step++, first = false) {
            if (widths.has(step)) after.set(keys.length, widths.get(step));
            position = steps[step] ? position + steps[step] - (first ? 0 : 1) : TITLE + titles[title++];
            keys.push(article * SHIFT + position);
          }
        }
        word.count += keys.length;
        word.spellings.push({ typed: spellings[spelling] || form, keys: Float64Array.from(keys), after });
      }
      words.set(form, word);
    });
    return { words, named, far };
  }

  function readField({ values, streams: [counts, steps] }) {
    let at = 0;
    return values.map((value, place) => {
      let article = 0;
      return { value, articles: Array.from({ length: counts[place] }, () => (article += steps[at++])) };
    });
  }

  /** Of each article the first that is the same report. */
  function readCopies(articles, [sizes, steps]) {
    const first = Int32Array.from({ length: articles }, (_, article) => article);
    let at = 0;
    for (const size of sizes) {
      const [begin, end] = [at, at + size];
      for (let article = 0; at < end; at++) {
        article += steps[at];
        first[article] = steps[begin];
      }
    }
    return first;
  }

  function readDrawer({ forms, typed, streams: [counts] }) {
    const spelt = typed.split("\n");
    return lines(forms).map((form, at) => ({ form, typed: spelt[at] || form, count: counts[at] }));
  }

  /**
   * Open an index. `load(name, version)` promises the content of a file, or fails. Fails itself with `{key, values}`
   * where the index is not there, is damaged, or is not for this engine.
   */
  warraq.openFiles = async function (rules, load) {
    async function open(name, known) {
      let content;
      try {
        content = await load(name, known);
      } catch (error) {
        throw failure(known ? "search_damaged" : "search_missing", { file: `${name}.js` });
      }
      try {
        if (known && warraq.pack.digest(content) !== known) throw new RangeError("another file");
        return await warraq.pack.unpack(content);
      } catch (error) {
        throw failure("search_damaged", { file: `${name}.js` });
      }
    }

    const start = await open("start");
    if (start.format !== FORMAT) throw failure("search_other_format", { format: start.format });
    if (start.rules !== rules.hash) throw failure("search_other_rules");

    const cached = new Map();
    function once(name, known, read) {
      if (!cached.has(name)) {
        const opening = open(name, known).then(read);
        opening.catch(() => cached.delete(name)); // what failed may be asked for again
        cached.set(name, opening);
      }
      return cached.get(name);
    }

    const route = warraq.makeRoute(rules);
    const versions = Object.fromEntries([..."wvtd"].map((kind) => [kind, fours(start[kind]?.files ?? "")]));
    const begins = warraq.pack.summed(start.streams[1]);
    const part = (number) => once(`w${number}`, versions.w[number], readWords);
    const drawer = (number) => once(`v${number}`, versions.v[number], readDrawer);

    /** The part that a word, a lemma or a root belongs to; null in an archive without words. */
    const partOf = (form) => (start.w.keys.length ? part(route.place(start.w.keys, form)) : null);

    /** A word of the archive; undefined where it does not have it. */
    const word = async (form) => (await partOf(form))?.words.get(form);

    /** All words that have a stem, lemma, root or variant in common. */
    async function having(kind, name) {
      const home = await partOf(name);
      const known = `${kind} ${name}`;
      const far = await Promise.all((home?.far[known] ?? []).map(word));
      return [...(home?.named.get(known) ?? []), ...far];
    }

    /** The entries of the drawers that may hold words beginning with `bare`. */
    async function drawers(bare, most = Infinity) {
      const { keys } = start.v;
      const first = Math.max(warraq.after(keys, bare) - 1, 0);
      const wanted = [];
      for (let at = first; at < keys.length && wanted.length < most; at++) {
        if (at > first && !keys[at].startsWith(bare) && warraq.compare(keys[at], bare) > 0) break;
        // Words that are equal to a key may end the drawer before it.
        if (at === first && first > 0 && keys[first] === bare) wanted.push(drawer(first - 1));
        wanted.push(drawer(at));
      }
      return (await Promise.all(wanted)).flat();
    }

    /** How often a folded word stands in the archive. */
    async function count(form) {
      return (await drawers(route.bare(form), 2)).find((entry) => entry.form === form)?.count ?? 0;
    }

    return {
      articles: start.articles,
      lengths: start.streams[0],
      mean: Math.max(start.words, 1) / Math.max(start.articles, 1),
      fields: Object.keys(start.f),
      route,
      word,
      having,
      drawers,
      count,
      dictionary: start.d && {
        place: (form) => route.place(start.d.keys, form),
        open: (number) => once(`d${number}`, versions.d[number], warraq.readDictionary),
      },
      article: async (number) => {
        const file = warraq.below(begins, number + 1) - 1;
        return (await once(`t${file}`, versions.t[file], (header) => header.articles))[number - begins[file]];
      },
      field: (name) => once(`f-${name}`, start.f[name], readField),
      copied: Boolean(start.copies),
      copies: () => once("copies", start.copies, ({ streams }) => readCopies(start.articles, streams)),
      days: () => once("days", start.days, ({ streams: [first, more] }) => {
        return { first, last: first.map((day, at) => day + more[at]) };
      }),
    };
  };

  Object.assign(warraq, { SHIFT, TITLE });
})((globalThis.warraq = globalThis.warraq || {}));
