// The search box: words of the archive that go on as the typed letters begin, chosen by keys, mouse or finger.
// The pattern is the editable combobox with list autocomplete of the ARIA Authoring Practices Guide.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make } = ui;
  // Letters before words are proposed.
  const LEAST = 2;
  const MOST = 7;
  // Milliseconds without a further letter.
  const PAUSE = 80;
  // The word that is being typed.
  const PART = /[^\s"«»“”„()~+\-−]*$/u;

  /** Give the part of a text before the caret that a word can take the place of: `[start, prefix]`. */
  ui.typing = function (text, caret) {
    const [prefix] = PART.exec(text.slice(0, caret));
    // Within a word, after a filter's name or a sign of the query language nothing is proposed.
    const within = /^[\p{L}\p{N}\p{M}]/u.test(text.slice(caret));
    const word = /^[\p{L}\p{M}\u0640]+$/u.test(prefix) && !within;
    return word && [...prefix].length >= LEAST ? [caret - prefix.length, prefix] : null;
  };

  /** Make a form's field a combobox. `open()` gives the index, as a promise; `chosen()` is called after a choice. */
  ui.combobox = function (form, open, chosen) {
    const input = form.querySelector("input[type=search]");
    const list = make("ul", { id: "box-words", role: "listbox", class: "words", "data-l": "box_words", lang: "ar", dir: "rtl", hidden: true });
    form.append(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
      input.setAttribute(name, value);
    }
    // The words in the list.
    let found = [];
    let active = -1;
    // What a choice takes the place of.
    let place = null;
    let asked = 0;
    let timer;
    // The words in the list are those of letters since changed: none of them can be gone to.
    let stale = false;

    function close() {
      asked++;
      clearTimeout(timer);
      active = -1;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function activate(at) {
      active = at;
      [...list.children].forEach((option, own) => option.setAttribute("aria-selected", own === at));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", `box-words-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }

    function choose(at) {
      const text = input.value;
      const rest = text.slice(place[0] + place[1].length);
      const head = text.slice(0, place[0]) + found[at];
      input.value = head + (rest.startsWith(" ") || /^["»”)]/.test(rest) ? rest : ` ${rest}`);
      const caret = head.length + 1;
      input.setSelectionRange(caret, caret);
      close();
      chosen();
    }

    const typing = () => ui.typing(input.value, input.selectionStart ?? input.value.length);

    /** Ask for words at once. Those that come are the first that can be gone to. */
    async function propose() {
      clearTimeout(timer); // what is asked now is not asked for again, under the hand of who is choosing
      const mine = ++asked;
      const part = typing();
      if (!part) return close();
      let words;
      try {
        words = await (await open()).complete(part[1], MOST);
      } catch {
        // Whoever searches is told; a box without proposals is a box.
        return;
      }
      if (mine !== asked || document.activeElement !== input) return;
      found = words.map(([form]) => form).filter((form) => form !== part[1]);
      if (!found.length) return close();
      place = part;
      stale = false;
      const counts = new Map(words);
      list.replaceChildren(
        ...found.map((form, at) =>
          make("li", { id: `box-words-${at}`, role: "option", "aria-selected": "false" }, ui.isolate(form), " ", make("small", {}, ui.count(counts.get(form)))),
        ),
      );
      ui.dress(list);
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      activate(-1);
    }

    // Phones compose every word that is typed, Arabic ones too: what is being composed counts.
    input.addEventListener("input", () => {
      place = typing();
      if (!place) return close();
      stale = true;
      activate(-1);
      asked++; // what is on its way answers other letters
      clearTimeout(timer);
      timer = setTimeout(propose, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const shown = !list.hidden;
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown && !stale) {
        // The field itself is one of the places.
        const turn = found.length + 1;
        activate(((active + 1 + (event.key === "ArrowDown" ? 1 : -1) + turn) % turn) - 1);
      } else if (event.key === "ArrowDown" || (event.key === "ArrowUp" && shown)) {
        propose();
      } else if (event.key === "Enter" && shown && active >= 0) {
        choose(active);
      } else if (event.key === "Escape" && shown) {
        close();
      } else {
        if (event.key === "Enter" || event.key === "Tab") close();
        else if (/^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) activate(-1); // back in the field
        return;
      }
      event.preventDefault();
    });
    input.addEventListener("blur", close);
    // Before the field loses the focus.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose([...list.children].indexOf(option));
    });
    ui.dress(form);
    // Letters may have come before this script.
    if (document.activeElement === input) propose();
    return { input, close };
  };

  // Every other page loads this for its box alone.
  const form = document.querySelector("form[role=search]");
  if (form && !document.querySelector("[data-index]")) {
    let opening;
    ui.combobox(form, () => (opening = opening || warraq.openIndex(warraq.base + "../index/")), () => {});
  }
})((globalThis.warraq = globalThis.warraq || {}));
