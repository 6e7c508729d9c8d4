// Mirrors search/pack.py: the files of the static index, from base64 to numbers.
(function (warraq) {
  "use strict";

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte;
  });
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** Four characters that name a content: the lowest 24 bits of its CRC-32. */
  function digest(content) {
    let sum = -1;
    for (let at = 0; at < content.length; at++) sum = TABLE[(sum ^ content.charCodeAt(at)) & 255] ^ (sum >>> 8);
    sum = ~sum;
    return [18, 12, 6, 0].map((shift) => SIGNS[(sum >>> shift) & 63]).join("");
  }

  /** Read LEB128 numbers, each below 2**32. */
  function numbers(bytes) {
    let size = 0;
    for (const byte of bytes) if (byte < 128) size++;
    const found = new Uint32Array(size);
    for (let at = 0, place = 0; at < size; at++) {
      let [value, scale] = [0, 1];
      for (; bytes[place] > 127; place++, scale *= 128) value += (bytes[place] & 127) * scale;
      found[at] = value + bytes[place++] * scale;
    }
    return found;
  }

  async function inflate(content) {
    const packed = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** Open a file's content: its header, with `streams` turned into arrays of numbers. Throws where it is damaged. */
  async function unpack(content) {
    const bytes = await inflate(content);
    const sized = bytes.findIndex((byte) => byte < 128) + 1;
    const [size] = numbers(bytes.subarray(0, sized));
    let end = sized + size;
    const header = JSON.parse(new TextDecoder("windows-1256").decode(bytes.subarray(sized, end)));
    header.streams = header.streams.map((length) => numbers(bytes.subarray(end, (end += length))));
    if (end !== bytes.length) throw new RangeError("a pack of another length");
    return header;
  }

  /** The sums of an array's numbers up to each of them. */
  function summed(values) {
    let sum = 0;
    return Array.from(values, (value) => (sum += value));
  }

  /** How many of the sorted numbers are below one. */
  function below(keys, key) {
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle] < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  warraq.below = below;
  warraq.pack = { digest, unpack, summed };
})((globalThis.warraq = globalThis.warraq || {}));
