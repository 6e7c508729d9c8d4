/* The page of a wrong address, where nobody told it at which address the archive begins: this file is asked for in every
   folder above, and the copy that comes knows. It leads the page's links there and loads what every page has. */
"use strict";
(function () {
  var here = document.currentScript.src;
  if (window.warraqMissing) {
    return;
  }
  window.warraqMissing = true;
  var root = here.replace(/assets\/[^/]*$/, "");
  document.addEventListener("DOMContentLoaded", function () {
    [["a", "href"], ["form", "action"], ["link", "href"]].forEach(function (pair) {
      document.querySelectorAll(pair[0] + "[" + pair[1] + "]").forEach(function (element) {
        var address = element.getAttribute(pair[1]);
        if (/^[a-z]/.test(address) && !/^[a-z]+:/.test(address)) {
          element.setAttribute(pair[1], root + address);
        }
      });
    });
    ["@early.js@", "@site.js@"].forEach(function (name) {
      var script = document.createElement("script");
      script.src = root + "assets/" + name;
      script.async = false;
      document.head.append(script);
    });
  });
})();
