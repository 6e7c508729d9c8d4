// An index of made-up articles, as the search page is handed one, for what a real archive cannot be made to show at
// will: slow answers, late ones, damage, hostile texts, thousands of results. It is put after the engine's own script.
(function (warraq) {
  "use strict";

  const asked = (warraq.asked = []);
  const delays = { بط: 400 }; // the answer to the first letters comes after that to the next
  const wait = (text, answer) =>
    new Promise((done) => setTimeout(() => done(answer), Object.hasOwn(delays, text) ? delays[text] : 5));
  const HOSTILE = '<img src=x onerror="warraq.broken=1">\u202e<b>';

  function size(text) {
    if (/صفر|أصل/u.test(text)) return 0;
    const all = text.includes("وحيد") ? 1 : text.includes("قليل") ? 37 : 8123;
    return Math.ceil(all / 5 ** (text.match(/\p{L}+:/gu) || []).length);
  }

  const month = (at) => `${2011 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  const hit = (text, at) => ({
    id: `made-${at}`,
    score: 100 / (at + 1),
    address: `a/made-${at}.html`,
    anchor: `s${1 + (at % 4)}`,
    title: at === 1 ? HOSTILE : `عنوان ${at}`,
    date: `${month((at * 5) % 48)}-07`,
    source: at === 1 ? HOSTILE : at % 2 ? "بريد المدينة" : 'صحيفة "النهار"',
    category: "محليات",
    snippet: [["قبل الكلمة ", false], [at === 1 ? HOSTILE : "الكتاب", true], [" وبعدها كلام يطول حتى يملأ سطرًا أو سطرين", false]],
    why: [{ word: "كتب", form: at === 1 ? HOSTILE : "الكتاب", level: "lemma" }],
    others: 0,
    copies: [],
  });
  // Which methods were asked to take copies as one.
  const collapsing = (warraq.collapsing = []);
  const told = (method, { collapse }) => collapse && collapsing.push(method);
  // Where copies are taken as one, the fourth result stands for nine articles, one of which nothing is known.
  const copy = (at) => ({
    id: `made-${at}`,
    address: `a/made-${at}.html`,
    title: at === 92 ? HOSTILE : `نسخة ${at}`,
    date: at === 92 ? "" : "2013-05-07",
    source: at === 92 ? "" : at === 91 ? HOSTILE : "بريد المدينة",
  });
  const collapsed = (text, at) => ({ ...hit(text, at), ...(at === 3 ? { others: 8, copies: [90, 91, 92, 93, 94, 95].map(copy) } : {}) });
  const some = (text, total, limit, offset, make) =>
    Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => make(text, at + offset));

  warraq.openIndex = async (base) => {
    asked.push(["openIndex", base]);
    if (location.search.includes("damaged")) {
      throw { key: "search.index_damaged", values: { folder: "index", files: HOSTILE } };
    }
    return {
      search(text, { level, order, limit, offset, collapse }) {
        asked.push(["search", text, level, order, limit, offset]);
        told("search", { collapse });
        const articles = size(text);
        const total = collapse && articles > 8 ? articles - 8 : articles;
        return wait(text, {
          total,
          articles,
          hits: some(text, total, limit, offset, collapse ? collapsed : hit),
          counts: { typed: total >> 2, folded: total >> 1, stem: total >> 1, lemma: total, ...(level === "root" ? { root: total } : {}) },
          suggestions: total ? [] : ["كتاب الأدب", HOSTILE],
          notes: text.endsWith("«") ? ["search.unclosed_quote"] : [],
          level,
        });
      },
      async counts(text, how) {
        told("counts", how);
        asked.push(["counts", text]);
        return { typed: 0, folded: 0, stem: 0, lemma: size(text), root: text.includes("أصل") ? 12 : size(text) * 2 };
      },
      facets(text, { fields, ...how }) {
        told("facets", how);
        asked.push(["facets", text]);
        const total = size(text);
        const share = (values) => values.map((value, at) => [value, Math.ceil(total / (at + 2))]);
        const places = Array.from({ length: 20 }, (_, at) => `مكان رقم ${at}`);
        return wait(text, {
          source: share(["بريد المدينة", 'صحيفة "النهار"', HOSTILE]),
          category: share(["محليات", "ثقافة"]),
          author: [],
          person: share(["سالم النجار"]),
          place: share(places),
          ...(fields?.includes("organization") ? { organization: share(["وزارة الري"]) } : {}),
          months: Array.from({ length: 48 }, (_, at) => [month(at), (at % 7) * 10]),
        });
      },
      complete(prefix, limit) {
        asked.push(["complete", prefix]);
        const words = ["كتاب", "كتابة", "كتابات", "كتب", "بطاقة", "بطولة", "بطل"];
        const answer = words.filter((word) => word.startsWith(prefix)).slice(0, limit).map((word, at) => [word, 90 - at]);
        // A test that makes a list of it says itself when an answer comes.
        return warraq.held ? new Promise((done) => warraq.held.push(() => done(answer))) : wait("", answer);
      },
      concordance(text, { limit, offset, ...how }) {
        told("concordance", how);
        const total = size(text) * 2;
        const ends = ["جيم", "باء", "ألف", "دال"];
        const line = (_, at) => ({
          ...hit(text, at),
          before: `كلام كثير قبل الكلمة المطلوبة ${ends[at % 4]} `,
          word: at === 1 ? HOSTILE : at % 3 ? "الكتاب" : "مكتبات",
          after: ` ${ends[(at + 1) % 4]} وكلام كثير بعدها`,
        });
        return wait(text, { total, lines: some(text, total, limit, offset, line) });
      },
      frequency(text, how) {
        told("frequency", how);
        const months = Array.from({ length: 48 }, (_, at) => [month(at), (at % 7) * 20, (at % 7) * 10, 100]);
        const years = (least) => [[2011, 2012, 2013, 2014].map((year, at) => [year, least + at]), 4 * least + 6];
        return wait(text, { months: size(text) ? months : [], sources: [["بريد المدينة", ...years(5)], ['صحيفة "النهار"', ...years(2)], [HOSTILE, ...years(1)]] });
      },
      about: async () => ({ articles: 8123, copies: true, fields: { source: ["", 90], category: ["", 90], author: ["", 90], person: ["", 9e4], place: ["", 9e4], organization: ["", 3e5] } }),
    };
  };
})(globalThis.warraq);
