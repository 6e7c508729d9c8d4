// A JSON list of questions, [room, ...arguments] each, on standard input; JavaScript's answers on standard output.
const { rooms } = require("./load.js");

const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
Promise.all(asked.map(([room, ...given]) => rooms[room](...given))).then((answers) => {
  process.stdout.write(JSON.stringify(answers));
});
