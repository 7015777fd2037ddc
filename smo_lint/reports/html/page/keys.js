/* The keyboard. */

const KEYS = [
  ["/", "filter"], ["n, p", "next, previous finding"], ["1 … 5", "matrix, article, findings, rules, languages"],
  ["arrows", "move in the matrix; Page Up, Page Down, Home, End too"], ["Enter", "open the article"], ["t", "light or dark"], ["Esc", "leave the filter, close this"], ["?", "this list"],
];

function helpDialog() {
  const dialog = $("keys");
  dialog.replaceChildren(
    el("h2", { id: "keys-title" }, "Keyboard and signs"),
    el("dl", {}, ...KEYS.flatMap(([key, text]) => [el("dt", {}, ...key.split(/(, | … )/).map((part) => (/^(, | … )$/.test(part) ? part : el("kbd", {}, part)))), el("dd", {}, text)])),
    legend(),
    el("p", { class: "weak" }, `smo-lint ${D.version}. Filters and views are in the address of this page: send it to show somebody what you see.`),
    el("button", { type: "button", onclick: () => dialog.close() }, "Close"),
  );
  dialog.showModal();
}

/** Open the next finding of those that the filters leave, in the order of the report. */
function step(by) {
  const found = findings();
  if (!found.length) return say("No findings");
  let at = found.indexOf(D.byFingerprint.get(state.finding));
  if (at < 0) {
    // From where the reader is: the article at hand, else the beginning.
    const article = state.screen === "article" ? D.numbers.get(state.article) ?? -1 : -1;
    const first = found.findIndex((f) => articleOf(f) >= article && (!state.edition || articleOf(f) > article || L[languageOf(f)] === state.edition));
    at = first < 0 ? 0 : by > 0 ? first : first - 1;
  } else at += by;
  const finding = found[(at + found.length) % found.length];
  say(`Finding ${((at + found.length) % found.length) + 1} of ${found.length}: ${F.message[finding]}`);
  return go({ screen: "article", article: A[articleOf(finding)].key, edition: L[languageOf(finding)], finding: F.fingerprint[finding] });
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $("theme").setAttribute("aria-pressed", String(theme === "dark"));
}

function turnTheme() {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(dark ? "light" : "dark");
  try {
    localStorage.setItem("smo-lint-theme", dark ? "light" : "dark");
  } catch {
    // A page from a disk may have no memory.
  }
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && typing) return typing.blur();
  if (typing) return;
  const screen = SCREENS[Number(event.key) - 1];
  const actions = { "/": () => $("filters").elements.q.focus(), n: () => step(1), p: () => step(-1), t: turnTheme, "?": helpDialog };
  const action = actions[event.key] ?? (screen && (() => go({ screen, sort: "" })));
  if (!action) return;
  event.preventDefault();
  action();
}
