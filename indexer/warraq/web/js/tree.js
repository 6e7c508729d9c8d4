// Mirrors tree.py: how what a user typed, one thing after the other, becomes one node of a query's tree.
(function (warraq) {
  "use strict";

  const OPERATORS = ["and", "or"];

  // A thing that was typed; the roles are tree.py's, `sure` is false for a word that may be an Arabic operator.
  const item = (node, role, sure = true) => ({ node, role, sure });
  const phrase = (words, start, end) => ({ op: "phrase", words, start, end });
  const one = (words, start, end) => (words.length === 1 ? words[0] : phrase(words, start, end));

  /** Whether a node is a `demand` or a `filter`. */
  function roleOf(node) {
    if (node.op === "all" || node.op === "any") {
      return node.of.some((part) => roleOf(part) !== "filter") ? "demand" : "filter";
    }
    return ["field", "date", "not", "everything", "nothing"].includes(node.op) ? "filter" : "demand";
  }

  /** Exclude what was found. */
  function negate(found) {
    let nodes = found.map((item) => item.node);
    if (nodes.length > 1 && nodes.every((node) => node.op === "word")) {
      nodes = [phrase(nodes, nodes[0].start, nodes.at(-1).end)]; // iPhone6 is two words, written as one
    }
    return nodes.map((node) => item({ op: "not", of: node }, "filter"));
  }

  /** Make `a ~ b` one thing. */
  function bindNear(items, notes) {
    const bound = [];
    for (let at = 0; at < items.length; at++) {
      if (items[at].role !== "near") {
        bound.push(items[at]);
        continue;
      }
      const before = bound.at(-1)?.node;
      const after = items[at + 1]?.node;
      if ((before?.op === "word" || before?.op === "near") && after?.op === "word") {
        const words = [...(before.op === "near" ? before.words : [before]), after];
        const within = Math.max(items[at].node.within, before.within ?? 0);
        const node = { op: "near", words, within, start: before.start, end: after.end };
        bound[bound.length - 1] = item(node, "demand");
        at++;
      } else {
        notes.push("search.near_alone");
      }
    }
    return bound;
  }

  function bindNot(items) {
    const bound = [];
    let negative = false;
    for (const item of items) {
      if (item.role === "not") {
        negative = !negative;
      } else if (negative && !OPERATORS.includes(item.role)) {
        bound.push(...negate([item]));
        negative = false;
      } else {
        bound.push(item);
      }
    }
    return bound;
  }

  function joined(op, nodes) {
    if (nodes.length === 1) return nodes[0];
    return op === "all" ? { op, of: nodes, rank: [] } : { op, of: nodes };
  }

  /** Make each run of things joined by AND and OR one thing; AND binds closer. */
  function bindOperators(items, notes) {
    const bound = [];
    const joins = (at) => OPERATORS.includes(items[at].role);
    let at = 0;
    while (at < items.length) {
      if (joins(at)) {
        notes.push("search.operator_alone");
        at++;
        continue;
      }
      const chain = [[items[at++]]];
      for (; at + 1 < items.length && joins(at) && !joins(at + 1); at += 2) {
        if (items[at].role === "and") chain.at(-1).push(items[at + 1]);
        else chain.push([items[at + 1]]);
      }
      if (chain.length === 1 && chain[0].length === 1) {
        bound.push(chain[0][0]);
      } else {
        const node = joined("any", chain.map((part) => joined("all", part.map((item) => item.node))));
        bound.push(item(node, roleOf(node)));
      }
    }
    return bound;
  }

  /** Make the builder of trees for a set of rules: `{item, phrase, one, roleOf, negate, assemble}`. */
  warraq.makeTree = function (rules) {
    const stop = new Set(rules.stop.words);
    const arabic = new Map(Object.entries(rules.query.arabic));

    function isOperator(item, before, after, marked, last) {
      if (!marked(before) && before.role !== "word") return false;
      if (arabic.get(item.node.word) === "not") return marked(after) || (after.role === "word" && last);
      return marked(after) || (marked(before) && after.role === "word");
    }

    /** Decide which of أو, و and ليس are operators; beside a quotation only where it is no sentence's own. */
    function settleArabic(items) {
      const sentence = items.filter(({ role, sure }) => role === "word" && sure).length > rules.query.sentence;
      const roles = sentence ? ["demand", "filter"] : ["demand", "filter", "quote"];
      const marked = (other) => roles.includes(other.role);
      const settled = [];
      items.forEach((found, at) => {
        const after = items[at + 1];
        const last = at + 2 === items.length;
        const operator = !found.sure && settled.length && after && isOperator(found, settled.at(-1), after, marked, last);
        settled.push(operator ? item(found.node, arabic.get(found.node.word)) : found);
      });
      return settled;
    }

    /** Put items that stand side by side under one node. */
    function assemble(items, notes) {
      items = bindOperators(bindNot(bindNear(settleArabic(items), notes)), notes);
      const nodes = (...roles) => items.filter((item) => roles.includes(item.role)).map((item) => item.node);
      let [loose, demands, filters] = [nodes("word"), nodes("demand", "quote"), nodes("filter")];
      const quotes = nodes("quote");
      if (quotes.length && loose.length > rules.query.sentence) {
        notes.push("search.quote_ranks");
        loose.push(...quotes.flatMap((quote) => [quote, ...quote.words]));
        demands = nodes("demand");
      }
      // Beside others words like في are left out: they would find everything, and tell nothing of how well.
      const telling = loose.filter((node) => !stop.has(node.word) || "level" in node);
      const rank = demands.length ? telling : [];
      if (!demands.length) {
        if (loose.length) demands = [joined("any", telling.length ? telling : loose)];
        else if (!filters.length) return { op: "nothing" };
        else if (filters.every((node) => node.op === "not")) filters = [{ op: "everything" }, ...filters];
      }
      const of = [...demands, ...filters];
      return of.length === 1 && !rank.length ? of[0] : { op: "all", of, rank };
    }

    return { item, phrase, one, roleOf, negate, assemble };
  };
})((globalThis.warraq = globalThis.warraq || {}));
