// How a page asks an archive's index: the engine works beside the page where the browser allows, else within it.
(function (warraq) {
  "use strict";

  const waiting = new Map();
  // The script of words that the archive does not have, without its ending.
  const UNKNOWN = "@unknown.js@".slice(0, -3);
  // What a worker answers that cannot do without it.
  const MORE = "more";

  function settle(name, content) {
    waiting.get(name)?.done(content);
    waiting.delete(name);
  }

  /** Called by each file of an index when it is loaded. */
  warraq.file = (content) => settle(document.currentScript.dataset.file, content);

  /** Load a file by a script element, the one way that works from a folder too. */
  function loader(base) {
    return (name, version) => {
      if (!waiting.has(name)) {
        const promise = {};
        promise.content = new Promise((done, fail) => Object.assign(promise, { done, fail }));
        waiting.set(name, promise);
        const script = document.createElement("script");
        script.dataset.file = name;
        script.src = `${base}${name}.js` + (version ? `?v=${version}` : "");
        script.onload = () => {
          script.remove();
          // A script that handed nothing over is no file of ours; where it did, another worker may be waiting for the next.
          if (waiting.get(name) === promise) settle(name, "");
        };
        script.onerror = () => {
          script.remove();
          waiting.delete(name);
          promise.fail(new Error(name));
        };
        document.head.append(script);
      }
      return waiting.get(name).content;
    };
  }

  const told = (error) => ({ key: error.key ?? "search_failed", values: error.values ?? {}, text: String(error) });

  /** Within a worker: answer what the page asks. */
  warraq.serveIndex = function () {
    const asked = new Map();
    let opening;
    const load = (name, version) => new Promise((done, fail) => {
      asked.set(name, [...(asked.get(name) ?? []), { done, fail }]);
      postMessage({ load: name, version });
    });
    const more = () => Promise.reject({ key: MORE });
    onmessage = async ({ data }) => {
      if ("file" in data) {
        for (const { done, fail } of asked.get(data.file) ?? []) data.failed ? fail(data.file) : done(data.content);
        asked.delete(data.file);
        return;
      }
      try {
        opening = opening ?? warraq.makeIndex(warraq.rules, load, more);
        const index = await opening;
        const answer = data.method ? await index[data.method](...data.given) : Object.keys(index);
        postMessage({ id: data.id, answer });
      } catch (error) {
        postMessage({ id: data.id, error: told(error) });
      }
    };
  };

  /** Start a worker on the engine's scripts that are there: `{ask, end}`. */
  function started(load) {
    const scripts = [warraq.engine, warraq.unknown].filter(Boolean).map((script) => `(${script})();`);
    const source = `globalThis.warraq={};${scripts.join("")}warraq.serveIndex();`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const asked = new Map();
    let next = 0;
    const refuse = (error) => asked.forEach(({ fail }) => fail(error));
    worker.onmessage = ({ data }) => {
      if ("load" in data) {
        load(data.load, data.version).then(
          (content) => worker.postMessage({ file: data.load, content }),
          () => worker.postMessage({ file: data.load, failed: true }),
        );
        return;
      }
      const { done, fail } = asked.get(data.id);
      asked.delete(data.id);
      if (data.error) fail(Object.assign(new Error(data.error.text), data.error));
      else done(data.answer);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      refuse(new Error("worker"));
    };
    const ask = (method, given) => new Promise((done, fail) => {
      asked.set(next, { done, fail });
      worker.postMessage({ id: next++, method, given });
    });
    function end() {
      worker.terminate();
      refuse({ key: MORE }); // they are asked again of the one that follows
    }
    return { ask, end };
  }

  /**
   * Open an index in a worker. No script can be added to one that runs (the pages' policy allows no text as a script, and
   * a folder's worker no file), so a question that needs more of them is asked of another worker, which takes its place.
   */
  async function beside(load, more) {
    const held = new Map(); // what the first worker was handed, which the other asks for again
    const hold = (name, version) => held.set(name, load(name, version)).get(name);
    function again(name, version) {
      const before = held.get(name);
      held.delete(name); // what failed may be asked for again
      return before ?? load(name, version);
    }
    let worker = started(hold);
    const methods = await worker.ask();
    let growing;
    function grow() {
      growing ??= more().then(
        () => {
          worker.end();
          worker = started(again);
        },
        (error) => {
          growing = undefined; // a lost connection may come back
          throw error;
        },
      );
      return growing;
    }
    async function ask(method, given) {
      try {
        return await worker.ask(method, given);
      } catch (error) {
        if (error.key !== MORE) throw error;
        await grow();
        return worker.ask(method, given);
      }
    }
    return Object.fromEntries(methods.map((method) => [method, (...given) => ask(method, given)]));
  }

  const opened = new Map();

  /**
   * Open the index in the folder at `base`, once: its methods are those of `makeIndex`. Fails with `{key, values}`, a
   * message of ours, where it cannot be used.
   */
  warraq.openIndex = function (base) {
    if (!opened.has(base)) {
      const load = loader(base);
      const more = () => loader(warraq.base)(UNKNOWN).catch(() => {
        throw Object.assign(new Error(UNKNOWN), { key: "search_missing", values: { file: "unknown.js" } });
      });
      const opening = beside(load, more).catch((error) => {
        if (error.key) throw error;
        return warraq.makeIndex(warraq.rules, load, more); // no worker can be had
      });
      opening.catch(() => opened.delete(base));
      opened.set(base, opening);
    }
    return opened.get(base);
  };
})((globalThis.warraq = globalThis.warraq || {}));
