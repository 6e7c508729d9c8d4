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
  /* Fonts asked for early arrive before the first line is shown. From a folder browsers refuse this, and an optional font
     would never be shown: there it is waited for, as long as a disk takes. */
  [["@amiri-regular.woff2@", "400"], ["@amiri-bold.woff2@", "700"]].forEach(function (font) {
    if (location.protocol === "file:") {
      if (typeof FontFace === "function") {
        document.fonts.add(new FontFace("Amiri", "url(" + base + font[0] + ")", { weight: font[1], display: "block" }));
      }
    } else {
      var link = document.createElement("link");
      link.rel = "preload";
      link.as = "font";
      link.type = "font/woff2";
      link.crossOrigin = "";
      link.href = base + font[0];
      document.head.append(link);
    }
  });
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
