// The browser's scripts, loaded as a page would: each adds to the one global.
const fs = require("node:fs");
const path = require("node:path");

const room = path.join(__dirname, "../../indexer/warraq");
for (const name of ["fold", "words", "stem"]) require(path.join(room, "web/js", `${name}.js`));
const { makeFold, makeWords, makeStem } = globalThis.warraq;

const rules = JSON.parse(fs.readFileSync(path.join(room, "rules.json"), "utf8"));
const folder = makeFold(rules);
const finder = makeWords(rules, folder);
const stem = makeStem(rules);

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
