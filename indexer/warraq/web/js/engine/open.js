// How a page asks an archive's index: the engine works beside the page where the browser allows, else within it.
(function (warraq) {
  "use strict";

  const waiting = new Map();

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
        script.src = `${base}${name}.js${version ? `?v=${version}` : ""}`;
        script.onload = () => {
          script.remove();
          settle(name, ""); // a script that handed nothing over is no file of ours
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
    onmessage = async ({ data }) => {
      if ("file" in data) {
        for (const { done, fail } of asked.get(data.file) ?? []) data.failed ? fail(data.file) : done(data.content);
        asked.delete(data.file);
        return;
      }
      try {
        opening = opening ?? warraq.makeIndex(warraq.rules, load);
        const index = await opening;
        const answer = data.method ? await index[data.method](...data.given) : Object.keys(index);
        postMessage({ id: data.id, answer });
      } catch (error) {
        postMessage({ id: data.id, error: told(error) });
      }
    };
  };

  function viaWorker(load) {
    const source = `globalThis.warraq={};(${warraq.engine})();warraq.serveIndex();`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const asked = new Map();
    let next = 0;
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
    const ask = (method, given) => new Promise((done, fail) => {
      asked.set(next, { done, fail });
      worker.postMessage({ id: next++, method, given });
    });
    const broken = new Promise((_, fail) => {
      worker.onerror = (event) => {
        event.preventDefault();
        fail(new Error("worker"));
      };
    });
    return Promise.race([ask(), broken]).then((methods) => {
      return Object.fromEntries(methods.map((method) => [method, (...given) => ask(method, given)]));
    });
  }

  const opened = new Map();

  /**
   * Open the index in the folder at `base`, once: its methods are those of `makeIndex`. Fails with `{key, values}`, a
   * message of ours, where it cannot be used.
   */
  warraq.openIndex = function (base) {
    if (!opened.has(base)) {
      const load = loader(base);
      const beside = typeof Worker === "function" && warraq.engine ? viaWorker(load) : Promise.reject(new Error());
      const opening = beside.catch((error) => {
        if (error.key) throw error;
        return warraq.makeIndex(warraq.rules, load);
      });
      opening.catch(() => opened.delete(base));
      opened.set(base, opening);
    }
    return opened.get(base);
  };
})((globalThis.warraq = globalThis.warraq || {}));
