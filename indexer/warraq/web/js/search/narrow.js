// What narrows an answer: bars of its dates and the values of its fields. Asked for only where it is seen.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});

  // Values of a field that are handed over: more than are shown, since those already asked for are left out.
  const MOST = 60;
  // Bytes of a field's file that is loaded unasked; of a larger one the reader is told its size first.
  const [UNASKED, SPARING] = [250e3, 25e3];

  /**
   * Make what fills the part beside an answer: `{narrow, forget}`. `current(now)` tells whether that state is still asked
   * for, `choose(period)` narrows to a time, `fail(error)` tells what went wrong, `shown()` is called when it is there.
   */
  ui.makeNarrow = function (page, { aside, facets: groups }, { current, choose, fail, shown }) {
    let before = "";
    const asked = new Set();

    /** Fill it for an answer of the state `now`; `total` articles were found. */
    async function narrow(index, now, total) {
      aside.hidden = !total && !ui.filters(now.q).length;
      if (!aside.open || aside.hidden) return;
      const key = JSON.stringify([now.q, ui.how(now), document.documentElement.lang]);
      if (key === before) return;
      const dates = ui.filters(now.q).filter(({ field, not }) => field === "date" && !not);
      const timeless = ui.withoutField(now.q, "date");
      function ask(field) {
        asked.add(field);
        forget();
        narrow(index, now, total);
      }
      try {
        const sizes = Object.entries((await index.about()).fields).map(([field, [, size]]) => [field, size]);
        const large = new Map(sizes.filter(([field, size]) => size > (ui.sparing() ? SPARING : UNASKED) && !asked.has(field)));
        const fields = sizes.map(([field]) => field).filter((field) => !large.has(field));
        const facets = await index.facets(now.q, { ...ui.how(now), fields, most: MOST });
        // The bars stay when a stretch of them is chosen.
        const all = dates.length && timeless ? await index.facets(timeless, { ...ui.how(now), fields: [] }) : facets;
        if (!current(now)) return;
        before = key;
        const bars = {
          chosen: dates.length === 1 ? dates[0].value : "",
          width: Math.min(groups.clientWidth || 260, 480),
          apart: !now.collapse,
        };
        ui.show(groups, ui.histogram(page, all.months, bars, choose), ui.facets(now, facets, large, ask));
        shown();
      } catch (error) {
        if (current(now)) fail(error);
      }
    }

    /** Have the next answer fill it anew. */
    const forget = () => (before = "");

    return { narrow, forget };
  };
})((globalThis.warraq = globalThis.warraq || {}));
