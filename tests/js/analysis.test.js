const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { analyse, forms } = require("./load.js");

const fixture = JSON.parse(fs.readFileSync(path.join(__dirname, "../parity/analysis.json"), "utf8"));

test("folds, words and stems are Python's", () => {
  for (const expected of fixture) assert.deepEqual(analyse(expected.text), expected);
});

test("forms are the words' forms", () => {
  for (const { text, words } of fixture) assert.deepEqual(forms(text), words.map(([form]) => form));
});
