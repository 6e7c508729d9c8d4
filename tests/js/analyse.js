// A JSON list of texts on standard input; what JavaScript makes of them on standard output.
const { analyse } = require("./load.js");

process.stdout.write(JSON.stringify(JSON.parse(require("node:fs").readFileSync(0, "utf8")).map(analyse)));
