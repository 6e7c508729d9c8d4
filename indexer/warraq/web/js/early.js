/* Runs before anything is painted: what the reader chose last time, so that nothing changes under their eyes. */
"use strict";
var warraq = (function () {
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem("warraq")) || {};
  } catch (error) {
    /* No storage, or not ours: every choice has a default. */
  }
  var root = document.documentElement;
  var base = document.currentScript.src.replace(/[^/]*$/, "");
  if (chosen.scheme) {
    root.dataset.scheme = chosen.scheme;
  }
  /* Fonts asked for early arrive before the first line is shown. From a folder browsers refuse this, and load at once. */
  if (location.protocol !== "file:") {
    ["@amiri-regular.woff2@", "@amiri-bold.woff2@"].forEach(function (name) {
      var link = document.createElement("link");
      link.rel = "preload";
      link.as = "font";
      link.type = "font/woff2";
      link.crossOrigin = "";
      link.href = base + name;
      document.head.append(link);
    });
  }
  return {
    base: base,
    chosen: chosen,
    choose: function (name, value) {
      chosen[name] = value;
      try {
        localStorage.setItem("warraq", JSON.stringify(chosen));
      } catch (error) {
        /* Then it holds for this page only. */
      }
    },
  };
})();
