// Mirrors search/pack.py: the files of the static index, from a script's text to items and numbers.
(function (warraq) {
  "use strict";

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte;
  });
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  const OFTEN = " الم, الأ, ال, في, من, و, م, ف, ب, أ, ع, ل, ت, ك, إ, ي,ال,ية,ان,ين,ات,ار,ام,ول,لى,ها".split(",");

  /** The bytes that a file hands over: 16 bits a letter, or the 15 beside the fifth where it begins with 11010. */
  function carried(content) {
    const bytes = new Uint8Array(2 * content.length);
    let [held, bits, size] = [0, 0, 0];
    for (let at = 0; at < content.length; at++) {
      const unit = content.charCodeAt(at);
      const short = unit >> 11 === 26;
      held = short ? (held << 15) | (13 << 11) | (unit & 2047) : (held << 16) | unit;
      for (bits += short ? 15 : 16; bits > 7; bits -= 8) bytes[size++] = held >> (bits - 8);
    }
    return bytes.subarray(0, Math.max(bytes.lastIndexOf(128), 0));
  }

  /** The content of a file, and its version: four characters for the lowest 24 bits of the CRC-32, altered by the seal before it. */
  function unsealed(carried) {
    const bytes = carried.subarray(3);
    let sum = -1;
    for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
    sum = ~sum ^ ((carried[0] << 16) | (carried[1] << 8) | carried[2]);
    return { bytes, version: [18, 12, 6, 0].map((shift) => SIGNS[(sum >>> shift) & 63]).join("") };
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

  async function inflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function unescaped(item) {
    return item.replace(/[\x01-\x08\x0e-\x1f]|\\u(....)/g, (sign, code) => {
      if (code) return String.fromCharCode(parseInt(code, 16));
      const place = sign.charCodeAt(0);
      return OFTEN[place < 9 ? place - 1 : place - 6];
    });
  }

  /** Take a pack apart: `{texts, streams}`, lists of items and bytes. Throws where it is none. */
  function parts(bytes) {
    let end = 0;
    const number = () => {
      const first = end;
      while (bytes[end++] > 127);
      return numbers(bytes.subarray(first, end))[0];
    };
    const counts = [number(), number()];
    if (!(counts[0] + counts[1] < bytes.length)) throw new RangeError("no pack");
    const sizes = counts.map((count) => Array.from({ length: count }, number));
    const part = (size) => bytes.subarray(end, (end += size));
    const decoder = new TextDecoder("windows-1256");
    const texts = sizes[0].map((size) => (size ? decoder.decode(part(size)).split("\0").map(unescaped) : []));
    const streams = sizes[1].map(part);
    if (end !== bytes.length) throw new RangeError("a pack of another length");
    return { texts, streams };
  }

  /** Open a file's bytes: texts, and streams as arrays of numbers and as `bytes`. Throws where they are damaged. */
  async function unpack(content) {
    const { texts, streams } = parts(await inflate(content));
    return { texts, streams: streams.map(numbers), bytes: streams };
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
  warraq.pack = { carried, unsealed, parts, unpack };
})((globalThis.warraq = globalThis.warraq || {}));
