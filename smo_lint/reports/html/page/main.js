/* The beginning. */

const TITLES = { matrix: "Matrix", article: "Article", findings: "Findings", rules: "Rules", languages: "Languages" };
const DRAWN = { matrix, article, findings: list, rules: ruleScreen, languages: languageScreen };

async function draw() {
  $("screens").replaceChildren(...SCREENS.map((screen) => view({ "aria-current": screen === state.screen ? "page" : null }, { screen, sort: "", finding: "" }, TITLES[screen])));
  drawFilters();
  $("main").dataset.screen = state.screen;
  virtual.print = virtual.redraw = () => {};
  await DRAWN[state.screen]($("main"));
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
