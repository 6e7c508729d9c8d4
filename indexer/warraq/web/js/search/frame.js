// What is on the page: the parts around every view of an answer, and what they say of it.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const { make, words } = ui;
  // Milliseconds before a changed count is told to readers of the screen.
  const CALM = 600;
  // Before the first answer is said to be on its way.
  const LONG = 500;

  const part = (name, key, attributes) => make(name, { class: key, ...attributes });

  /** A function that does what it is given after a while, unless it is given another action of the same name before. */
  ui.makeLater = function () {
    const timers = {};
    return (name, wait, action) => {
      clearTimeout(timers[name]);
      timers[name] = action && setTimeout(action, wait);
    };
  };

  /** Make the parts of the page around `place`, where its server may have answered: the one who shows them says when. */
  ui.makeFrame = function (page, place) {
    const main = document.getElementById("main");
    const wide = matchMedia("(min-width: 60rem)");
    const later = ui.makeLater();
    const parts = {
      chips: part("ul", "chips", { "data-l": "filters" }),
      status: part("p", "hidden", { role: "status" }),
      wait: words("p", "searching", undefined, { class: "hint", hidden: true }),
      alert: part("div", "note", { role: "alert" }),
      count: part("h2", "count", { tabindex: -1 }),
      notes: part("div", "notes"),
      advice: words("p", "found_nothing"),
      collapse: part("div", "collapsing"),
      levels: part("nav", "letters levels", { "data-l": "level" }),
      bar: part("div", "bar-of-views"),
      hits: part("ol", "cards", { id: "hits", lang: "ar", dir: "rtl", "aria-busy": "true" }),
      view: part("div", "view"),
      more: words("button", "more_results", undefined, { type: "button", class: "more", hidden: true }),
      facets: part("div", "groups"),
    };
    parts.aside = make("details", { class: "facets", hidden: true }, words("summary", "narrow"), parts.facets);
    parts.pane = make("div", { class: "pane" }, parts.bar, parts.hits, parts.view, parts.more);
    parts.finder = make(
      "div",
      { class: "finder", hidden: true },
      parts.chips,
      make("div", { class: "told-of" }, parts.count, parts.collapse, parts.notes),
      parts.levels,
      make("div", { class: "columns" }, parts.pane, parts.aside),
    );

    function begin() {
      place.before(parts.status, parts.wait, parts.alert);
      place.after(parts.finder);
      const unfold = () => (parts.aside.open = wide.matches);
      wide.addEventListener("change", unfold);
      unfold();
    }

    function busy(is) {
      parts.hits.setAttribute("aria-busy", is);
      place.querySelectorAll("ol").forEach((list) => list.setAttribute("aria-busy", is));
      main.classList.toggle("asking", is);
      parts.wait.hidden = true;
      later("wait", LONG, () => (parts.wait.hidden = !is || !parts.finder.hidden));
    }

    /**
     * Show what stands around every view; `files` lets the
     * results be taken away, `collapsing` their copies be taken as one; `calm` tells of a reader who is typing.
     */
    function answered(now, found, { files, collapsing }, calm) {
      place.hidden = true;
      parts.finder.hidden = false;
      ui.show(parts.alert);
      ui.show(parts.chips, ui.chips(page, now));
      const folded = found.articles > found.total;
      const key = folded ? "found_reports" : "found";
      ui.show(parts.count, words("span", key, found.total), ...(folded ? [" ", words("small", "in_articles", found.articles)] : []));
      ui.show(
        parts.notes,
        found.notes.map((note) => words("p", note, undefined, { class: "hint" })),
        ui.suggestions(now, found.suggestions),
        !found.total && parts.advice,
      );
      ui.show(parts.collapse, collapsing);
      levels(now, found.counts);
      requestAnimationFrame(() => center(parts.levels)); // its place is known by then: to ask now would have all laid out at once
      ui.show(parts.bar, found.total > 0 && [ui.views(now), ...(now.view === "list" ? [ui.listOrders(now), files] : [])]);
      parts.bar.hidden = !found.total;
      later("status", calm ? CALM : 0, () => {
        const told = warraq.say(key, found.total);
        if (parts.status.textContent !== told) parts.status.textContent = told;
      });
    }

    /** Show what each level finds; where none finds anything, they are no way out. */
    function levels(now, counts) {
      const some = Object.values(counts).some(Boolean);
      parts.advice.dataset.t = some ? "found_wider" : "found_nothing";
      ui.dress(parts.notes);
      ui.show(parts.levels, some && ui.levels(now, counts));
    }

    // On a phone the levels are a strip; the one in use is to be seen.
    function center(strip) {
      if (wide.matches) return;
      const [own, all] = [strip.querySelector("[aria-current]"), strip].map((node) => node?.getBoundingClientRect());
      if (own) strip.scrollBy({ left: own.left + own.width / 2 - all.left - all.width / 2 });
    }

    /** Offer more of a view, where there is more. */
    function proceed(view, possible, action) {
      parts.more.hidden = !possible;
      parts.more.dataset.t = view === "list" ? "more_results" : "more_lines";
      ui.dress(parts.pane);
      parts.more.onclick = possible ? action : null;
    }

    /** Show the page as it is where nothing is asked. */
    function rest() {
      busy(false);
      parts.finder.hidden = true;
      place.hidden = false;
      ui.show(parts.alert);
      // The server's answer to another question.
      if (place.dataset.answered) ui.show(place);
      parts.status.textContent = "";
    }

    /** Tell what went wrong; `again` is another try. */
    function failed(error, again) {
      parts.finder.hidden = true;
      place.hidden = false;
      const told = (error && error.key && ui.say(error.key, error.values)) || ui.say("failed");
      ui.show(
        parts.alert,
        make("p", {}, told),
        make("p", {}, ui.button("try_again", again)),
        words("p", "search_elsewhere"),
        make("pre", { dir: "ltr", lang: "en" }, 'warraq search "…"'),
      );
    }

    return { parts, begin, busy, answered, levels, proceed, rest, failed };
  };
})((globalThis.warraq = globalThis.warraq || {}));
