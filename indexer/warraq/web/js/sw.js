/* Reading without a connection: keeps the pages that were read with all they need, and serves the whole archive where
   a reader asked to keep it. Every page is shown from one version of the archive: a kept version is complete before
   the first page of it is shown, and a page that is open stays with the version it came from. */
"use strict";

const SCOPE = self.registration.scope;
const OURS = `warraq ${new URL(SCOPE).pathname} `; // archives may share one host
const READ = `${OURS}read`;
const PINS = `${OURS}pins`;
const WHOLE = `${OURS}whole `; // and the version
const COMPLETE = `${SCOPE}offline.complete`; // in the cache of a version that has all of its files
const PATIENCE = 4000; // milliseconds that a slow network gets where the page is kept
const MOST = 3000; // files kept of what was read
const HOUR = 3600e3;
const HASHED = /\.[0-9a-f]{8,}\.\w+$/; // a name that holds the hash of its content never changes its content
const VERSION = /^\?v=[\w-]+$/; // nor does a part of the index that is asked for by version
const NOT_KEPT = /^(sw\.js|offline[\w.]*\.json|-\/.*)$/;

function nameOf(address) {
  const { pathname, search } = new URL(address);
  const name = pathname.slice(new URL(SCOPE).pathname.length).replace(/(^|\/)$/, "$1index.html");
  return VERSION.test(search) ? name + search : name; // what else is asked, scripts of the page read
}

/* Some hosts leave `.html` out of addresses. */
function namesOf(name) {
  if (name.endsWith(".html")) return [name, name.slice(0, -5)];
  return /\.\w+(\?.*)?$/.test(name) ? [name] : [name, `${name}.html`, `${name}/index.html`];
}

async function stored(cacheName, name) {
  for (const one of namesOf(name)) {
    const found = await caches.match(SCOPE + one, { cacheName });
    if (found) return found;
  }
  return undefined;
}

/* The whole archive */

let versions; // complete ones, the oldest first; asked for again when a page says that they changed
let pins; // which version each open page came from

async function kept() {
  if (!versions) {
    const found = [];
    for (const name of await caches.keys()) {
      if (name.startsWith(WHOLE) && (await caches.match(COMPLETE, { cacheName: name }))) found.push(name);
    }
    versions = found;
  }
  return versions;
}

async function pinned() {
  if (!pins) {
    const saved = await caches.match(SCOPE, { cacheName: PINS });
    pins = new Map(Object.entries(saved ? await saved.json() : {}));
  }
  return pins;
}

/* A page that is opened gets the newest version; what an open page asks for comes from its own. */
async function versionFor(event, all) {
  const known = await pinned();
  if (event.request.mode !== "navigate") return all.includes(known.get(event.clientId)) ? known.get(event.clientId) : all.at(-1);
  known.set(event.resultingClientId, all.at(-1));
  event.waitUntil(tidy(event.resultingClientId));
  return all.at(-1);
}

/* Versions that no open page came from are deleted, the newest excepted. */
async function tidy(opening) {
  const open = new Set((await self.clients.matchAll({ includeUncontrolled: true })).map((client) => client.id));
  for (const client of pins.keys()) if (client !== opening && !open.has(client)) pins.delete(client);
  const used = new Set(pins.values());
  const old = versions ? versions.slice(0, -1).filter((name) => !used.has(name)) : [];
  await Promise.all(old.map((name) => caches.delete(name)));
  if (old.length) versions = undefined;
  if (!ended) await (await caches.open(PINS)).put(SCOPE, new Response(JSON.stringify(Object.fromEntries(pins))));
}

async function fromWhole(event, name, all) {
  const own = await versionFor(event, all);
  const found = await stored(own, name.replace(/\?.*/, "")); // the version of a part is that of its archive
  if (found || !HASHED.test(name)) return found;
  for (const other of all) {
    const same = other !== own && (await stored(other, name));
    if (same) return same;
  }
  return undefined;
}

/* What was read */

let writes = 0;

async function keep(name, response) {
  if (ended || !response.ok || response.type !== "basic" || response.redirected) return;
  const store = await caches.open(READ);
  await store.put(SCOPE + name, response);
  if (++writes % 50 === 0) {
    const all = await store.keys();
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((request) => store.delete(request)));
  }
}

async function fromNetwork(event, name) {
  const response = await fetch(event.request);
  event.waitUntil(keep(name, response.clone()).catch(() => {})); // a full disk is no reason not to read
  return response;
}

async function read(event, name) {
  const before = await stored(READ, name);
  if (before && (HASHED.test(name) || name.includes("?"))) return before;
  const fresh = fromNetwork(event, name);
  if (!before) return fresh;
  const slow = new Promise((done) => setTimeout(done, PATIENCE, before));
  const good = fresh.then((response) => (response.status < 500 ? response : before));
  return Promise.race([good.catch(() => before), slow]);
}

/* What to show where there is neither a network nor a kept page: a page of the root, whose links are led back to it. */
async function nothing(event) {
  const page = event.request.mode === "navigate" && (await stored(READ, "offline.html"));
  if (!page) return Response.error();
  const home = new URL(SCOPE).pathname;
  const html = (await page.text()).replace(/ (href|src|action)=(?=[\w.])(?!\w+:)/g, ` $1=${home}`);
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function whole(event, name) {
  const all = await kept();
  return all.length ? fromWhole(event, name, all) : undefined;
}

async function answer(event, name) {
  const found = await whole(event, name);
  return found ?? read(event, name).catch(async () => {
    versions = undefined; // one may have been completed since, and the word of it still be on its way
    return (await whole(event, name)) ?? nothing(event);
  });
}

/* An archive that is no longer published for keeping leaves nothing behind. */
let checked = 0;
let ended = false;

async function check() {
  if (ended) await self.registration.unregister(); // a page that was kept may have registered it again
  if (Date.now() - checked < HOUR) return;
  checked = Date.now();
  const response = await fetch(`${SCOPE}offline.json`, { cache: "no-store" });
  if (response.status !== 404 && response.status !== 410) return;
  ended = true;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("fetch", (event) => {
  const { method, url, headers, mode, cache } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE) || headers.has("range")) return;
  if (mode !== "navigate" && cache === "reload") return; // asked for as it is on the host: `keep.js`
  const name = nameOf(url);
  if (NOT_KEPT.test(name)) return;
  if (mode === "navigate") event.waitUntil(check().catch(() => {}));
  if (ended) return;
  event.respondWith(answer(event, name));
});

self.addEventListener("message", (event) => {
  if (event.data.changed) versions = undefined;
  const fetched = (event.data.keep || []).map(async (address) => keep(nameOf(address), await fetch(address)));
  event.waitUntil(Promise.allSettled(fetched));
});

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const page = await fetch(`${SCOPE}offline.html`, { cache: "no-cache" });
      const html = await page.clone().text();
      await keep("offline.html", page);
      const needed = [...html.matchAll(/(?:href|src)=(assets\/[\w.-]+)/g)].map((match) => match[1]);
      await Promise.all(needed.map(async (name) => keep(name, await fetch(SCOPE + name))));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
