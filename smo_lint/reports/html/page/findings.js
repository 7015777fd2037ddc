/* A finding as a card, and all of them as a table. */

function findingCard(f, skeleton) {
  const rule = ruleOf(f), level = D.severities[F.severity[f]], edition = F.edition[f];
  const source = address(edition, F.line[f]);
  const place = `${E.path[edition]}:${F.line[f]}:${F.column[f]}`;
  const there = F.related[f].map(([other, line, note]) => {
    const text = `${L[E.language[other]] || E.path[other]}:${line}${note ? ` ${note}` : ""}`, to = address(other, line);
    return to ? el("a", { href: to, rel: "noreferrer" }, text) : el("span", {}, text);
  });
  const fix = F.fix[f];
  return el(
    "article",
    { class: `finding ${level}${state.finding === F.fingerprint[f] ? " current" : ""}`, "data-finding": F.fingerprint[f], "aria-label": `${level} ${rule.code}` },
    el("p", { class: "message" }, el("span", { class: "sign" }, `${SIGNS[F.severity[f]]} ${level}`), " ",
      view({ class: "code", title: rule.name }, { screen: "rules", page: rule.code, finding: "", sort: "" }, rule.code), " ", ...isolated(F.message[f])),
    el("p", { class: "weak" }, source ? el("a", { href: source, rel: "noreferrer" }, place) : el("span", { class: "path" }, place),
      ...there.slice(0, 4).flatMap((other) => [" ↔ ", other])),
    voicesOf(f),
    fix ? el("p", { class: "weak" }, `Fix: ${fix[0]} (${fix[1] ? "smo-lint --fix" : "smo-lint --fix --unsafe-fixes"})`) : null,
    el("p", { class: "actions" },
      view({ class: "quiet" }, { screen: "article", article: A[articleOf(f)].key, finding: F.fingerprint[f] }, skeleton ? "Link to this" : "Show in the article"),
      copier("Copy ignore comment", () => `<!-- smo-lint-ignore ${rule.code} -- reason -->`, "Ignore comment copied")),
  );
}

/** Where editions vote: which of them say so. */
function voicesOf(f) {
  const voices = F.voices[f];
  if (!voices.length) return null;
  const article = articleOf(f), own = languageOf(f);
  const others = L.map((_, l) => l).filter((l) => l !== own && editionAt(article, l) >= 0).map((l) => L[l]);
  return el("p", { class: "weak votes" }, `${voices.length} of ${others.length} say so: `,
    ...others.flatMap((tag) => [el("span", { class: voices.includes(tag) ? "yes" : "no" }, `${tag} ${voices.includes(tag) ? "✓" : "✗"}`), " "]));
}

const ORDERS = {
  severity: (f) => F.severity[f],
  code: (f) => F.rule[f],
  language: (f) => languageOf(f),
  place: (f) => f,
  message: (f) => F.message[f],
};

function sortedFindings() {
  const found = findings(), key = state.sort.replace(/^-/, ""), sign = state.sort.startsWith("-") ? -1 : 1;
  const order = ORDERS[key];
  if (!order) return found;
  const keys = new Map(found.map((f) => [f, order(f)]));
  const compare = (a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : 0);
  return [...found].sort((a, b) => sign * compare(a, b) || a - b);
}

function list(main) {
  const found = sortedFindings();
  const table = el(
    "table",
    { class: "list", "aria-rowcount": found.length + 1 },
    el("thead", {}, el("tr", {}, sorter("severity", "Severity", { class: "severity" }), sorter("code", "Rule", { class: "rule" }), sorter("language", "Language", { class: "language" }), sorter("place", "Place", { class: "place" }, "place"), sorter("message", "Message", { class: "message" }))),
    el("tbody"),
  );
  const scroller = scrolled(table, "Findings");
  main.replaceChildren(
    el("div", { class: "bar" }, el("h2", {}, "Findings"), copier("Copy as CSV", () => csv(found), `${plural(found.length, "finding")} copied as CSV`)),
    found.length ? scroller : el("p", { class: "empty" }, D.count ? "No finding is left by the filters." : "Nothing was found."),
  );
  if (found.length) virtual(scroller, table.tBodies[0], found.length, 30, (i) => findingRow(found[i], i));
}

function findingRow(f, i) {
  const level = D.severities[F.severity[f]], language = L[languageOf(f)];
  const there = { screen: "article", article: A[articleOf(f)].key, finding: F.fingerprint[f] };
  return el(
    "tr",
    { "aria-rowindex": i + 2, onclick: () => go(there) },
    el("td", { class: `severity ${level}` }, SIGNS[F.severity[f]], el("span", { class: "wide" }, ` ${level}`)),
    el("td", { class: "rule", title: ruleOf(f).name }, ruleOf(f).code),
    el("td", { class: "language" }, language || "?"),
    el("td", { class: "place path", title: E.path[F.edition[f]] }, el("bdi", {}, `${E.path[F.edition[f]]}:${F.line[f]}`)),
    el("td", { class: "message", title: F.message[f] }, view({}, there, ...isolated(F.message[f]))),
  );
}

/** A table for spreadsheets; what they would take for a formula stays text. */
function csv(found) {
  const field = (value) => {
    const text = String(value), plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const rows = found.map((f) => [D.severities[F.severity[f]], ruleOf(f).code, ruleOf(f).name, A[articleOf(f)].key, L[languageOf(f)], E.path[F.edition[f]], F.line[f], F.column[f], F.message[f], F.fingerprint[f]]);
  const head = ["severity", "code", "rule", "article", "language", "path", "line", "column", "message", "fingerprint"];
  return [head, ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}
