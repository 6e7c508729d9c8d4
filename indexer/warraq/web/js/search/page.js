// The search page: the address says what is asked, the index answers, and what is shown follows. One way, never blocking.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words } = ui;
  // Milliseconds after the last letter before an answer is asked for.
  const PAUSE = 250;
  // Before what an answer is not about is asked for: what narrows it, the counts of other levels.
  const REST = 400;
  // Before a changed count is told to readers of the screen.
  const CALM = 600;
  // Before the first answer is said to be on its way.
  const LONG = 500;
  const LINES = 100;

  const place = document.getElementById("results");
  if (!place || !place.dataset.index) return;
  const page = { months: place.dataset.months.split("|"), site: place.dataset.site, url };

  /** The whole address of a result's sentence; none where the archive has no published place. */
  function url(hit) {
    const base = place.dataset.base || (location.protocol.startsWith("http") ? new URL(".", location.href).href : "");
    return base && new URL(hit.address, base).href + (hit.anchor ? `#${hit.anchor}` : "");
  }

  const form = document.querySelector("form.find");
  const main = document.getElementById("main");

  let state = ui.read(location.search);
  // The address is that of a question still being typed.
  let draft = false;
  // Number of the last question; an answer to an older one is dropped.
  let asked = 0;
  let answer = null;
  let shownFacets = "";
  let opening;
  // A link of this page was, and may be gone with the old answer.
  let followed = false;
  const timers = {};

  const later = (name, wait, action) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, wait);
  };

  function open() {
    if (!opening) {
      // What fails may be mended by trying again: a lost connection.
      opening = warraq.openIndex(new URL(place.dataset.index, document.baseURI).href).catch((error) => {
        opening = undefined;
        throw error;
      });
    }
    return opening;
  }

  /** Whoever loses the place of the focus goes on from the heading of the answer. */
  function keepPlace() {
    if (followed && document.activeElement === document.body) parts.count.focus({ preventScroll: true });
  }

  // What is on the page

  const part = (name, key, attributes) => make(name, { class: key, ...attributes });
  const parts = {
    chips: part("ul", "chips", { "data-l": "filters" }),
    status: part("p", "hidden", { role: "status" }),
    wait: words("p", "searching", undefined, { class: "hint", hidden: true }),
    alert: part("div", "note", { role: "alert" }),
    count: part("h2", "count", { tabindex: -1 }),
    notes: part("div", "notes"),
    levels: part("nav", "letters levels", { "data-l": "level" }),
    bar: part("div", "bar-of-views"),
    hits: part("ol", "cards", { id: "hits", lang: "ar", dir: "rtl", "aria-busy": "true" }),
    view: part("div", "view"),
    more: words("button", "more_results", undefined, { type: "button", class: "more", hidden: true }),
    facets: part("div", "groups"),
  };
  parts.aside = make("details", { class: "facets", hidden: true }, words("summary", "narrow"), parts.facets);
  parts.pane = make("div", { class: "pane" }, parts.bar, parts.hits, parts.view, parts.more);
  const finder = make(
    "div",
    { class: "finder", hidden: true },
    parts.chips,
    make("div", { class: "told-of" }, parts.count, parts.notes),
    parts.levels,
    make("div", { class: "columns" }, parts.pane, parts.aside),
  );
  const wide = matchMedia("(min-width: 60rem)");
  const unfold = () => (parts.aside.open = wide.matches);
  wide.addEventListener("change", unfold);

  function busy(is) {
    parts.hits.setAttribute("aria-busy", is);
    place.querySelectorAll("ol").forEach((list) => list.setAttribute("aria-busy", is));
    main.classList.toggle("asking", is);
    parts.wait.hidden = true;
    later("wait", LONG, () => (parts.wait.hidden = !is || !finder.hidden));
  }

  // Where to

  function go(next, { typing = false, scroll = false, same = false } = {}) {
    state = { ...state, ...next };
    const address = ui.address(state);
    // One entry of the history for a question, not one for each letter of it or each part of its answer.
    const replace = draft || same || location.href === new URL(address, location.href).href;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    draft = typing;
    if (box.input.value.trim() !== state.q) box.input.value = state.q;
    if (scroll) scrollTo({ top: 0 });
    return run();
  }

  addEventListener("popstate", () => {
    draft = false;
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
    if (!now.q.trim()) return rest();
    busy(true);
    try {
      const index = await open();
      const list = now.view === "list";
      const found = await index.search(now.q, { level: now.level, order: now.order, limit: list ? now.n : 0, offset: 0 });
      if (mine !== asked) return;
      answer = found;
      await show[now.view](index, now, found, () => mine === asked);
      if (mine !== asked) return;
      frame(now, found);
      keepPlace();
      busy(false);
      later("rest", draft ? REST : 0, () => {
        narrow(index, now);
        if (ui.LEVELS.some((level) => found.counts[level] === undefined)) count(index, now);
      });
    } catch (error) {
      if (mine === asked) fail(error);
    }
  }

  const show = {
    async list(index, now, found) {
      ui.show(parts.view);
      ui.show(parts.hits, ui.results(page, now, found.hits));
      const rest = found.total - found.hits.length;
      proceed(rest > 0 && found.hits.length === now.n, () => {
        const from = parts.hits.children.length;
        go({ n: now.n + ui.MORE }, { same: true }).then(() => parts.hits.children[from]?.querySelector("a").focus());
      });
    },
    async context(index, now, found, current) {
      let lines = [];
      const next = async () => {
        const more = await index.concordance(now.q, { level: now.level, limit: LINES, offset: lines.length });
        if (!current()) return;
        lines = [...lines, ...more.lines];
        const told = make("p", { class: "hint" }, ui.say("lines", { shown: ui.count(lines.length) }, more.total));
        const sort = make("nav", { class: "orders", "data-l": "by" }, words("span", "by"), ui.orders(now));
        const save = ui.button("download_csv", () => ui.save("concordance.csv", "text/csv", ui.linesCsv(lines, page.url)));
        ui.show(parts.hits);
        ui.show(parts.view, sort, told, make("ol", { class: "kwic", lang: "ar", dir: "rtl" }, ui.lines(page, now, lines)), lines.length > 0 && save);
        proceed(lines.length < more.total, next);
      };
      await next();
    },
    async time(index, now, found, current) {
      const frequency = await index.frequency(now.q, { level: now.level });
      if (!current()) return;
      ui.show(parts.hits);
      // A plot is as wide as the room it has.
      finder.hidden = false;
      const draw = () => ui.show(parts.view, ui.time(page, now, frequency, parts.pane.clientWidth, draw));
      draw();
      proceed(false);
    },
  };

  function proceed(possible, action) {
    parts.more.hidden = !possible;
    parts.more.dataset.t = state.view === "list" ? "more_results" : "more_lines";
    ui.dress(parts.pane);
    parts.more.onclick = possible ? action : null;
  }

  /** The counts of levels that the answer had no need of. */
  async function count(index, now) {
    const counts = await index.counts(now.q).catch(() => ({}));
    if (now !== state) return;
    answer.counts = { ...counts, ...answer.counts };
    ui.show(parts.levels, ui.levels(now, answer.counts));
  }

  /** What stands around every view. */
  function frame(now, found) {
    place.hidden = true;
    finder.hidden = false;
    ui.show(parts.alert);
    ui.show(parts.chips, ui.chips(page, now));
    ui.show(parts.count, words("span", "found", found.total));
    ui.show(
      parts.notes,
      found.notes.map((note) => words("p", note, undefined, { class: "hint" })),
      ui.suggestions(now, found.suggestions),
      !found.total && words("p", "found_nothing"),
    );
    ui.show(parts.levels, ui.levels(now, found.counts));
    center(parts.levels);
    ui.show(parts.bar, found.total > 0 && [ui.views(now), ...(now.view === "list" ? [ui.listOrders(now), ui.files(page, now, found, open, fail)] : [])]);
    parts.bar.hidden = !found.total;
    later("status", draft ? CALM : 0, () => {
      const told = warraq.say("found", found.total);
      if (parts.status.textContent !== told) parts.status.textContent = told;
    });
  }

  // On a phone the levels are a strip; the one in use is to be seen.
  function center(strip) {
    if (wide.matches) return;
    const [own, all] = [strip.querySelector("[aria-current]"), strip].map((node) => node?.getBoundingClientRect());
    if (own) strip.scrollBy({ left: own.left + own.width / 2 - all.left - all.width / 2 });
  }

  // What narrows: asked for only where it is seen.

  async function narrow(index, now) {
    parts.aside.hidden = !answer.total && !ui.filters(now.q).length;
    if (!parts.aside.open || parts.aside.hidden) return;
    const key = JSON.stringify([now.q, now.level, document.documentElement.lang]);
    if (key === shownFacets) return;
    const dates = ui.filters(now.q).filter(({ field, not }) => field === "date" && !not);
    const timeless = ui.withoutField(now.q, "date");
    try {
      const facets = await index.facets(now.q, { level: now.level });
      // The bars stay when a stretch of them is chosen.
      const all = dates.length && timeless ? await index.facets(timeless, { level: now.level }) : facets;
      if (state.q !== now.q || state.level !== now.level) return;
      shownFacets = key;
      const choose = (value) => {
        draft = false;
        go({ q: ui.within(state.q, "date", value, document.documentElement.lang), n: ui.PAGE });
      };
      const width = Math.min(parts.facets.clientWidth || 260, 480);
      ui.show(parts.facets, ui.histogram(page, all.months, dates.length === 1 ? dates[0].value : "", width, choose), ui.facets(now, facets));
      keepPlace();
    } catch (error) {
      if (state.q === now.q) fail(error);
    }
  }
  parts.aside.addEventListener("toggle", () => {
    if (parts.aside.open && answer) open().then((index) => narrow(index, state), fail);
  });

  /** Nothing is asked. */
  function rest() {
    busy(false);
    finder.hidden = true;
    place.hidden = false;
    ui.show(parts.alert);
    // The server's answer to another question.
    if (place.dataset.answered) ui.show(place);
    parts.status.textContent = "";
  }

  function fail(error) {
    if (!error || !error.key) console.error(error);
    busy(false);
    // The server has answered.
    if (place.dataset.answered && answer === null) return;
    finder.hidden = true;
    place.hidden = false;
    const told = (error && error.key && ui.say(error.key, error.values)) || ui.say("failed");
    ui.show(
      parts.alert,
      make("p", {}, told),
      make("p", {}, ui.button("try_again", run)),
      words("p", "search_elsewhere"),
      make("pre", { dir: "ltr", lang: "en" }, 'warraq search "…"'),
    );
  }

  // The start

  function begin() {
    place.before(parts.status, parts.wait, parts.alert);
    place.after(finder);
    // The levels stand with their counts.
    form.querySelectorAll("p").forEach((extra) => extra.remove());
    unfold();
    box.input.value = state.q;
    box.input.addEventListener("input", (event) => {
      if (event.isComposing) return;
      const q = box.input.value.trim();
      const letters = [...q].length;
      followed = false;
      if (q === state.q || letters === 1) return;
      // Whoever asks it is told.
      if (letters) open().catch(() => {});
      later("typing", state.view === "list" ? PAUSE : 3 * PAUSE, () => go({ q, n: ui.PAGE }, { typing: true }));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timers.typing);
      box.close();
      const q = box.input.value.trim();
      if (q !== state.q) go({ q, n: ui.PAGE });
      draft = false;
    });
    if (!state.q) box.input.focus({ preventScroll: true });
    // Back from an article the reader is where they were, though the list was not there when the page was.
    const before = performance.getEntriesByType("navigation")[0]?.type === "back_forward" ? history.state : null;
    run().then(() => before && scrollTo({ top: before.top }));
    addEventListener("pagehide", () => history.replaceState({ top: scrollY }, ""));
  }

  const box = ui.combobox(form, open, () => go({ q: box.input.value.trim(), n: ui.PAGE }, { typing: true }));
  let begun = false;
  const spoken = () => {
    ui.dress(finder);
    shownFacets = "";
    if (begun) run();
    else begin();
    begun = true;
  };
  if (warraq.lang) spoken();
  document.addEventListener("warraq-language", spoken);
})((globalThis.warraq = globalThis.warraq || {}));
