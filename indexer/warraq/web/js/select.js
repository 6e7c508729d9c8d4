/* What opens the card of a word: to select it, to double-click it, or Alt+W. The card itself, and the index that it
   looks into, are loaded only then. */
(function (warraq) {
  "use strict";

  const SETTLED = 450; // milliseconds that a selection must stay as it is, so that it is not one still being made
  const { load } = warraq.reading;
  let settling;
  let pressed = false; // a mouse is still drawing the selection

  const inText = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest(".text, article h1");

  function look() {
    const chosen = getSelection();
    if (pressed || chosen.isCollapsed || !inText(chosen.anchorNode) || /\S\s+\S/.test(chosen)) return;
    load("@card.js@").then(() => warraq.card.look());
  }

  function settle() {
    clearTimeout(settling);
    settling = setTimeout(look, SETTLED);
  }

  document.addEventListener("selectionchange", settle);
  document.addEventListener("dblclick", look);
  document.addEventListener("pointerdown", (event) => {
    pressed = event.pointerType === "mouse";
  });
  document.addEventListener("pointerup", () => {
    pressed = false;
    settle();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.code !== "KeyW" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    load("@card.js@").then(() => warraq.card.ask());
  });

  const options = document.querySelector(".opts");
  const hint = warraq.element("p", { className: "hint" }, options);
  hint.dataset.t = "word_hint";
  warraq.fill(options);
})(globalThis.warraq);
