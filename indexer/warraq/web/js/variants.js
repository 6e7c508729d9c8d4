// Mirrors variants.py: spellings that readers take for one word, to the one they share.
(function (warraq) {
  "use strict";

  /** A group of words as rules.json has it, or as pages do: see render/scripts.py. */
  function groupOf(group) {
    if (group.words) return group;
    return { words: group.replace(/[*$]/g, "").split(" "), g: group.includes("*"), whole: group.includes("$") };
  }

  /**
   * Make the finder of shared spellings for a set of rules: `key(form)`. `sets` are lists of folded words that the
   * publisher takes for the same.
   */
  warraq.makeVariants = function (rules, sets = []) {
    const { seats, conjunctions, prefixes, g } = rules.variants;
    const groups = rules.variants.groups.map(groupOf);
    const seated = new RegExp(`ء+([${seats.join("")}])`, "g");
    const keys = groups.map((group) => group.words[0]);

    function pattern(group) {
      let words = [...group.words].sort((one, other) => other.length - one.length).join("|");
      if (group.g) words = words.replaceAll("غ", `[${g}]`);
      return group.whole ? `(${words})$` : `(${words})`;
    }

    const word = new RegExp(
      `^(?:${conjunctions.join("|")})?(?:${prefixes.join("|")})?(?:${groups.map(pattern).join("|")})`,
    );

    function key(form) {
      form = form.replace(seated, (hamzas, seat) => seat.repeat(hamzas.length));
      const match = word.exec(form);
      if (match === null) return form;
      const group = match.findIndex((part, index) => index > 0 && part !== undefined);
      const end = match[0].length;
      return form.slice(0, end - match[group].length) + keys[group - 1] + form.slice(end);
    }

    if (!sets.length) return key;
    const shared = new Map(sets.flatMap((words) => words.map((one) => [key(one), key(words[0])])));
    const glued = ["", ...conjunctions]
      .flatMap((before) => ["", ...prefixes].map((prefix) => before + prefix))
      .sort((one, other) => one.length - other.length);

    return function own(form) {
      const ruled = key(form);
      const taken = glued.find((one) => ruled.startsWith(one) && shared.has(ruled.slice(one.length)));
      return taken === undefined ? ruled : taken + shared.get(ruled.slice(taken.length));
    };
  };
})((globalThis.warraq = globalThis.warraq || {}));
