/* The beginning. */

const TITLES = { matrix: "Matrix", article: "Article", findings: "Findings", rules: "Rules", languages: "Languages" };
const DRAWN = { matrix, article, findings: list, rules: ruleScreen, languages: languageScreen };

/** What tells a control from the others of its kind, after it was made anew. */
const described = (control) =>
  control.tagName + (control.getAttribute("aria-label") ?? control.labels?.[0]?.textContent ?? control.textContent).replace(/[▾▸↓↑]/g, "").trim();

/** Give the keyboard back to what it was at, or to what has taken its place. */
function refocus(tag, wanted) {
  if (document.activeElement !== document.body) return;
  const same = [...document.querySelectorAll(tag)].find((control) => described(control) === wanted);
  (same ?? document.querySelector('main [data-at][tabindex="0"], main h2[tabindex]') ?? $("main")).focus({ preventScroll: true });
}

async function draw() {
  const held = document.activeElement, wanted = held === document.body ? "" : described(held);
  $("screens").replaceChildren(...SCREENS.map((screen) => view({ "aria-current": screen === state.screen ? "page" : null }, { screen, sort: "", finding: "" }, TITLES[screen])));
  drawFilters();
  $("main").dataset.screen = state.screen;
  virtual.print = virtual.redraw = () => {};
  await DRAWN[state.screen]($("main"));
  if (wanted) refocus(held.tagName, wanted);
  document.documentElement.dataset.drawn = location.hash;
}

async function begin() {
  try {
    setTheme(localStorage.getItem("smo-lint-theme") ?? "");
  } catch {
    // A page from a disk may have no memory.
  }
  if (!document.documentElement.dataset.theme) delete document.documentElement.dataset.theme;
  await load();
  filterBar();
  $("theme").addEventListener("click", turnTheme);
  $("help").addEventListener("click", helpDialog);
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("main").focus();
  });
  addEventListener("keydown", pressed);
  for (const change of ["popstate", "hashchange"]) {
    addEventListener(change, () => {
      read();
      draw();
    });
  }
  read();
  await draw();
  performance.mark("drawn");
}

addEventListener("DOMContentLoaded", begin);
