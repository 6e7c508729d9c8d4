// Small helps for the search page: elements made from plain data, and the words of the furniture.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = {});
  const SVG = new Set(["svg", "g", "rect", "line", "path", "text", "title"]);
  const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  // eslint-disable-next-line no-control-regex -- controls are what it is for
  const CONTROL = /[\u0000-\u0020\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]+/g;

  /** Make a stretch of foreign text fit to stand among others, as `flow` of body.py does. */
  ui.flow = (text) => String(text ?? "").replace(DIRECTION, "").replace(CONTROL, " ");
  ui.line = (text) => ui.flow(text).trim();

  /** Make an element. An attribute that is false, null or undefined is left out; texts are texts, never markup. */
  ui.make = function (name, attributes, ...children) {
    const made = SVG.has(name) ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  };

  /** An element whose words the furniture's language gives, and changes. */
  ui.words = (name, key, number, attributes) => ui.make(name, { "data-t": key, "data-n": number, ...attributes });

  /** A foreign text on its own: neither its direction nor its controls reach what stands around it. */
  ui.isolate = (text) => ui.make("bdi", { dir: /[\u0620-\u06d3\ufb50-\ufefc]/.test(text) ? "rtl" : null }, ui.line(text));

  /** A stretch of time, its ends in the direction that time runs in, as in the plots. */
  ui.span = (from, to) => [ui.isolate(from), ...(from === to ? [] : [" – ", ui.isolate(to)])];

  /** The words of `key` with `values` in place of their names in braces. */
  ui.say = function (key, values, number) {
    let text = warraq.say(key, number) || "";
    for (const [name, value] of Object.entries(values || {})) text = text.replaceAll(`{${name}}`, value);
    return text;
  };

  let finder;
  /** The words of a text by their folded forms, each as the text has it. */
  ui.written = function (text) {
    finder = finder || warraq.makeWords(warraq.rules, warraq.makeFold(warraq.rules));
    const letters = [...text];
    return new Map(finder.words(text).map(({ form, start, end }) => [form, letters.slice(start, end).join("")]));
  };

  /** Wait until the page has been drawn as it is; in a page that is not seen, which is not drawn, a moment. */
  ui.drawn = () =>
    new Promise((done) => {
      setTimeout(done, document.hidden ? 0 : 100);
      requestAnimationFrame(() => setTimeout(done));
    });

  /** Whether the reader wants, or the connection allows, no more than is asked for. */
  ui.sparing = () => Boolean(navigator.connection?.saveData || /2g/.test(navigator.connection?.effectiveType));

  ui.count = (number) => Number(number).toLocaleString("en");
  ui.rightToLeft = () => document.documentElement.dir === "rtl";

  /** Put children into a part of the page in the reader's words and digits; what had the focus has it again. */
  ui.show = function (part, ...children) {
    const focused = part.contains(document.activeElement) && document.activeElement.closest("[data-key]");
    const key = focused && focused.dataset.key;
    part.replaceChildren(...children.flat().filter(Boolean));
    ui.dress(part);
    if (key) {
      const again = [...part.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
      if (again) again.focus({ preventScroll: true });
    }
  };

  ui.dress = function (part) {
    warraq.fill(part);
    warraq.showDigits(warraq.chosen.digits, part);
  };
})((globalThis.warraq = globalThis.warraq || {}));
