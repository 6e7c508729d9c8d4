const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { rooms } = require("./load.js");

const folder = path.join(__dirname, "../parity");

for (const name of ["variants", "periods", "query", "tokens", "hits", "snippet", "suggest", "readings", "sounds", "latin"]) {
  test(`${name}: answers are Python's`, async () => {
    for (const { ask, answer } of JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), "utf8"))) {
      const [room, ...given] = ask;
      assert.deepEqual(JSON.parse(JSON.stringify(await rooms[room](...given))), answer, JSON.stringify(ask));
    }
  });
}

test("a level that there is not is refused", () => {
  assert.throws(() => rooms.query("كتاب", "other"), RangeError);
  assert.throws(() => rooms.query("كتاب", "constructor"), RangeError);
});

test("no wildcard takes long", () => {
  const { makeWildcard } = globalThis.warraq;
  assert.equal(makeWildcard("ا*".repeat(40) + "ب")("ا".repeat(400)), false);
  assert.equal(makeWildcard("ا*".repeat(40) + "ب")("ا".repeat(400) + "ب"), true);
  assert.equal(makeWildcard("*1*2")("112"), true);
});
