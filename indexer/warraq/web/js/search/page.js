// The search page: the address says what is asked, the index answers, and what is shown follows. One way, never blocking.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  // Milliseconds after the last letter before an answer is asked for.
  const PAUSE = 250;
  // Before what an answer is not about is asked for: what narrows it, the counts of other levels.
  const REST = 400;

  const place = document.getElementById("results");
  if (!place || !place.dataset.index) return;
  const page = { months: place.dataset.months.split("|"), site: place.dataset.site, url };

  /** The whole address of a result's sentence; none where the archive has no published place. */
  function url(hit) {
    const base = place.dataset.base || (location.protocol.startsWith("http") ? new URL(".", location.href).href : "");
    return base && new URL(hit.address, base).href + (hit.anchor ? `#${hit.anchor}` : "");
  }

  const form = document.querySelector("form.find");
  const frame = ui.makeFrame(page, place);
  const { parts } = frame;
  const views = ui.makeViews(page, frame, (next) => go(next, { same: true }));
  const beside = ui.makeNarrow(page, parts, {
    current: (now) => state.q === now.q && state.level === now.level && state.collapse === now.collapse,
    choose: (value) => {
      draft = false;
      go({ q: ui.within(state.q, "date", value, document.documentElement.lang), n: ui.PAGE });
    },
    fail,
    shown: keepPlace,
  });
  const later = ui.makeLater();

  let state = ui.read(location.search);
  // The address is that of a question still being typed.
  let draft = false;
  // Number of the last question; an answer to an older one is dropped.
  let asked = 0;
  let answer = null;
  let opening;
  // What the index tells of its archive.
  let archive;
  // A link of this page was, and may be gone with the old answer.
  let followed = false;

  function open() {
    if (!opening) {
      // What fails may be mended by trying again: a lost connection.
      opening = opened().catch((error) => {
        opening = undefined;
        throw error;
      });
    }
    return opening;
  }

  async function opened() {
    const index = await warraq.openIndex(new URL(place.dataset.index, document.baseURI).href);
    archive = await index.about();
    return index;
  }

  /** Whoever loses the place of the focus goes on from the heading of the answer. */
  function keepPlace() {
    if (followed && document.activeElement === document.body) parts.count.focus({ preventScroll: true });
  }

  // Where to

  function go(next, { typing = false, scroll = false, same = false } = {}) {
    state = { ...state, ...next };
    const address = ui.address(state);
    // One entry of the history for a question, not one for each letter of it or each part of its answer.
    const replace = draft || same || location.href === new URL(address, location.href).href;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    draft = typing;
    later("typing"); // this is what is asked now
    if (!typing && box.input.value.trim() !== state.q) box.input.value = state.q; // no letter is taken from who types
    if (scroll) scrollTo({ top: 0 });
    return run();
  }

  addEventListener("popstate", () => {
    draft = false;
    later("typing");
    state = ui.read(location.search);
    box.input.value = state.q;
    box.close();
    run();
  });

  document.addEventListener("click", (event) => {
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const link = event.target.closest(".finder a[href^='search.html'], .finder [data-href], #results a[href^='search.html']");
    if (!plain || !link || event.defaultPrevented) return;
    event.preventDefault();
    draft = false;
    const next = ui.read(new URL(link.dataset.href || link.getAttribute("href"), location.href).search);
    followed = true;
    go(next, { scroll: Boolean(link.closest(".facets, .view")) });
  });

  // Answers

  async function run() {
    const mine = ++asked;
    const now = state;
    document.title = [ui.line(now.q), warraq.say("search"), page.site].filter(Boolean).join(" — ");
    if (!now.q.trim()) {
      open().catch(() => {}); // the first letter finds it open; whoever asks is told what is wrong
      return frame.rest();
    }
    frame.busy(true);
    try {
      const index = await open();
      const limit = now.view === "list" ? now.n : 0;
      const found = await index.search(now.q, { ...ui.how(now), order: now.order, limit, offset: 0 });
      if (mine !== asked) return;
      answer = found;
      const shown = views[now.view](index, now, found, () => mine === asked);
      const files = ui.files(page, now, found, open, fail);
      const collapsing = archive.copies && found.total > 0 && ui.collapsing(now, collapse);
      frame.answered(now, found, { files, collapsing }, draft);
      await shown;
      if (mine !== asked) return;
      keepPlace();
      frame.busy(false);
      later("rest", draft ? REST : 0, () => {
        beside.narrow(index, now, found.total);
        if (!ui.sparing() && ui.LEVELS.some((level) => found.counts[level] === undefined)) count(index, now);
      });
    } catch (error) {
      if (mine === asked) fail(error);
    }
  }

  function collapse(on) {
    draft = false;
    warraq.choose("collapse", on);
    go({ collapse: on, n: ui.PAGE });
  }

  /** The counts of levels that the answer had no need of. */
  async function count(index, now) {
    const counts = await index.counts(now.q, ui.how(now)).catch(() => ({}));
    if (now !== state) return;
    answer.counts = { ...counts, ...answer.counts };
    frame.levels(now, answer.counts);
  }

  parts.aside.addEventListener("toggle", () => {
    if (parts.aside.open && answer) open().then((index) => beside.narrow(index, state, answer.total), fail);
  });

  function fail(error) {
    if (!error || !error.key) console.error(error);
    frame.busy(false);
    // Where the server has answered, its answer stays.
    if (!place.dataset.answered || answer !== null) frame.failed(error, run);
  }

  // The start

  function typed() {
    const q = box.input.value.trim();
    const letters = [...q].length;
    followed = false;
    later("typing"); // what is no longer in the box is not asked for
    if (q === state.q || letters === 1) return;
    // Whoever asks it is told.
    if (letters) open().catch(() => {});
    later("typing", state.view === "list" ? PAUSE : 3 * PAUSE, () => go({ q, n: ui.PAGE }, { typing: true }));
  }

  function submitted(event) {
    event.preventDefault();
    later("typing");
    box.close();
    const q = box.input.value.trim();
    if (q !== state.q) go({ q, n: ui.PAGE });
    draft = false;
  }

  function begin() {
    frame.begin();
    // A reader who has taken copies as one goes on so, unless the address tells otherwise.
    if (warraq.chosen.collapse && !new URLSearchParams(location.search).has("collapse")) {
      state = { ...state, collapse: true };
      if (state.q) history.replaceState(history.state, "", ui.address(state) + location.hash);
    }
    // The levels stand with their counts.
    form.querySelectorAll("p").forEach((extra) => extra.remove());
    box.input.value = state.q;
    box.input.addEventListener("input", typed);
    form.addEventListener("submit", submitted);
    if (!state.q) box.input.focus({ preventScroll: true });
    // Back from an article the reader is where they were, though the list was not there when the page was.
    const before = performance.getEntriesByType("navigation")[0]?.type === "back_forward" ? history.state : null;
    run().then(() => before && scrollTo({ top: before.top }));
    addEventListener("pagehide", () => history.replaceState({ top: scrollY }, ""));
  }

  const box = ui.combobox(form, open, () => go({ q: box.input.value.trim(), n: ui.PAGE }, { typing: true }));
  let begun = false;
  const spoken = () => {
    ui.dress(parts.finder);
    beside.forget();
    if (begun) run();
    else begin();
    begun = true;
  };
  if (warraq.lang) spoken();
  document.addEventListener("warraq-language", spoken);
})((globalThis.warraq = globalThis.warraq || {}));
