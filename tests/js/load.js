// The browser's scripts, loaded as a page would: each adds to the one global.
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const room = path.join(__dirname, "../../indexer/warraq");
const NAMES = [
  "fold", "words", "stem", "variants", "periods", "tree", "tokens", "query", "hits", "snippet", "suggest",
  "latin",
  "engine/route", "engine/pack", "engine/bits", "engine/sounds", "engine/vocabulary", "engine/articles", "engine/files",
  "engine/conjugate", "engine/clitics", "engine/dictionary",
  "engine/lexicon", "engine/readings", "engine/expand", "engine/mend", "engine/match", "engine/score", "engine/suggester",
  "engine/prepare", "engine/latin", "engine/absent", "engine/present", "engine/counts", "engine/concordance", "engine/tallies", "engine/engine",
];
const made = process.env.WARRAQ_MADE; // the scripts and rules as pages have them, where that is what is tried
for (const name of made ? [] : NAMES) require(path.join(room, "web/js", `${name}.js`));
if (made) require(made);
const { warraq } = globalThis;

const written = fs.readFileSync(path.join(room, "rules.json"));
const rules = made ? warraq.rules : JSON.parse(written.toString("utf8"));
Object.assign(exports, { warraq, rules, hash: crypto.createHash("sha256").update(written).digest("hex").slice(0, 16) });
const folder = warraq.makeFold(rules);
const finder = warraq.makeWords(rules, folder);
const stem = warraq.makeStem(rules);
const key = warraq.makeVariants(rules);
const own = (form, sets) => warraq.makeVariants(rules, sets)(form);
const reader = warraq.makeTokens(rules, folder, finder);
const hits = warraq.makeHits(rules, key);
const suggest = warraq.makeSuggest(finder);
const latin = warraq.makeLatin(rules);
const sounds = warraq.makeSounds(rules);

exports.analyse = (text) => {
  const folded = folder.fold(text);
  const found = finder.words(text);
  return {
    text,
    folded: folded.text.join(""),
    origin: folded.origin,
    words: found.map(({ form, start, end }) => [form, start, end]),
    stems: found.map(({ form }) => stem(form)),
  };
};
exports.forms = finder.forms;

/** The dictionaries as they are shipped: one pack, whose streams are files of an index (index/shards/dictionary.py). */
const dictionary = (() => {
  const pack = fs.readFileSync(path.join(room, "data/dictionary.pack"));
  const { texts: [keys], streams: parts } = warraq.pack.parts(pack);
  const route = warraq.makeRoute(rules);
  const opened = new Map();
  const open = async (number) => warraq.readDictionary(await warraq.pack.unpack(parts[number]));
  return {
    place: (word) => route.place(keys, word),
    open: (number) => opened.get(number) ?? opened.set(number, open(number)).get(number),
  };
})();

const entries = (forms) => new Map(Object.entries(forms ?? {}));

/** What a room answers to plain data; `answer` of test_parity_search.py asks Python's rooms the same. */
exports.rooms = {
  variants: key,
  sounds: (one, other) => ({ keys: [one, other].map(sounds.keys), alike: sounds.alike(one, other) }),
  own,
  readings: warraq.makeReadings(rules, dictionary),
  periods: warraq.makePeriods(folder).periodRange,
  query: warraq.makeQuery(rules, folder, finder),
  typed: reader.typedForm,
  tokens: reader.tokens,
  title: reader.titleWords,
  nodes: hits.textNodes,
  hits: (nodes, tokens, level, forms) =>
    hits.find(nodes, tokens, level, (node) => entries(forms[`${node.word} ${node.level ?? ""}`])),
  snippet: warraq.makeSnippet(),
  distance: suggest.distance,
  edits: (word) => [...suggest.edits(word)].sort(),
  keyboard: (text, missing) => suggest.otherKeyboard(text, missing),
  suggest: suggest.queries,
  latin: (words, arabic, most) => {
    const plain = latin.plain(words);
    return { plain, keys: latin.keys(plain), cost: plain.length ? latin.cost(plain, arabic, most) : null };
  },
};
