// The articles found through time, as bars; a stretch of them can be chosen by mouse, finger or keys.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words } = ui;
  const HEIGHT = 72;
  // Half of what a finger can hit.
  const GRIP = 16;
  // Milliseconds after the last key before the choice is made.
  const PAUSE = 700;

  /**
   * A histogram with two handles. `chosen` is the value of the date filter, or empty; `choose(value)` is called with
   * another one, empty for the whole of time. The bars add up to a count of articles where they are `apart`: a report
   * may stand in several. Gives null where there is nothing to choose from.
   */
  ui.histogram = function (page, rows, { chosen, width, apart }, choose) {
    const { unit, bins } = ui.bins(rows);
    if (bins.length < 2) return null;
    const last = bins.length - 1;
    const most = Math.max(...bins.map(({ values }) => values[0]), 1);
    const step = width / bins.length;
    const left = (at) => (ui.rightToLeft() ? width - (at + 1) * step : at * step);
    let range = chosen ? ui.covered(chosen, bins) : [0, last];
    const before = [...range];
    let timer;

    const bars = bins.map(({ values }, at) => {
      const height = values[0] ? Math.max(2, (values[0] / most) * (HEIGHT - 6)) : 0;
      return make("rect", { x: left(at) + step * 0.1, y: HEIGHT - height, width: step * 0.8, height });
    });
    const handles = ["from", "to"].map((name, end) =>
      make(
        "g",
        { role: "slider", tabindex: 0, "data-key": `brush ${name}`, "data-l": `brush_${name}`, "aria-valuemin": 0, "aria-valuemax": last, class: "grip" },
        make("rect", { class: "hit", x: -GRIP, y: 0, width: 2 * GRIP, height: HEIGHT }),
        make("line", { y1: 0, y2: HEIGHT }),
        make("rect", { class: "knob", x: -4, y: HEIGHT / 2 - 10, width: 8, height: 20, rx: 4 }),
      ),
    );
    const svg = make("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "brush" }, bars, handles);
    const told = make("p", { class: "told-range" });
    const all = words("button", "whole_time", undefined, { type: "button", class: "quiet", "data-key": "brush all", hidden: !chosen });
    const name = (at) => ui.date(bins[at].period, page.months, document.documentElement.lang);

    function paint() {
      bars.forEach((bar, at) => bar.setAttribute("class", at >= range[0] && at <= range[1] ? "in" : "out"));
      handles.forEach((handle, end) => {
        // The first handle stands before its bin, the second after its own.
        const outer = (end === 0) === ui.rightToLeft();
        handle.setAttribute("transform", `translate(${Math.min(width - 1, Math.max(1, left(range[end]) + (outer ? step : 0)))} 0)`);
        handle.setAttribute("aria-valuenow", range[end]);
        handle.setAttribute("aria-valuetext", name(range[end]));
      });
      const count = bins.slice(range[0], range[1] + 1).reduce((sum, { values }) => sum + values[0], 0);
      told.replaceChildren(make("span", {}, ui.span(...range.map(name))), " ", apart ? make("small", {}, ui.say("articles", {}, count)) : "");
      warraq.showDigits(warraq.chosen.digits, told);
    }

    function commit() {
      clearTimeout(timer);
      if (range[0] === before[0] && range[1] === before[1]) return;
      choose(range[0] === 0 && range[1] === last ? "" : ui.range(bins[range[0]].period, bins[range[1]].period));
    }

    function revert() {
      clearTimeout(timer);
      range = [...before];
      paint();
    }

    const at = (event) => {
      const along = event.clientX - svg.getBoundingClientRect().left;
      return Math.min(last, Math.max(0, Math.floor((ui.rightToLeft() ? width - along : along) / step)));
    };
    let anchor = null;
    svg.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const grip = event.target.closest(".grip");
      anchor = grip ? range[1 - handles.indexOf(grip)] : at(event);
      if (!grip) range = [anchor, anchor];
      svg.setPointerCapture(event.pointerId);
      event.preventDefault();
      paint();
    });
    svg.addEventListener("pointermove", (event) => {
      if (anchor === null) return;
      range = [anchor, at(event)].sort((a, b) => a - b);
      paint();
    });
    svg.addEventListener("pointerup", () => {
      if (anchor === null) return;
      anchor = null;
      commit();
    });
    svg.addEventListener("pointercancel", () => {
      anchor = null;
      revert();
    });
    handles.forEach((handle, end) =>
      handle.addEventListener("keydown", (event) => {
        const forward = ui.rightToLeft() ? "ArrowLeft" : "ArrowRight";
        const backward = ui.rightToLeft() ? "ArrowRight" : "ArrowLeft";
        const leap = unit === "month" ? 12 : 10;
        const moves = { [forward]: 1, [backward]: -1, ArrowUp: 1, ArrowDown: -1, PageUp: leap, PageDown: -leap, Home: -last, End: last };
        if (event.key === "Enter") return commit();
        if (event.key === "Escape") return revert();
        if (!(event.key in moves)) return;
        event.preventDefault();
        const bounds = end ? [range[0], last] : [0, range[1]];
        range[end] = Math.min(bounds[1], Math.max(bounds[0], range[end] + moves[event.key]));
        paint();
        clearTimeout(timer);
        timer = setTimeout(commit, PAUSE);
      }),
    );
    all.addEventListener("click", () => choose(""));
    const made = make("section", { class: "time" }, words("h3", "field_date"), make("div", { role: "group", "data-l": "brush" }, svg), told, all);
    paint();
    return made;
  };
})((globalThis.warraq = globalThis.warraq || {}));
