// The browser's engine over index folders: one JSON question a line, {folder, method, given}, and one answer a line.
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { warraq, rules, hash } = require("./load.js");

const opened = new Map();

function open(folder) {
  const load = async (name) => {
    const script = new TextDecoder("utf-16le").decode(fs.readFileSync(path.join(folder, `${name}.js`)));
    let found = "";
    new Function("warraq", script)({ file: (content) => (found = content) });
    return found;
  };
  return warraq.makeIndex({ ...rules, hash }, load);
}

async function answer({ folder, method, given }) {
  try {
    if (!opened.has(folder)) {
      opened.clear(); // one archive at a time
      opened.set(folder, open(folder));
    }
    return await (await opened.get(folder))[method](...given);
  } catch (error) {
    opened.delete(folder);
    return { error: error.key ?? String(error.stack), values: error.values ?? {} };
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
  }
})();
