/* Reading without a connection, where a page comes from a host: the service worker, and news of a newer version for
   readers who keep the whole archive. From a folder nothing happens: the archive is there already. */
(function (warraq) {
  "use strict";

  const root = new URL("..", warraq.base).href;
  const workers = navigator.serviceWorker;
  if (!workers || !window.caches || !location.protocol.startsWith("http")) return;

  const scope = new URL(root).pathname;
  const LITTLE = 5e6; // bytes that are brought up to date without asking

  workers.register(`${root}sw.js`, { scope }).catch(() => {}); // not here, as under `warraq serve`
  if (!workers.controller) {
    // The first visit: what this page has loaded was not seen by a worker.
    workers.ready.then((registration) => {
      const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
      const keep = [location.href.replace(/[?#].*/, ""), ...parts.filter((name) => name.startsWith(root))];
      registration.active.postMessage({ keep });
    });
  }

  function load() {
    warraq.keeping = warraq.keeping || new Promise((done, fail) => {
      const script = warraq.element("script", { src: warraq.base + "@keep.js@" }, document.head);
      script.onload = () => done(warraq.makeKeeper(root));
      script.onerror = fail;
    });
    return warraq.keeping;
  }

  async function renew() {
    const names = await caches.keys();
    if (!names.some((name) => name.startsWith(`warraq ${scope} whole `))) return;
    const keeper = await load();
    const news = await keeper.news();
    if (!news || !news.kept || news.kept === news.version) return;
    if (news.changed <= LITTLE && !navigator.connection?.saveData) await keeper.take(news);
    else if (!document.querySelector(".keep")) {
      const told = warraq.element("p", {}, document.querySelector(".foot"));
      const link = warraq.element("a", { href: `${root}about.html#keep` }, told);
      link.dataset.t = "keep_older";
      warraq.fill(told);
    }
  }

  renew().catch(() => {}); // no connection: what is kept is read as it is
  if (document.querySelector(".keep")) load().then((keeper) => keeper.show(document.querySelector(".keep")));
})(globalThis.warraq);
