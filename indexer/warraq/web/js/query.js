// Mirrors query.py: what a user typed, to a plan of what to look for. Nothing a user types throws.
(function (warraq) {
  "use strict";

  const SIGNS = ["-", "−", "+"];
  const PUNCTUATION = /^[،؛,.;:!؟-]+|[،؛,.;:!؟-]+$/g;
  const DIGIT = /[0-9٠-٩۰-۹]/;

  /** Make the reader of queries for a set of rules, its folder and its word finder: `parse(text, level)`. */
  warraq.makeQuery = function (rules, folder, finder) {
    const { item, phrase, one, roleOf, negate, assemble } = warraq.makeTree(rules);
    const { typedForm } = warraq.makeTokens(rules, folder, finder);
    const { periodRange } = warraq.makePeriods(folder);
    const { fields, levels, closing, length, terms, near, depth: deepest } = rules.query;
    const operators = new Map(Object.entries(rules.query.operators));
    const arabic = new Set(Object.keys(rules.query.arabic));
    const clitics = new Set(rules.query.clitics);
    const quotes = new Set(rules.query.quotes);
    const space = new RegExp(`[${warraq.SPACE}]`);
    const letters = `${warraq.characterClass(rules.words.arabic)}${warraq.characterClass(rules.words.other)}0-9`;
    const wild = new RegExp(`^(?=.*[${letters}])[${letters}*?]+$`, "u");
    const names = new Map();
    for (const [field, others] of [
      ...Object.entries(fields),
      ["date", rules.query.date],
      ["not", rules.query.not],
      ...Object.entries(levels),
    ]) {
      for (const name of [field, ...others]) names.set(folder.foldText(name), field);
    }

    /** Cuts a query, given as its code points, into items. */
    class Reader {
      constructor(text, notes) {
        this.text = text;
        this.notes = notes;
        this.terms = 0;
      }

      slice(start, end) {
        return this.text.slice(start, end).join("");
      }

      /** Items from `at` to the end or, within parentheses, to the closing one; and the place after them. */
      items(at, depth) {
        const found = [];
        while (at < this.text.length) {
          if (space.test(this.text[at])) {
            at++;
          } else if (this.text[at] === ")") {
            at++;
            if (depth) break;
          } else {
            const [items, after] = this.item(at, depth);
            found.push(...items);
            at = after;
          }
        }
        return [found, at];
      }

      item(at, depth) {
        const near = this.near(at);
        if (near) return [[item({ within: near.within }, "near")], near.end];
        let sign = "";
        if (SIGNS.includes(this.text[at]) && at + 1 < this.text.length && !space.test(this.text[at + 1])) {
          sign = this.text[at++];
        }
        if (sign && [...SIGNS, "~", ")"].includes(this.text[at])) return [[], at];
        const [found, after] = this.operand(at, depth);
        if (!sign) return [found, after];
        if (sign !== "+") return [negate(found), after];
        const role = (item) => (item.role === "word" || item.role === "quote" ? "demand" : item.role);
        return [found.map((word) => item(word.node, role(word))), after];
      }

      /** The `~` at a place with its number. */
      near(at) {
        if (this.text[at] !== "~") return null;
        let end = at + 1;
        while (end < at + 4 && DIGIT.test(this.text[end] ?? "")) end++;
        return { within: end > at + 1 ? Number(folder.foldText(this.slice(at + 1, end))) : near, end };
      }

      operand(at, depth) {
        if (quotes.has(this.text[at])) return this.quotation(at);
        if (this.text[at] === "(") {
          if (depth === deepest) return [[], at + 1];
          const [inner, after] = this.items(at + 1, depth + 1);
          const node = assemble(inner, this.notes);
          return [node.op === "nothing" ? [] : [item(node, roleOf(node))], after];
        }
        let end = at;
        while (end < this.text.length && !this.parts(this.text[end])) end++;
        return end === at ? [[], at + 1] : this.chunk(this.slice(at, end), at, end);
      }

      parts(letter) {
        return quotes.has(letter) || letter === "(" || letter === ")" || letter === "~" || space.test(letter);
      }

      quotation(at) {
        const end = this.closing(at);
        if (end === null) {
          this.notes.push("search.unclosed_quote");
          return [[], at + 1];
        }
        const words = this.words(at + 1, end);
        const near = this.near(end + 1);
        if (near && words.length > 1) {
          return [[item({ op: "near", words, within: near.within, start: at, end: end + 1 }, "demand")], near.end];
        }
        return [words.length ? [item(phrase(words, at, end + 1), "quote")] : [], end + 1];
      }

      /** The place of the sign that closes the quotation opened at `at`, or null. */
      closing(at) {
        const ends = closing[this.text[at]] ?? this.text[at];
        let first = null;
        for (let place = at + 1; place < this.text.length; place++) {
          if (ends.includes(this.text[place])) return place;
          if (quotes.has(this.text[place])) first ??= place;
        }
        return first;
      }

      words(start, end) {
        const found = [];
        for (const word of finder.words(this.slice(start, end))) {
          if (this.terms === terms) {
            this.notes.push("search.too_long");
            break;
          }
          this.terms++;
          const [low, high] = [start + word.start, start + word.end];
          found.push({ op: "word", word: word.form, typed: typedForm(this.slice(low, high)), start: low, end: high });
        }
        return found;
      }

      chunk(chunk, start, end) {
        if (operators.has(chunk)) return [[item({ start, end }, operators.get(chunk))], end];
        const field = /^(\p{L}+)[:：]/u.exec(chunk);
        const name = field && names.get(folder.foldText(field[1]));
        if (name) {
          const found = this.field(name, start, start + [...field[0]].length, end);
          if (found) return found;
        }
        const folded = folder.foldText(chunk);
        const quoted = quotes.has(this.text[end]) && this.closing(end) !== null;
        if (quoted && clitics.has(folded)) return [[], end]; // ب«النهائي»: what is quoted is what is meant
        if (chunk.includes("*") || chunk.slice(0, -1).includes("?")) {
          const wild = this.wildcard(chunk, start, end);
          if (wild) return [[wild], end];
          this.notes.push("search.wildcard_as_words");
        }
        return [this.words(start, end).map((node) => item(node, "word", !arabic.has(folded))), end];
      }

      /** Read what stands after `name:`, from `start`; null where that is nothing the field can be asked for. */
      field(name, whole, start, end) {
        let after = end;
        if (start === end) { // name:"several words"
          const closing = quotes.has(this.text[end]) ? this.closing(end) : null;
          if (closing === null) return null;
          [start, end, after] = [end + 1, closing, closing + 1];
        }
        if (name === "date") {
          const days = periodRange(this.slice(start, end));
          if (days === null) {
            this.notes.push("search.bad_date");
            return null;
          }
          return [[item({ op: "date", from: days[0], to: days[1], start: whole, end: after }, "filter")], after];
        }
        const words = this.words(start, end);
        if (!words.length) return null;
        if (name === "not") return [negate([item(one(words, start, end), "word")]), after];
        if (!Object.hasOwn(fields, name)) return [words.map((node) => item({ ...node, level: name }, "word")), after];
        const forms = words.map((node) => node.word);
        return [[item({ op: "field", field: name, words: forms, start: whole, end: after }, "filter")], after];
      }

      wildcard(chunk, start, end) {
        if (chunk === "*") return item({ op: "everything" }, "filter");
        const pattern = folder.foldText(chunk.replace(PUNCTUATION, ""));
        if (!wild.test(pattern) || this.terms === terms) return null;
        this.terms++;
        return item({ op: "wildcard", pattern: pattern.replace(/\*+/g, "*"), start, end }, "word");
      }
    }

    /**
     * Read what was typed: `{text, tree, level, notes, collapse}`, the tree's nodes as query.py describes them, offsets
     * in code points. Throws a RangeError for a level that there is not.
     */
    return function parse(text, level = "lemma", collapse = false) {
      if (!Object.hasOwn(levels, level)) throw new RangeError(`no such level: ${level}`);
      const points = [...text.slice(0, 2 * length + 2)]; // enough to tell whether there are more than are read
      const notes = points.length > length ? ["search.too_long"] : [];
      const [items] = new Reader(points.slice(0, length), notes).items(0, 0);
      const tree = assemble(items, notes);
      return { text, tree, level, notes: [...new Set(notes)], collapse };
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
