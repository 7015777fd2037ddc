/* One article: two editions beside each other, each finding at its block. */

const AROUND = 2, FOLDED = 4; // rows that agree beside one that does not; fewer than that are not folded

async function article(main) {
  const asked = location.hash;
  let number = D.numbers.get(state.article);
  if (state.finding && D.byFingerprint.has(state.finding)) number ??= articleOf(D.byFingerprint.get(state.finding));
  number ??= findings().length ? articleOf(findings()[0]) : 0;
  if (!A.length) return main.replaceChildren(el("p", { class: "empty" }, "There is no article."));
  const there = L.map((_, l) => l).filter((l) => editionAt(number, l) >= 0);
  const [right, left] = chosen(number, there);
  const skeleton = await skeletonOf(number);
  if (location.hash !== asked) return; // the reader was faster
  const all = allFindings(number);
  main.replaceChildren(articleHead(number, there, left, right, all), ...beside(number, skeleton, left, right, all));
  for (const code of main.querySelectorAll(".text.code:has(mark)")) {
    // Long code scrolls: to what is marked in it.
    code.scrollTop = code.querySelector("mark.at, mark").offsetTop - code.offsetTop - 60;
  }
  drawMoves(main);
  main.querySelector(".finding.current")?.scrollIntoView({ block: "center" });
}

const allFindings = (number) => findings({ lang: "" }).filter((f) => articleOf(f) === number);

/** The languages that are shown: the judged one, and its reference. */
function chosen(number, there) {
  const source = A[number].source, finding = D.byFingerprint.get(state.finding);
  const wanted = finding !== undefined && articleOf(finding) === number && languageOf(finding) !== source ? L[languageOf(finding)] : state.edition || state.lang;
  const found = allFindings(number).map(languageOf);
  let right = there.includes(L.indexOf(wanted)) && L.indexOf(wanted) !== source ? L.indexOf(wanted) : null;
  right ??= found.find((l) => l !== source) ?? there.find((l) => l !== source) ?? there[0];
  let left = L.indexOf(state.ref);
  if (!there.includes(left) || left === right) left = there.includes(source) && source !== right ? source : there.find((l) => l !== right) ?? right;
  return [right, left];
}

function articleHead(number, there, left, right, all) {
  const key = A[number].key, source = A[number].source;
  const step = (by, label) => {
    const next = number + by;
    if (!A[next]) return null;
    return view({ class: "button", title: `${label}: ${A[next].key}` , "aria-label": `${label} article` }, { article: A[next].key, finding: "", edition: "", ref: "" }, by < 0 ? "←" : "→");
  };
  const tab = (l) => {
    const counts = severities(all.filter((f) => languageOf(f) === l)), level = worst(counts);
    return view(
      { class: `tab ${level === null ? "clean" : D.severities[level]}`, "aria-current": l === right ? "true" : null, title: `${languageName(L[l])}: ${told(counts)}` },
      { edition: L[l], ref: state.ref === L[l] ? "" : state.ref, finding: "" },
      `${L[l] || "?"} ${level === null ? "✓" : `${SIGNS[level]} ${sum(counts)}`}`,
    );
  };
  return el(
    "div",
    { class: "head" },
    el("div", { class: "bar" }, el("h2", { tabindex: "-1", class: "path" }, key), step(-1, "Previous"), step(1, "Next"),
      el("label", {}, el("input", { type: "checkbox", checked: Boolean(state.all), onchange: (event) => go({ all: event.target.checked ? "1" : "" }, { push: false }) }), " show blocks that agree"),
      source < 0 ? el("span", { class: "weak" }, "no source: the editions vote") : null),
    el("div", { class: "bar" },
      el("label", { class: "weak" }, "Compare ",
        el("select", { "aria-label": "Reference", onchange: (event) => go({ ref: event.target.value, finding: "" }, { push: false }) },
          ...there.filter((l) => l !== right).map((l) => el("option", { value: L[l], selected: l === left }, (L[l] || "?") + (l === source ? " (source)" : ""))))),
      el("span", { class: "weak" }, "with"),
      el("nav", { class: "tabs", "aria-label": "Edition" }, ...there.filter((l) => l !== source).map(tab))),
  );
}

