// Mirrors search/route.py: where a word lies in an index that is cut into parts.
(function (warraq) {
  "use strict";

  const ADDED = /[سالتمونيهءى~]/g;
  const WEAK = /[اويءه~]/g;
  const PAIRED = /[\ud800-\udfff]/;

  /** Compare by code points, as Python does; JavaScript compares code units, which differs beyond U+FFFF. */
  function compare(one, other) {
    if (one === other) return 0;
    if (!PAIRED.test(one) && !PAIRED.test(other)) return one < other ? -1 : 1;
    const [first, second] = [[...one], [...other]];
    const at = first.findIndex((letter, index) => letter !== second[index]);
    if (at < 0) return -1;
    return at < second.length && first[at].codePointAt(0) < second[at].codePointAt(0) ? -1 : 1;
  }

  /** How many of the sorted `keys` come before `key`, or are it. */
  function after(keys, key) {
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(keys[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Make the ways for a set of rules: `{key, place, bare, head}`. */
  warraq.makeRoute = function (rules) {
    const stem = warraq.makeStem(rules);
    const articles = rules.stem.prefixes;

    function key(form) {
      const rest = stem(form);
      return `${rest.replace(ADDED, "")} ${rest.replace(WEAK, "")} ${rest}`;
    }

    const place = (keys, form) => Math.max(after(keys, key(form)) - 1, 0);

    function bare(form) {
      const glued = articles.find((prefix) => form.startsWith(prefix) && [...form].length > prefix.length + 1);
      return glued ? form.slice(glued.length) : form;
    }

    const head = (form) => [...bare(form)][0] ?? "";

    return { key, place, bare, head };
  };

  warraq.compare = compare;
  warraq.after = after;
})((globalThis.warraq = globalThis.warraq || {}));
