/* What is looked at, as it stands in the address: a view can be sent to somebody. */

const SCREENS = ["matrix", "article", "findings", "rules", "languages"];
const DEFAULTS = {
  q: "", lang: "", rule: "", severity: "", found: "", sort: "", shut: "",
  article: "", edition: "", ref: "", finding: "", all: "", page: "",
};
let state = { screen: "matrix", ...DEFAULTS };

function read() {
  const [screen, query] = location.hash.slice(1).split("?");
  const given = Object.fromEntries(new URLSearchParams(query || ""));
  const known = Object.fromEntries(Object.keys(DEFAULTS).map((key) => [key, given[key] ?? ""]));
  state = { screen: SCREENS.includes(screen) ? screen : "matrix", ...known };
}

/** The address of a view: the one at hand, with changes. */
function hash(changes) {
  const { screen, ...rest } = { ...state, ...changes };
  const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== ""));
  return `#${screen}${query.size ? `?${query}` : ""}`;
}

/** Show another view. What only narrows a view takes its place in the history. */
function go(changes, { push = "screen" in changes || "finding" in changes } = {}) {
  const to = hash(changes);
  if (to === location.hash) return draw();
  history[push ? "pushState" : "replaceState"](null, "", to);
  read();
  return draw();
}

/** A link to a view that also works where it is opened beside this one. */
function view(props, changes, ...children) {
  return el(
    "a",
    {
      ...props,
      href: hash(changes),
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        go(changes);
      },
    },
    ...children,
  );
}

const filtered = new Map();

/** The findings that the filters leave, in the order of the report. */
function findings(except = {}) {
  const { q, lang, rule, severity } = { ...state, ...except };
  const key = JSON.stringify([q, lang, rule, severity]);
  if (filtered.has(key)) return filtered.get(key);
  const language = L.indexOf(lang), number = D.ruleNumbers.get(rule), level = D.severities.indexOf(severity);
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  for (let f = 0; f < D.count; f++) {
    if (lang && languageOf(f) !== language) continue;
    if (rule && F.rule[f] !== number) continue;
    if (severity && F.severity[f] !== level) continue;
    if (words.length && !words.every((word) => wordsOf(f).includes(word))) continue;
    found.push(f);
  }
  if (filtered.size > 4) filtered.clear();
  filtered.set(key, found);
  return found;
}

function filterBar() {
  const choice = (name, label, all, options) =>
    el(
      "select",
      { name, "aria-label": label, onchange: (event) => go({ [name]: event.target.value, finding: "" }, { push: false }) },
      el("option", { value: "" }, all),
      ...options.map(([value, text]) => el("option", { value }, text)),
    );
  let waiting;
  $("filters").replaceChildren(
    el("input", {
      name: "q", type: "search", placeholder: "Filter articles and messages", "aria-label": "Filter articles and messages",
      autocomplete: "off", spellcheck: "false",
      oninput: (event) => {
        clearTimeout(waiting);
        waiting = setTimeout(() => go({ q: event.target.value, finding: "" }), D.count > 5000 ? 150 : 0);
      },
    }),
    choice("lang", "Language", "All languages", L.filter(Boolean).map((tag) => [tag, `${tag} ${languageName(tag)}`])),
    choice("rule", "Rule", "All rules", D.rules.map((rule) => [rule.code, `${rule.code} ${rule.name}`])),
    choice("severity", "Severity", "All severities", D.severities.map((name, s) => [name, `${SIGNS[s]} ${name}s`])),
    el("button", { type: "button", id: "clear", class: "quiet", onclick: () => go(Object.fromEntries(["q", "lang", "rule", "severity"].map((k) => [k, ""]))) }, "Clear"),
    el("output", { id: "totals", "aria-live": "off" }),
  );
  $("filters").addEventListener("submit", (event) => event.preventDefault());
}

function drawFilters() {
  for (const name of ["q", "lang", "rule", "severity"]) {
    const field = $("filters").elements[name];
    if (field.value !== state[name]) field.value = state[name];
  }
  $("clear").hidden = !(state.q || state.lang || state.rule || state.severity);
  const found = findings(), counts = severities(found);
  $("totals").replaceChildren(...kept([
    ...counts.map((count, s) => count > 0 && el("span", { class: D.severities[s] }, `${SIGNS[s]} ${plural(count, D.severities[s])}`)),
    !found.length && "no findings",
    el("span", {}, `in ${new Set(found.map(articleOf)).size.toLocaleString("en")} of ${plural(A.length, "article")}`),
    ...D.hidden.map((sentence) => el("span", {}, sentence)),
  ]));
}