function beside(number, skeleton, left, right, all) {
  const editions = [editionAt(number, left), editionAt(number, right)];
  const ours = all.filter((f) => editions.includes(F.edition[f]));
  if (!skeleton) {
    const path = E.path[editions[1]];
    const why = D.byFingerprint.size ? `This report is large: it holds the texts of the articles with the most findings only. “smo-lint show ${path}” shows this one.` : "";
    return [el("p", { class: "note" }, why), ...ours.map((f) => findingCard(f))];
  }
  const [one, two] = editions.map((edition) => skeleton.editions.findIndex((known) => known.edition === edition));
  const { rows, marks } = cachedRows(skeleton, one, two);
  if (!rows.length) return [el("p", { class: "note" }, "There is nothing to compare: one of the editions is empty or cannot be read."), ...ours.map((f) => findingCard(f))];
  const seats = new Map();
  for (const f of ours) {
    const at = Math.max(0, seatOf(skeleton, rows, one, two, f));
    seats.set(at, [...(seats.get(at) ?? []), f]);
  }
  const sides = [one, two].map((place, side) => ({ place, side, language: L[[left, right][side]], edition: editions[side], blocks: skeleton.editions[place].blocks, marks: blockMarks(skeleton, place, side, marks, ours, editions[side]) }));
  const head = el("tr", {}, ...sides.map((side) => el("th", { scope: "col" }, el("bdi", {}, side.language || "?"), el("span", { class: "path" }, ` ${E.path[side.edition]}`))));
  const table = el("table", { class: "skeleton" }, el("caption", { class: "unseen" }, `${languageName(L[left])} beside ${languageName(L[right])}`), el("thead", {}, head), el("tbody", {}, ...skeletonRows(skeleton, rows, seats, sides)));
  return [el("div", { class: "beside" }, table, el("svg", { class: "moves", "aria-hidden": "true" }))];
}

/** What is marked in the blocks of an edition: Map from block to [start, end, class]. */
function blockMarks(skeleton, place, side, marks, ours, edition) {
  const known = new Map();
  const put = (block, mark) => known.set(block, [...(known.get(block) ?? []), mark]);
  for (const [at, block, start, end] of marks) if (at === side) put(block, [start, end, "differs"]);
  for (const f of ours) {
    const seat = skeleton.seats[f];
    if (F.edition[f] === edition && seat && seat[2] > seat[1]) put(seat[0], [seat[1], seat[2], `at ${D.severities[F.severity[f]]}`]);
  }
  return known;
}

function skeletonRows(skeleton, rows, seats, sides) {
  const telling = (i) => rows[i].how !== "kept" || seats.has(i) || labelsDiffer(rows[i], sides);
  const near = rows.map((_, i) => state.all || rows.slice(Math.max(0, i - AROUND), i + AROUND + 1).some((_, k) => telling(Math.max(0, i - AROUND) + k)));
  const made = [];
  for (let i = 0; i < rows.length; i++) {
    let end = i;
    while (end < rows.length && !near[end]) end++;
    if (end - i >= FOLDED) {
      made.push(fold(skeleton, rows, i, end, sides));
      i = end - 1;
      continue;
    }
    made.push(...rowElements(skeleton, rows[i], seats.get(i) ?? [], sides));
  }
  return made;
}

function fold(skeleton, rows, from, to, sides) {
  const row = el("tr", { class: "fold" }, el("td", { colspan: 2 }));
  const open = () => {
    row.replaceWith(...rows.slice(from, to).flatMap((one) => rowElements(skeleton, one, [], sides)));
    drawMoves(document);
  };
  row.firstChild.append(el("button", { type: "button", class: "quiet", onclick: open }, `⋮ ${to - from} blocks agree`));
  return row;
}

const labelsDiffer = (row, sides) => row.how === "kept" && row.left >= 0 && row.right >= 0 && sides[0].blocks[row.left][0] !== sides[1].blocks[row.right][0];

