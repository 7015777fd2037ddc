/* Articles by languages: how much there is to say of each edition. */

const ROW = 30;
let cursor = [0, 1]; // the cell of the matrix that the keyboard is at

function matrix(main) {
  const counts = tally(findings());
  const columns = L.map((_, l) => l).filter((l) => !state.lang || L[l] === state.lang || L[l] === D.source);
  const entries = matrixEntries(counts, columns);
  const table = el(
    "table",
    { class: "matrix", role: "grid", "aria-label": "Articles and languages", "aria-rowcount": entries.length + 1, "aria-colcount": columns.length + 2 },
    el("thead", {}, el("tr", { role: "row", "aria-rowindex": 1 }, ...matrixHead(columns))),
    el("tbody"),
  );
  table.style.minWidth = `${(innerWidth > 700 ? 220 : 150) + 60 * (columns.length + 1)}px`;
  const scroller = scrolled(table, "Articles and languages");
  // A row is followed by the eye from its name to its numbers: not across a whole screen.
  scroller.style.maxWidth = `${620 + 90 * (columns.length + 1)}px`;
  main.replaceChildren(
    el(
      "div",
      { class: "bar" },
      el("h2", {}, "Matrix"),
      el("label", {}, el("input", { type: "checkbox", checked: Boolean(state.found), onchange: (event) => go({ found: event.target.checked ? "1" : "" }, { push: false }) }), " only articles with findings"),
      new Set(D.folders).size > 1 && !state.sort && foldAll(),
      legend(),
    ),
    entries.length ? scroller : el("p", { class: "empty" }, "No article is left by the filters."),
  );
  if (!entries.length) return;
  cursor = [Math.min(cursor[0], entries.length - 1), Math.min(cursor[1], columns.length + 1)];
  const rows = virtual(scroller, table.tBodies[0], entries.length, ROW, (i) =>
    entries[i].folder === undefined ? articleRow(entries[i], i, columns, counts) : folderRow(entries[i], i, columns, counts),
  );
  table.addEventListener("keydown", (event) => moveCursor(event, table, rows, entries.length, columns.length + 2));
  table.addEventListener("focusin", (event) => {
    const at = event.target.closest("[data-at]")?.dataset.at;
    if (!at) return;
    table.querySelector(`[data-at="${cursor}"]`)?.setAttribute("tabindex", "-1");
    cursor = at.split(",").map(Number);
    event.target.closest("[data-at]").setAttribute("tabindex", "0");
  });
}

/** Numbers of findings: of an article, a language, a severity. */
function tally(found) {
  const counts = new Int32Array(A.length * L.length * 3);
  for (const f of found) counts[(articleOf(f) * L.length + languageOf(f)) * 3 + F.severity[f]]++;
  return counts;
}

const cellCounts = (counts, article, l) => counts.subarray((article * L.length + l) * 3, (article * L.length + l) * 3 + 3);
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

function matrixEntries(counts, columns) {
  const words = state.q.toLowerCase();
  const total = (a) => columns.reduce((whole, l) => whole + sum(cellCounts(counts, a, l)), 0);
  const shown = A.map((_, a) => ({ article: a, total: total(a) })).filter(
    ({ article, total: n }) => (n || !state.found) && (n || !words || A[article].key.toLowerCase().includes(words)),
  );
  const key = state.sort.replace(/^-/, ""), sign = state.sort.startsWith("-") ? -1 : 1;
  const lag = (a) => columns.reduce((whole, l) => {
    const edition = editionAt(a, l);
    return whole + (edition < 0 ? 0 : 1000 * D.stale[edition] + (E.behind[edition] ?? 0));
  }, 0);
  const measures = { findings: (entry) => entry.total, stale: (entry) => lag(entry.article) };
  const measure = measures[key] ?? (L.includes(key) ? (entry) => sum(cellCounts(counts, entry.article, L.indexOf(key))) : null);
  if (measure) {
    const measured = shown.map((entry) => [measure(entry), entry]);
    return measured.sort((one, two) => sign * (one[0] - two[0]) || one[1].article - two[1].article).map(([, entry]) => entry);
  }
  return inFolders(shown);
}

/** Articles below their folders, where there is more than one; those of shut folders left out. */
function inFolders(shown) {
  const folders = new Map();
  for (const entry of shown) {
    const folder = D.folders[entry.article];
    if (!folders.has(folder)) folders.set(folder, []);
    folders.get(folder).push(entry);
  }
  if (folders.size < 2) return shown;
  const shut = shutFolders();
  return [...folders].flatMap(([folder, inside]) => {
    const total = inside.reduce((whole, entry) => whole + entry.total, 0);
    return [{ folder, inside, total, open: !shut.has(folder) }, ...(shut.has(folder) ? [] : inside)];
  });
}

const shutFolders = () => (state.shut === "*" ? new Set(D.folders) : new Set(state.shut.split("|").slice(1)));

function setShut(folders) {
  const all = folders.size === new Set(D.folders).size;
  go({ shut: all && folders.size ? "*" : [...folders].map((folder) => `|${folder}`).join("") }, { push: false });
}

function foldAll() {
  const any = shutFolders().size > 0;
  return el("button", { type: "button", class: "quiet", onclick: () => setShut(any ? new Set() : new Set(D.folders)) }, any ? "Open all folders" : "Close all folders");
}

