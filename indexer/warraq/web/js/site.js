/* What a reader may change, and small helps. Every page is complete without this file. */
"use strict";
(function () {
  var root = document.documentElement;
  var own = root.lang;
  var tables = {};
  var files = { ar: "@words-ar.js@", en: "@words-en.js@" };
  var place = { zero: 0, one: 1, two: 2, few: 3, many: 4, other: 5 };

  function each(selector, action, within) {
    (within || document).querySelectorAll(selector).forEach(action);
  }

  function element(name, properties, parent) {
    var made = Object.assign(document.createElement(name), properties);
    if (parent) {
      parent.append(made);
    }
    return made;
  }

  /* The furniture's language. The texts stay as they are. */
  var plurals = {}; // by language: making one takes longer than all that is done with it

  function say(key, lang, number) {
    var text = tables[lang][key];
    if (number === undefined) {
      return text;
    }
    var forms = text.split("|");
    plurals[lang] = plurals[lang] || new Intl.PluralRules(lang);
    var form = plurals[lang].select(number);
    return forms[forms.length === 2 ? Number(form !== "one") : place[form]].replace("{n}", Number(number).toLocaleString("en"));
  }

  function speak(lang) {
    if (!tables[lang]) {
      warraq.words = function (name, table) {
        tables[name] = table;
        speak(name);
      };
      element("script", { src: warraq.base + files[lang] }, document.head);
      return;
    }
    warraq.lang = lang;
    root.lang = lang;
    root.dir = lang === "ar" ? "rtl" : "ltr";
    fill(document);
    showDigits(warraq.chosen.digits);
    reach();
    document.dispatchEvent(new Event("warraq-language"));
  }

  /* What was added later has its words put in by whoever adds it; before the words are here, they come by themselves. */
  function fill(within) {
    var lang = warraq.lang;
    if (!lang) {
      return;
    }
    each("[data-t]", function (node) {
      node.textContent = say(node.dataset.t, lang, node.dataset.n);
      node.lang = lang;
    }, within);
    each("[data-l]", function (node) {
      node.setAttribute("aria-label", say(node.dataset.l, lang, node.dataset.n));
    }, within);
    each("[data-p]", function (node) {
      node.placeholder = say(node.dataset.p, lang);
    }, within);
  }

  /* Digits are shown as typed unless the reader wants one kind; what was typed is kept and comes back. */
  var typed = new Map();

  function showDigits(kind, part) {
    typed.forEach(function (text, node) {
      if (!part || !node.isConnected) {
        node.data = text;
        typed.delete(node);
      }
    });
    if (kind !== "arabic" && kind !== "latin") {
      return;
    }
    var walker = document.createTreeWalker(part || document.getElementById("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      var node = walker.currentNode;
      if (!typed.has(node) && /[0-9\u0660-\u0669\u06f0-\u06f9]/.test(node.data) && !node.parentElement.closest("pre, script, select")) {
        typed.set(node, node.data);
        node.data = node.data.replace(/[0-9\u0660-\u0669\u06f0-\u06f9]/g, function (digit) {
          var value = digit.charCodeAt(0) & 15;
          return String.fromCharCode((kind === "arabic" ? 0x660 : 0x30) + value);
        });
      }
    }
  }

  /* The header's buttons. */
  var tools = document.querySelector(".tools");
  var dark = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.scheme = warraq.chosen.scheme || (dark.matches ? "dark" : "light");
  var scheme = element("button", { className: "scheme", type: "button" }, tools);
  scheme.dataset.l = "light_dark";
  scheme.addEventListener("click", function () {
    var next = root.dataset.scheme === "dark" ? "light" : "dark";
    root.dataset.scheme = next;
    warraq.choose("scheme", next);
  });
  var language = element("button", { type: "button" }, tools);
  language.dataset.t = "other_language";
  language.addEventListener("click", function () {
    var next = root.lang === "ar" ? "en" : "ar";
    warraq.choose("lang", next);
    speak(next);
  });

  /* The search box: `/` leads to it, on an Arabic keyboard too, where that key writes another letter. */
  var box = document.querySelector("[role=search] input");
  document.addEventListener("keydown", function (event) {
    var slash = event.key === "/" || event.key === "ظ";
    var free = !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea");
    if (box && slash && free) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  /* What proposes words in the box comes with the first letter; the search page has it from the start. */
  function load(address, then) {
    element("script", { src: warraq.base + address, onload: then }, document.head);
  }

  if (box && !document.querySelector("[data-index]")) {
    box.addEventListener("input", function () {
      var propose = function () {
        load("@search.js@");
      };
      if (warraq.rules) {
        propose();
      } else {
        load("@engine.js@", propose);
      }
    }, { once: true });
  }

  /* The marks in the text: the page's own switches, remembered. */
  var options = document.querySelector(".opts");
  if (options) {
    each(".opts [type=checkbox]", function (box) {
      var remembered = (warraq.chosen.marks || {})[box.name];
      if (remembered !== undefined) {
        box.checked = remembered;
      }
      box.addEventListener("change", function () {
        var marks = warraq.chosen.marks || {};
        marks[box.name] = box.checked;
        warraq.choose("marks", marks);
        reach();
      });
    });
    var digits = element("fieldset", {}, options);
    element("legend", {}, digits).dataset.t = "digits";
    ["typed", "arabic", "latin"].forEach(function (kind) {
      var label = element("label", {}, digits);
      var radio = element("input", { type: "radio", name: "digits", checked: (warraq.chosen.digits || "typed") === kind }, label);
      element("span", {}, label).dataset.t = "digits_" + kind;
      radio.addEventListener("change", function () {
        warraq.choose("digits", kind);
        showDigits(kind);
      });
    });
  }

  /* Every sentence has an address: a quiet mark shows it, a click copies it. */
  var told = element("p", { className: "told", role: "status" }, document.body);
  var hush;

  function copy(text) {
    function done() {
      told.textContent = say("copied", root.lang);
      clearTimeout(hush);
      hush = setTimeout(function () {
        told.textContent = "";
      }, 1500);
    }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(done, function () {});
    }
  }

  each(".text [id]", function (sentence) {
    if (sentence.closest("a")) {
      return;
    }
    var pin = element("a", { className: "pin", href: "#" + sentence.id, tabIndex: -1 });
    pin.dataset.n = sentence.id.slice(1);
    pin.addEventListener("click", function () {
      copy(location.href.replace(/#.*/, "") + pin.getAttribute("href"));
    });
    sentence.prepend(pin);
  });

  function reach() {
    function on(name) {
      var box = document.querySelector(".opts [name=" + name + "]");
      return box && box.checked ? 0 : -1;
    }
    each(".pin", function (pin) {
      pin.tabIndex = on("se");
      pin.setAttribute("aria-label", say("copy_address", root.lang) + " " + pin.dataset.n);
    });
    each(".text .re, .text .qu[data-v]", function (mark) {
      if (on(mark.className) === 0) {
        mark.tabIndex = 0;
      } else {
        mark.removeAttribute("tabindex");
      }
    });
  }

  each(".cite p, .cite pre", function (text) {
    var button = element("button", { type: "button" });
    button.dataset.t = "copy";
    button.addEventListener("click", function () {
      copy(text.textContent);
    });
    text.after(button);
  });

  var side = document.querySelector(".side");
  if (side && matchMedia("(min-width: 68rem)").matches) {
    side.open = true;
  }

  /* For the scripts that only some pages have. `say` has no words before the event `warraq-language`. */
  Object.assign(warraq, {
    element: element,
    fill: fill,
    copy: copy,
    showDigits: showDigits,
    say: function (key, number) {
      return warraq.lang ? say(key, warraq.lang, number) : "";
    },
  });

  speak(warraq.chosen.lang || own);
})();
