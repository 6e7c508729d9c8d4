// Mirrors the reading half of index/shards.py: the files of an archive's index, each loaded once, when it is asked for.
(function (warraq) {
  "use strict";

  const FORMAT = "static 8";
  const TEXTS = 500;
  const PLAIN = /^[ابتثجحخدذرزسشصضطظعغفقكلمنهوي]+$/;
  const SHIFT = 2 ** 25;
  const TITLE = 2 ** 24;
  // In place of lemmas that follow from the word's letters.
  const HEARD = "~";

  const failure = (key, values = {}) => Object.assign(new Error(key), { key, values });

  /** The words of a part: see `_words` of index/shards/read.py. Occurrences are `article * 2**25 + position`. */
  function readWords({ texts: [typed, lemmas, roots, away], streams, bytes }, lengths, spelling, { stems, heard }, variant) {
    const [shared, spelt, lists, counts, titles, wide] = streams;
    const [steps, places] = bytes.slice(6).map(warraq.makeBits);
    const [words, named, widths] = [new Map(), new Map(), new Map()];
    for (let at = 0; at < wide.length; at += 2) widths.set(wide[at], wide[at + 1]);
    let [next, list, occurrence, title] = [0, 0, 0, 0];
    function nextSpelling() {
      const [keys, after] = [[], new Map()];
      const step = warraq.divisor(lengths.length, lists[next]);
      let article = -1;
      function add(position) {
        if (widths.has(occurrence)) after.set(keys.length, widths.get(occurrence));
        occurrence++;
        keys.push(article * SHIFT + position);
      }
      for (let left = lists[next]; left > 0; left--, list++) {
        article += steps.golomb(step) + 1;
        const [count, room] = [counts[list] >> 1, warraq.room(lengths[article])];
        const by = warraq.divisor(room, count);
        for (let position = 0, more = count; more > 0; more--) {
          position += count === 1 ? places.below(room) : places.golomb(by);
          add(position);
        }
        for (let titled = counts[list]; titled & 1; ) add(TITLE + ((titled = titles[title++]) >> 1));
      }
      return { ...spelling(typed[next++]), keys: Float64Array.from(keys), after };
    }
    let [place, root] = [0, ""];
    shared.forEach((size, family) => {
      root = roots[family] || root;
      const names = [lemmas[family] ?? "", root === "-" ? "" : root].map((one) => one.split(" ").filter(Boolean));
      for (const end = place + size; place < end; place++) {
        const spellings = Array.from({ length: spelt[place] }, nextSpelling);
        const form = spellings[0].words;
        if (lemmas[family] === HEARD) names[0] = heard(form);
        const word = {
          form, spellings, lemmas: names[0], roots: names[1], stems: stems(form, names[0]), variants: variant(form),
          count: spellings.reduce((sum, { keys }) => sum + keys.length, 0),
        };
        for (const kind of ["stems", "lemmas", "roots", "variants"]) {
          for (const name of word[kind]) {
            const known = `${kind} ${name}`;
            if (!named.has(known)) named.set(known, []);
            named.get(known).push(word);
          }
        }
        words.set(form, word);
      }
    });
    const far = new Map(away.map((line) => line.split(" ")).map(([kind, name, ...one]) => [`${kind} ${name}`, one]));
    return { words, named, far };
  }

  /** The rounded words of each article: see `_lengths` of index/shards/write.py. */
  const readLengths = (smaller) => smaller.map((one) => (one < 8 ? one : (one % 8 + 8) << ((one >> 3) - 1)));

  /** The first article of each file: see `cuts` of index/shards/articles.py. */
  function cuts(lengths) {
    const first = [];
    let size = TEXTS;
    lengths.forEach((length, article) => {
      if (size >= TEXTS) {
        first.push(article);
        size = 0;
      }
      size += length;
    });
    return first;
  }

  function readField({ texts: [values], streams: [counts, steps] }) {
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

  function readDrawer({ texts: [items], streams: [counts] }, spelling) {
    return items.map((item, at) => {
      const { words, typed } = spelling(item);
      return { form: words, typed, count: counts[at] };
    });
  }

  /**
   * Open an index, with a finder of words. `load(name, version)` promises the content of a file, or fails. Fails itself with `{key, values}`
   * where the index is not there, is damaged, or is not for this engine.
   */
  warraq.openFiles = async function (rules, load, finder) {
    async function open(name, known, read) {
      let content;
      try {
        content = await load(name, known);
      } catch (error) {
        throw failure(known ? "search_damaged" : "search_missing", { file: `${name}.js` });
      }
      try {
        const carried = warraq.pack.carried(content);
        const { version, bytes } = known ? warraq.pack.unsealed(carried) : { version: known, bytes: carried };
        if (version !== known) throw new RangeError("another file");
        return await read(await warraq.pack.unpack(bytes));
      } catch (error) {
        throw failure("search_damaged", { file: `${name}.js` });
      }
    }

    const [start, smaller] = await open("start", "", ({ texts, streams }) => [JSON.parse(texts[0]), streams[0]]);
    if (start.format !== FORMAT) throw failure("search_other_format", { format: start.format });
    if (start.rules !== rules.hash) throw failure("search_other_rules");

    const cached = new Map();
    function once(name, known, read) {
      if (!cached.has(name)) {
        const opening = open(name, known, read);
        opening.catch(() => cached.delete(name)); // what failed may be asked for again
        cached.set(name, opening);
      }
      return cached.get(name);
    }

    /**
     * The folded words and the spelling of an item: see `spelling.py`. Most words stand for themselves. `written` is the
     * word but for a last ة.
     */
    function spelling(item) {
      const [typed, told] = item.split("\n");
      const words = told ?? (PLAIN.test(typed) ? typed : finder.forms(typed).join(" "));
      return { typed, words, written: warraq.typedSo(words, typed) };
    }

    const route = warraq.makeRoute(rules);
    const lengths = readLengths(smaller);
    const begins = cuts(lengths);
    function numbered(letter, number, read) {
      const { files, group } = start[letter];
      return once(letter + number, files.substr(4 * Math.floor(number / group), 4), read);
    }
    const key = warraq.makeVariants(rules, start.variants);
    const described = warraq.makeDescribed(rules, key);
    const variant = (form) => [key(form)].filter((shared) => shared !== form);
    const part = (number) => numbered("w", number, (pack) => readWords(pack, lengths, spelling, described, variant));
    const drawer = (number) => numbered("v", number, (pack) => readDrawer(pack, spelling));

    /** The part that a word, a lemma or a root belongs to; null in an archive without words. */
    const partOf = (form) => (start.w.keys.length ? part(route.place(start.w.keys, form)) : null);

    /** A word of the archive; undefined where it does not have it. */
    const word = async (form) => (await partOf(form))?.words.get(form);

    /** All words that have a stem, lemma, root or variant in common. */
    async function having(kind, name) {
      const home = await partOf(name);
      const known = `${kind} ${name}`;
      const far = await Promise.all((home?.far.get(known) ?? []).map(word));
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

    /** The archive's names under a key that Latin spellings have too. */
    async function names(key) {
      const at = warraq.after(start.l.keys, key) - 1;
      return at < 0 ? [] : ((await numbered("l", at, (pack) => warraq.readNames(pack, spelling))).get(key) ?? []);
    }

    /** How often a folded word stands in the archive. */
    async function count(form) {
      return (await drawers(route.bare(form), 2)).find((entry) => entry.form === form)?.count ?? 0;
    }

    return {
      articles: lengths.length,
      lengths,
      mean: Math.max(lengths.reduce((sum, length) => sum + length, 0), 1) / Math.max(lengths.length, 1),
      fields: start.f, // by name, the version of its file and the bytes in it
      route,
      key,
      ...described,
      word,
      having,
      drawers,
      names,
      count,
      dictionary: start.d && {
        place: (form) => route.place(start.d.keys, form),
        open: (number) => numbered("d", number, warraq.readDictionary),
      },
      article: async (number) => {
        const file = warraq.below(begins, number + 1) - 1;
        return (await numbered("t", file, warraq.readArticles))[number - begins[file]];
      },
      field: (name) => once(`f-${name}`, start.f[name][0], readField),
      copied: Boolean(start.copies),
      copies: () => once("copies", start.copies, ({ streams }) => readCopies(lengths.length, streams)),
      days: () => once("days", start.days, ({ streams: [first, more] }) => {
        return { first, last: first.map((day, at) => day + more[at]) };
      }),
    };
  };

  Object.assign(warraq, { SHIFT, TITLE });
})((globalThis.warraq = globalThis.warraq || {}));
