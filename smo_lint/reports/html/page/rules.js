/* Rules by languages, and the page of a rule. */

function ruleScreen(main) {
  const found = findings(), counts = new Map();
  for (const f of found) {
    const key = F.rule[f] * L.length + languageOf(f);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const columns = L.map((_, l) => l).filter((l) => !state.lang || L[l] === state.lang);
  const of = (r, l) => counts.get(r * L.length + l) ?? 0;
  const whole = (r) => columns.reduce((n, l) => n + of(r, l), 0);
  const shown = D.rules.map((_, r) => r).filter(whole);
  const key = state.sort.replace(/^-/, ""), sign = state.sort.startsWith("-") ? -1 : 1;
  const measure = key === "all" ? whole : L.includes(key) ? (r) => of(r, L.indexOf(key)) : null;
  if (measure) shown.sort((a, b) => sign * (measure(a) - measure(b)) || a - b);
  const number = (n, changes) => el("td", { class: "cell sum" }, n ? view({}, { screen: "findings", sort: "", ...changes }, n.toLocaleString("en")) : "");
  const row = (r) =>
    el("tr", { class: D.rules[r].code === state.page ? "current" : null },
      el("th", { scope: "row", class: "name" }, view({ "aria-current": D.rules[r].code === state.page ? "true" : null }, { page: D.rules[r].code }, el("span", { class: "code" }, D.rules[r].code), ` ${D.rules[r].name}`)),
      el("td", { class: "family weak" }, D.rules[r].family),
      number(whole(r), { rule: D.rules[r].code }),
      ...columns.map((l) => number(of(r, l), { rule: D.rules[r].code, lang: L[l] })));
  const table = el("table", { class: "matrix rules" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "name" }, "Rule"), el("th", { scope: "col", class: "family" }, "Family"), sorter("all", "all", { class: "cell", first: "down" }), ...columns.map((l) => sorter(L[l] || "?", L[l] || "?", { class: "cell", first: "down", title: languageName(L[l]) })))),
    el("tbody", {}, ...shown.map(row)));
  table.style.minWidth = `${(innerWidth > 700 ? 400 : 150) + 60 * (columns.length + 1)}px`;
  const about = D.rules[D.ruleNumbers.get(state.page)];
  main.replaceChildren(
    el("div", { class: "bar" }, el("h2", {}, "Rules"), el("span", { class: "weak" }, shown.length ? `${plural(shown.length, "rule")} found something` : "")),
    shown.length ? el("div", { class: "columns" }, scrolled(table, "Rules and languages"), about ? rulePage(about) : el("p", { class: "empty" }, "Choose a rule to read its page.")) : el("p", { class: "empty" }, D.count ? "No finding is left by the filters." : "Nothing was found."),
  );
  // Where the page stands below the table, a choice should be seen to do something.
  if (about && matchMedia("(max-width: 1000px)").matches) main.querySelector(".page")?.scrollIntoView();
}

function rulePage(rule) {
  return el("article", { class: "page", "aria-label": `${rule.code} ${rule.name}` },
    el("h3", {}, el("span", { class: "code" }, rule.code), ` ${rule.name}`),
    el("p", {}, el("strong", {}, ...coded(rule.summary))),
    ...rule.body.split(/\n{2,}/).filter(Boolean).map((paragraph) => el("p", {}, ...coded(paragraph))),
    ...rule.examples.map((example) => el("section", { class: example.kind }, el("h4", {}, example.kind === "bad" ? "✕ Bad" : "✓ Good"), ...example.files.map(exampleFile))),
    el("p", { class: "weak" }, "To silence it, put this before a block: ", el("code", {}, `<!-- smo-lint-ignore ${rule.code} -- reason -->`)));
}

const coded = (text) => text.split(/(`[^`]+`)/).map((part) => (/^`.+`$/s.test(part) ? el("code", {}, part.slice(1, -1)) : part));

function exampleFile(file) {
  const lines = file.text.replace(/\n$/, "").split("\n");
  return el("figure", {}, el("figcaption", {}, file.name),
    el("pre", { dir: "auto", tabindex: "0" }, ...lines.flatMap((line, i) => [file.lines.includes(i + 1) ? el("mark", { class: "at error" }, line || " ") : line, "\n"])));
}
