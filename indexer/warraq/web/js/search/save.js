// Answers as files to keep: CSV, JSON, BibTeX and RIS. Pure texts from plain data; only `save` touches the page.
(function (warraq) {
  "use strict";

  const ui = (warraq.ui = warraq.ui || {});
  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const { line } = ui;
  const told = (date) => /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) || [];
  const snippet = (hit) => (hit.snippet || []).map(([text]) => text).join("");

  /** Rows as CSV (RFC 4180) in UTF-8 with the mark that Excel wants. What a spreadsheet would run as a formula gets an apostrophe. */
  ui.csv = (rows) =>
    "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");

  function cell(value) {
    if (typeof value === "number") return String(value);
    const text = line(value);
    const safe = /^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** `url(address)` gives the whole address of a page, or nothing where the site has none. */
  ui.formats = {
    csv: {
      type: "text/csv",
      make: (hits, { url }) =>
        ui.csv([
          ["id", "title", "author", "source", "date", "category", "score", "url", "snippet", "copies"],
          ...hits.map((hit) => [hit.id, hit.title, hit.author, hit.source, hit.date, hit.category, hit.score, url(hit) || hit.address, snippet(hit), hit.others || 0]),
        ]),
    },
    json: {
      type: "application/json",
      make: (hits, { url, query, level, total, articles, counts }) =>
        JSON.stringify(
          {
            query,
            level,
            total,
            articles,
            levels: counts,
            hits: hits.map((hit) => ({
              id: hit.id,
              title: hit.title,
              author: hit.author,
              url: url(hit) || hit.address,
              date: hit.date,
              source: hit.source,
              category: hit.category,
              score: hit.score,
              snippet: snippet(hit),
              why: hit.why,
              copies: (hit.copies || []).map(({ id }) => id),
            })),
          },
          null,
          1,
        ) + "\n",
    },
    bib: { type: "application/x-bibtex", make: (hits, about) => hits.map((hit) => bibtex(hit, about)).join("\n\n") + "\n" },
    ris: { type: "application/x-research-info-systems", make: (hits, about) => hits.map((hit) => ris(hit, about)).join("") },
  };

  // As `as_bibtex` of cite.py; an article's file name is made for what a key may hold.
  function bibtex(hit, { url, site }) {
    const braced = (text) => `{${line(text).replace(/[{}\\]/g, "").replace(/[#$%&_]/g, "\\$&")}}`;
    const [, year, month, day] = told(hit.date);
    const address = url(hit);
    const fields = {
      author: hit.author && `{${braced(hit.author)}}`,
      title: `{${braced(hit.title)}}`,
      journal: hit.source && braced(hit.source),
      year: year && `{${year}}`,
      month: month && MONTHS[month - 1],
      day: day && `{${Number(day)}}`,
      note: braced(site),
      url: address && `{${line(address).replace(/[{}\\]/g, "")}}`,
      language: "{arabic}",
    };
    const key = hit.address.replace(/^.*\/|\.html$/g, "").replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-+|-+$/g, "");
    const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = ${value}`);
    return `@${hit.source ? "article" : "misc"}{${key},\n${lines.join(",\n")}\n}`;
  }

  // The tags are those of the RIS specification (2011); a line ends with CR LF.
  function ris(hit, { url, site }) {
    const [, year, month, day] = told(hit.date);
    const fields = [
      ["TY", "NEWS"],
      ["AU", hit.author],
      ["TI", hit.title],
      ["T2", hit.source],
      ["PY", year],
      ["DA", year && `${year}/${month || ""}/${day || ""}/`],
      ["DB", site],
      ["ID", hit.id],
      ["LA", "ar"],
      ["UR", url(hit)],
    ];
    const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${line(value)}\r\n`);
    return `${lines.join("")}ER  - \r\n\r\n`;
  }

  /** Hand a text over as a file. */
  ui.save = function (name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = ui.make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };
})((globalThis.warraq = globalThis.warraq || {}));