function rowElements(skeleton, row, found, sides) {
  const level = worst(severities(found));
  const away = { gone: [true, false], come: [false, true] }[row.how] ?? [true, true];
  const cells = sides.map((side, s) => {
    const block = away[s] ? [row.left, row.right][s] : -1;
    return block >= 0 ? blockCell(side, block, row, sides) : gapCell(skeleton, row, s, sides);
  });
  const props = { class: [row.how, level === null ? "" : D.severities[level]].join(" ").trim() };
  if (row.how === "gone") props["data-gone"] = row.right;
  if (row.how === "come") props["data-come"] = row.right;
  const made = [el("tr", props, ...cells)];
  if (found.length) made.push(el("tr", { class: "findings" }, el("td", { colspan: 2 }, ...found.map((f) => findingCard(f, skeleton)))));
  return made;
}

const CODE = /^(code|math|html|esm|expression|component|shortcode|include)\b/;

function blockCell(side, block, row, sides) {
  const [label, depth, line, text] = side.blocks[block];
  const rtl = D.rightToLeft.has(side.language) && !CODE.test(label);
  return el(
    "td",
    { class: `depth${Math.min(depth, 4)}`, "data-tag": side.language || "?" },
    el("span", { class: "line" }, line),
    el("span", { class: labelsDiffer(row, sides) ? "label differs" : "label" }, label),
    el("div", { class: CODE.test(label) ? "text code" : /^h\d/.test(label) ? "text title" : "text", lang: side.language || null, dir: rtl ? "rtl" : "ltr", tabindex: CODE.test(label) && text.split("\n").length > 15 ? "0" : null }, ...marked(text, side.marks.get(block) ?? [])),
  );
}

/** A text with its marks; they count code points. */
function marked(text, marks) {
  if (!marks.length) return [text];
  const letters = Array.from(text);
  const cuts = [...new Set([0, letters.length, ...marks.flatMap(([start, end]) => [start, end])])].filter((at) => at <= letters.length).sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const part = letters.slice(cuts[i], end).join("");
    const over = marks.filter(([start, stop]) => start <= cuts[i] && stop >= end).map(([, , name]) => name);
    return over.length ? el("mark", { class: [...new Set(over)].join(" ") }, part) : part;
  });
}

function gapCell(skeleton, row, side, sides) {
  const said = { missing: "missing here", extra: "not here", merged: "part of the block above", split: "part of the block above" }[row.how];
  const other = sides[1 - side], block = side ? row.left : row.right;
  let vote = "";
  if (row.how === "gone" || row.how === "come") {
    const far = sides[side].blocks[side ? row.right : row.left];
    return el("td", { class: "elsewhere" }, far ? `moved: line ${far[2]}` : "moved");
  }
  if (A[E.article[other.edition]].source < 0 && (row.how === "missing" || row.how === "extra")) {
    const { have, lack } = votes(skeleton, other.place, block);
    vote = `: ${[...have, other.language].sort().join(", ")} have it, ${lack.join(", ") || "none"} ${lack.length === 1 ? "has" : "have"} not`;
  }
  return el("td", { class: "gap" }, el("span", { class: "said" }, said + vote));
}

/** Join the two places of what moved by a line: one for each run of blocks that moved together. */
function drawMoves(root) {
  const room = root.querySelector(".beside"), canvas = root.querySelector(".moves");
  if (!canvas) return;
  canvas.replaceChildren();
  if (matchMedia("(max-width: 700px)").matches) return;
  const whole = room.getBoundingClientRect();
  let last = null, lane = 0;
  for (const from of room.querySelectorAll("[data-gone]")) {
    const to = room.querySelector(`[data-come="${from.dataset.gone}"]`);
    const run = last && Number(from.dataset.gone) === last.number + 1 && from.previousElementSibling === last.row;
    last = { number: Number(from.dataset.gone), row: from };
    if (run || !to) continue;
    const a = from.cells[0].getBoundingClientRect(), b = to.cells[1].getBoundingClientRect();
    const middle = a.right - whole.left + 4 * ((lane++ % 3) - 1), bend = Math.sign(b.top - a.top) * 6;
    const y1 = a.top + 15 - whole.top, y2 = b.top + 15 - whole.top;
    canvas.append(
      el("path", { d: `M${middle - 18} ${y1}h12q6 0 6 ${bend}V${y2 - bend}q0 ${bend} 6 ${bend}h12` }),
      el("path", { d: `M${middle + 19} ${y2 - 4}l6 4l-6 4`, class: "tip" }),
    );
  }
}
addEventListener("resize", () => drawMoves(document));
