/* Keeping the whole archive on the reader's device, and bringing it up to date. A version is one cache; it counts only
   when it has all of its files, each with the content that the build wrote. */
(function (warraq) {
  "use strict";

  const SIDE_BY_SIDE = 8; // requests at a time
  const { element, say } = warraq;

  async function digest(body) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    return [...hash.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Make the keeper of the archive at `root`: `{news, take, show}`. */
  warraq.makeKeeper = function (root) {
    const ours = `warraq ${new URL(root).pathname} `;
    const WHOLE = `${ours}whole `;
    const COMPLETE = `${root}offline.complete`;
    const LIST = `${root}offline.list`;
    const json = async (name, cache) => {
      const response = await fetch(root + name, { cache });
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return response.json();
    };
    const ready = () => navigator.serviceWorker.controller?.postMessage({ changed: true });

    /* The newest version that is kept whole: its name and its files with their hashes. */
    async function whole() {
      const names = (await caches.keys()).filter((name) => name.startsWith(WHOLE)).reverse();
      for (const name of names) {
        const cache = await caches.open(name);
        if (await cache.match(COMPLETE)) return { cache, version: name.slice(WHOLE.length), files: await (await cache.match(LIST)).json() };
      }
      return null;
    }

    /** What is published and what is kept: `{version, files, bytes, list, kept, changed}`; `changed` in bytes. */
    async function news() {
      const there = await json("offline.json", "no-store");
      const here = await whole();
      let changed = there.bytes;
      if (here && here.version !== there.version) {
        const list = await json(there.list, "default");
        changed = Object.entries(list).reduce((sum, [name, [hash, size]]) => sum + (here.files[name]?.[0] === hash ? 0 : size), 0);
      }
      return { ...there, kept: here?.version, changed };
    }

    /**
     * Take a version in whole: what the version kept before has is copied, the rest is fetched and compared with its
     * hash. What an interrupted attempt has left is used. `told(bytes)` is called with the bytes that are there.
     */
    async function take(there, told = () => {}, signal = undefined) {
      const list = await json(there.list, "default");
      const before = await whole();
      const cache = await caches.open(WHOLE + there.version);
      const have = new Set((await cache.keys()).map((request) => request.url));
      const waiting = Object.entries(list);
      let bytes = 0;

      async function get(name, hash) {
        if (have.has(root + name)) return;
        const old = before?.files[name]?.[0] === hash && (await before.cache.match(root + name));
        if (old) {
          await cache.put(root + name, old);
          return;
        }
        const response = await fetch(root + name, { cache: "reload", signal });
        const body = await response.arrayBuffer();
        if (!response.ok || (await digest(body)) !== hash) throw new Error(`${name} is not of this version`);
        const headers = { "Content-Type": response.headers.get("Content-Type") || "application/octet-stream" };
        await cache.put(root + name, new Response(body, { headers }));
      }

      async function work() {
        while (waiting.length) {
          signal?.throwIfAborted();
          const [name, [hash, size]] = waiting.pop();
          await get(name, hash);
          bytes += size;
          told(bytes);
        }
      }

      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
      await cache.put(LIST, new Response(JSON.stringify(list)));
      await cache.put(COMPLETE, new Response(""));
      ready();
    }

    /** Delete what is kept; all of it, or the whole archive alone. */
    async function forget(prefix = ours) {
      for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
      ready();
    }

    /* The part of the page about it */

    const megabytes = (bytes) => (bytes / 1e6).toLocaleString("en", { maximumFractionDigits: bytes < 1e7 ? 1 : 0 });

    /** Show what is kept and what can be done, in a part of a page. */
    function show(part) {
      const status = element("p", {}, part);
      status.setAttribute("role", "status");
      const bar = element("progress", { hidden: true }, part);
      bar.dataset.l = "keep_progress";
      const buttons = element("p", { className: "ways" }, part);
      let there;
      let stop;
      let key; // what is told, said again when the language changes

      function tell(next, bytes = 0, files = 0) {
        key = [next, bytes, files];
        status.textContent = say(next).replace("{size}", megabytes(bytes)).replace("{files}", files.toLocaleString("en"));
      }

      function button(name, action) {
        const made = element("button", { type: "button" }, buttons);
        made.dataset.t = name;
        made.addEventListener("click", action);
      }

      async function start() {
        stop = new AbortController();
        bar.hidden = false;
        bar.max = there.bytes;
        bar.value = 0;
        tell("keep_working", there.changed);
        offer();
        try {
          navigator.storage?.persist?.();
          const room = await navigator.storage?.estimate?.();
          if (room && room.quota - room.usage < there.changed) throw new RangeError("no room");
          await take(there, (bytes) => (bar.value = bytes), stop.signal);
          await look();
        } catch (error) {
          const cancelled = stop.signal.aborted;
          if (cancelled) await caches.delete(WHOLE + there.version);
          else stop.abort();
          await look();
          if (!cancelled) tell(error instanceof RangeError ? "keep_no_room" : "keep_failed");
        } finally {
          stop = null;
          bar.hidden = true;
          offer();
        }
      }

      function offer() {
        buttons.replaceChildren();
        if (stop) button("keep_cancel", () => stop.abort());
        else {
          if (there && there.kept !== there.version) button(there.kept ? "keep_update" : "keep_all", start);
          button("keep_forget", async () => {
            await forget();
            await look();
          });
        }
        warraq.fill(buttons);
      }

      async function look() {
        try {
          there = await news();
          if (!there.kept) tell("keep_size", there.bytes, there.files);
          else if (there.kept === there.version) tell("keep_done", there.bytes, there.files);
          else tell("keep_old", there.changed);
        } catch (error) {
          there = null;
          tell((await whole()) ? "keep_offline" : "keep_unknown");
        }
        offer();
      }

      document.addEventListener("warraq-language", () => key && tell(...key));
      warraq.fill(part);
      part.hidden = false;
      look();
    }

    return { news, take, show };
  };
})(globalThis.warraq);
