// Mirrors conjugate.py: the marked stems that a form of a verb may be built on.
(function (warraq) {
  "use strict";

  /** Make the parsers for a set of rules: `past(form)` and `present(form)` give stems with the mark of their class. */
  warraq.makeConjugate = function (rules) {
    const { persons, past_vowel, past_consonant, present_vowel } = rules.readings;

    function without(form, endings, mark) {
      const fitting = endings.filter((ending) => form.endsWith(ending) && form.length - ending.length >= 2);
      return fitting.map((ending) => form.slice(0, -ending.length) + mark);
    }

    /** A hamza before و is written ؤ: قرؤوا, جاؤوا. */
    function seated(form) {
      return form.endsWith("ووا") && form.length > 4 ? ["ا1", "ء1"].map((end) => form.slice(0, -3) + end) : [];
    }

    const past = (form) => [`${form}0`, ...seated(form), ...without(form, past_vowel, "1"), ...without(form, past_consonant, "2")];

    function present(form) {
      const rest = form.slice(1);
      return form[0] in persons && rest.length > 1 ? [`${rest}3`, ...without(rest, present_vowel, "4")] : [];
    }

    return { past, present };
  };
})((globalThis.warraq = globalThis.warraq || {}));
