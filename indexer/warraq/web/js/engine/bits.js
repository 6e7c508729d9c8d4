// Mirrors search/bits.py: whole numbers in no more bits than they need.
(function (warraq) {
  "use strict";

  /** The divisor for the steps between so many places in a room. */
  warraq.divisor = (room, places) => Math.floor((7 * room) / (10 * (places + 1))) + 1;

  /** The room for the positions in an article of so many words: eight and a sixteenth more, with two binary digits. */
  warraq.room = function (words) {
    const least = words + (words >> 4) + 8;
    const unit = 2 ** (30 - Math.clz32(least));
    return Math.ceil(least / unit) * unit;
  };

  /** Read bytes bit by bit: `below(bound)` and `golomb(divisor)` give the next number; beyond the end all is 0. */
  warraq.makeBits = function (bytes) {
    let at = 0;
    const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;

    function below(bound) {
      const size = 32 - Math.clz32(bound - 1);
      const short = 2 ** size - bound;
      let rest = 0;
      for (let left = size; left > 1; left--) rest = 2 * rest + bit();
      return !size || rest < short ? rest : 2 * rest + bit() - short;
    }

    function golomb(divisor) {
      let often = 0;
      while (bit()) often++;
      return often * divisor + below(divisor);
    }

    return { below, golomb };
  };
})((globalThis.warraq = globalThis.warraq || {}));