function matrixHead(columns) {
  return [
    el("th", { scope: "col", class: "name", role: "columnheader" },
      el("button", { type: "button", class: "sort", onclick: () => go({ sort: "" }, { push: false }) }, "Article"),
      el("button", { type: "button", class: "sort", "aria-pressed": String(state.sort === "-stale"), onclick: () => go({ sort: state.sort === "-stale" ? "" : "-stale" }, { push: false }) }, " · stalest first")),
    sorter("findings", "all", { class: "cell", first: "down", role: "columnheader" }),
    ...columns.map((l) => sorter(L[l] || "?", L[l] || "?", { class: `cell${L[l] && L[l] === D.source ? " source" : ""}`, first: "down", title: languageName(L[l]) + (L[l] && L[l] === D.source ? ", the source" : ""), role: "columnheader" })),
  ];
}

const roving = (i, column) => ({ "data-at": `${i},${column}`, tabindex: cursor[0] === i && cursor[1] === column ? "0" : "-1" });

function worst(counts) {
  const level = counts.findIndex(Boolean);
  return level < 0 ? null : level;
}

function articleRow({ article, total }, i, columns, counts) {
  const key = A[article].key, folder = state.sort ? "" : D.folders[article];
  const found = columns.find((l) => sum(cellCounts(counts, article, l)));
  const first = found ?? columns.find((l) => editionAt(article, l) >= 0 && A[article].source !== l) ?? columns[0];
  return el(
    "tr",
    { role: "row", "aria-rowindex": i + 2 },
    el("th", { scope: "row", role: "rowheader", class: "name" },
      view({ ...roving(i, 0), title: key }, { screen: "article", article: key, edition: L[first], ref: "", finding: "" }, key.slice(folder.length))),
    el("td", { role: "gridcell", class: "cell sum" }, el("span", roving(i, 1), total ? total.toLocaleString("en") : "")),
    ...columns.map((l, c) => el("td", { role: "gridcell", class: "cell" }, cell(article, l, cellCounts(counts, article, l), roving(i, c + 2)))),
  );
}

function cell(article, l, counts, props) {
  const edition = editionAt(article, l), where = `${A[article].key}, ${languageName(L[l])}`;
  if (edition < 0) return el("span", { ...props, class: "none", title: `${where}: no edition` }, el("span", { "aria-hidden": "true" }, "–"), el("span", { class: "unseen" }, "no edition"));
  const level = worst(counts), stale = D.stale[edition] === 1;
  const since = E.since[edition] ? `; the source has ${plural(E.behind[edition], "change")} since ${E.since[edition]}` : "";
  const about = `${told([...counts])}${stale ? ", stale" : ""}${since}`;
  return view(
    { ...props, class: level === null ? "clean" : D.severities[level], title: `${where}: ${about}`, "aria-label": `${where}: ${about}` },
    { screen: "article", article: A[article].key, edition: L[l], ref: "", finding: "" },
    level === null ? "✓" : `${SIGNS[level]} ${sum(counts)}`,
    stale ? el("span", { class: "late" }, "◔") : null,
  );
}

function folderRow({ folder, inside, total, open }, i, columns, counts) {
  const shut = shutFolders();
  const turn = () => {
    if (open) shut.add(folder);
    else shut.delete(folder);
    setShut(shut);
  };
  return el(
    "tr",
    { role: "row", "aria-rowindex": i + 2, class: "folder" },
    el("th", { scope: "row", role: "rowheader", class: "name" },
      el("button", { type: "button", ...roving(i, 0), "aria-expanded": String(open), onclick: turn },
        el("span", { "aria-hidden": "true" }, open ? "▾ " : "▸ "), folder || "top folder", el("span", { class: "weak" }, ` ${plural(inside.length, "article")}`))),
    el("td", { role: "gridcell", class: "cell sum" }, el("span", roving(i, 1), total ? total.toLocaleString("en") : "")),
    ...columns.map((l, c) => {
      const whole = [0, 1, 2].map((s) => inside.reduce((n, { article }) => n + cellCounts(counts, article, l)[s], 0));
      return el("td", { role: "gridcell", class: "cell sum" },
        el("span", { ...roving(i, c + 2), title: `${folder || "top folder"}, ${languageName(L[l])}: ${told(whole)}` }, sum(whole) ? sum(whole).toLocaleString("en") : ""));
    }),
  );
}

function legend() {
  const signs = [["error", "✕ errors"], ["warning", "▲ warnings"], ["hint", "● hints"], ["clean", "✓ nothing found"], ["none", "– no edition"], ["late", "◔ stale"]];
  return el("p", { class: "legend" }, ...signs.map(([name, text]) => el("span", { class: name }, text)));
}

function moveCursor(event, table, rows, height, width) {
  const [row, column] = cursor, page = 20;
  const steps = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    PageUp: [-page, 0], PageDown: [page, 0], Home: [0, -width], End: [0, width],
  };
  const step = steps[event.key];
  if (!step || !event.target.closest("[data-at]")) return;
  event.preventDefault();
  const far = event.ctrlKey && (event.key === "Home" || event.key === "End") ? Math.sign(step[1]) * height : 0;
  const next = [
    Math.max(0, Math.min(height - 1, row + step[0] + far)),
    Math.max(0, Math.min(width - 1, column + step[1])),
  ];
  rows.reveal(next[0]);
  table.querySelector(`[data-at="${next}"]`)?.focus({ preventScroll: true });
}
