/* Each language: how complete, how fresh, and what its editions suffer from. */

function languageScreen(main) {
  const found = findings();
  const sizes = new Map();
  for (const f of found) {
    const key = `${languageOf(f)} ${ruleOf(f).family}`;
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  const most = Math.max(1, ...sizes.values());
  const cards = L.map((tag, l) => [tag, l]).filter(([tag]) => !state.lang || tag === state.lang).map(([tag, l]) => languageCard(tag, l, found.filter((f) => languageOf(f) === l), most));
  main.replaceChildren(el("div", { class: "bar" }, el("h2", {}, "Languages"), el("span", { class: "weak" }, D.source ? `the source is ${languageName(D.source)}` : "no source: the editions vote")), el("div", { class: "cards" }, ...cards));
}

function languageCard(tag, l, found, most) {
  const editions = E.path.map((_, e) => e).filter((e) => E.language[e] === l);
  const articles = new Set(editions.map((e) => E.article[e])).size;
  const stale = editions.filter((e) => D.stale[e]).length;
  const known = editions.filter((e) => E.behind[e] !== null || D.stale[e]).length;
  const families = new Map();
  for (const f of found) families.set(ruleOf(f).family, (families.get(ruleOf(f).family) ?? 0) + 1);
  const clean = editions.length - new Set(found.map((f) => F.edition[f])).size;
  return el("section", { class: "card", "aria-label": languageName(tag) },
    el("h3", {}, languageName(tag), el("span", { class: "weak" }, ` ${tag || "?"}${tag && tag === D.source ? ", the source" : ""}`)),
    el("p", { class: "counts" }, ...severities(found).map((count, s) => (count ? el("span", { class: D.severities[s] }, `${SIGNS[s]} ${plural(count, D.severities[s])}`) : null)), found.length ? null : el("span", { class: "clean" }, "✓ nothing found")),
    measured("Complete", articles, A.length, "articles"),
    measured("Nothing found", clean, editions.length, "editions"),
    tag === D.source && D.source ? null : known ? measured("Fresh", known - stale, known, "dated editions") : el("div", { class: "measure unknown" }, el("span", {}, "Fresh"), el("span", { class: "weak" }, "not known: nothing dates these")),
    families.size ? el("h4", {}, "Findings by family") : null,
    families.size ? el("ul", { class: "bars" }, ...[...families].sort((a, b) => b[1] - a[1]).map(([family, count]) => el("li", {}, view({}, { screen: "findings", lang: tag, q: "" }, family), bar(count / most), el("span", { class: "number" }, count.toLocaleString("en"))))) : null);
}

function measured(label, part, whole, noun) {
  const share = whole ? part / whole : 0;
  return el("div", { class: "measure" }, el("span", {}, label), bar(share), el("span", { class: "number" }, `${part.toLocaleString("en")} of ${whole.toLocaleString("en")} ${noun}`));
}

/** A bar as long as a share of its room; the number beside it says the same. */
const bar = (share) => el("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" }, el("rect", { class: "room", width: 100, height: 8 }), el("rect", { class: "part", width: Math.max(share > 0 ? 1 : 0, 100 * share), height: 8 }));
