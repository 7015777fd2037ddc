"""The page to browse, in a browser: every screen, as people use it.

Needs the extra `browser` and a Chromium, found on the path or named by SMO_LINT_BROWSER. Without them
these tests are skipped, but where CI is set they fail.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from smo_lint.cli import main
from smo_lint.model import Bundle, Finding, Location, Member, Problem, Span
from smo_lint.reports import Report, renderer

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SCREENS = ("matrix", "article", "findings", "rules", "languages")
INSTALL = "article?article=docs/*/guide/install.md"

EVIL = "</script><script>window.owned=1</script><img src=x onerror=window.owned=1>"

# One heading less in one of four editions: the others outvote it.
VOTED = "# A\n\n## B\n\nText about `b`.\n\n## C\n\nText about `c`.\n"


def absent(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, and there is no {what}")
    pytest.skip(f"no {what}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = os.environ.get("SMO_LINT_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        absent("Chromium on the path, and SMO_LINT_BROWSER names none")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright: install the extra “browser”")
    with sync_playwright() as driver:
        # Its sandbox does not start as root; it opens files of ours only.
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


class Tab:
    """A page, and what went wrong in it."""

    def __init__(self, page: Any, file: Path) -> None:
        self.page, self.file = page, file
        page.set_default_timeout(10_000)
        self.wrong: list[str] = []
        page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda asked: self.wrong.append(asked.url) if asked.url != file.as_uri() else None)
        page.on("dialog", lambda dialog: self.wrong.append(dialog.message))

    def open(self, view: str) -> Any:
        self.page.goto("about:blank")
        self.wrong.clear()
        self.page.goto(f"{self.file.as_uri()}#{view}")
        self.page.wait_for_selector("html[data-drawn]")
        return self.page

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample site."""
    room = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "examples" / "site", room, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_URL", "CI_COMMIT_SHA"):
            patch.delenv(name, raising=False)
        patch.chdir(room)
        assert main(["check", ".", "-q", "-o", "html:report.html", "--format", "concise"]) == 1
    return room / "report.html"


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Tab]]:
    """Open a report in a tab; when the test is over nothing may have gone wrong there."""
    tabs: list[Tab] = []

    def tab(file: Path, **given: Any) -> Tab:
        tabs.append(Tab(browser.new_page(**{"viewport": {"width": 1280, "height": 800}} | given), file))
        return tabs[-1]

    yield tab
    for one in tabs:
        assert one.wrong == []
        one.page.close()


@pytest.fixture
def tab(opened: Callable[..., Tab], site: Path) -> Tab:
    return opened(site)


def written(path: Path, report: Report) -> Path:
    with open(path, "w", encoding="utf-8") as out:
        renderer("html")(report, out)
    return path


def test_matrix(tab: Tab) -> None:
    page = tab.open("matrix")
    assert [text.removesuffix(" ↓") for text in tab.texts(".matrix thead th.cell")] == [
        "all",
        "en",
        "ar",
        "de",
        "hi",
        "zh",
    ]
    row = page.locator("tr", has_text="install.md")
    assert row.locator("td").all_inner_texts()[2:] == ["✕ 2", "✕ 1", "▲ 1", "✕ 2"]
    alerts = page.locator("tr", has_text="alerts.md").locator("td a").last
    assert alerts.get_attribute("aria-label").endswith("Chinese: 1 warning, stale")
    assert page.locator("tr", has_text="offline.md").locator(".none").inner_text().startswith("–")
    assert tab.texts("#totals span") == ["✕ 8 errors", "▲ 8 warnings", "in 5 of 6 articles"]


def test_folders_fold_and_sorting_mixes_them(tab: Tab) -> None:
    page = tab.open("matrix")
    assert len(tab.texts(".folder")) == 3
    page.locator(".folder button", has_text="guide/").click()
    assert page.locator("tr", has_text="install.md").count() == 0
    assert "shut=" in page.url
    page.get_by_role("button", name="Open all folders").click()
    page.get_by_role("button", name="all", exact=True).click()
    assert page.locator(".folder").count() == 0
    assert tab.texts("tbody .name")[0] == "docs/*/guide/install.md"
    page.get_by_role("button", name="stalest first").click()
    assert tab.texts("tbody .name")[0] == "docs/*/guide/alerts.md"


def test_filters_stand_in_the_address(tab: Tab) -> None:
    page = tab.open("matrix")
    page.get_by_label("Language", exact=True).select_option("zh")
    page.get_by_label("Severity", exact=True).select_option("error")
    page.get_by_label("Filter articles and messages").fill("guide install")
    page.wait_for_function("location.hash.includes('q=guide')")
    address = page.url
    assert tab.texts("#totals span")[0] == "✕ 2 errors"
    page.locator("#screens a", has_text="Findings").click()
    assert tab.texts("td.rule") == ["CD103", "HD104"]
    again = tab.open(address.partition("#")[2])
    assert again.get_by_label("Language", exact=True).input_value() == "zh"
    assert tab.texts("#totals span")[0] == "✕ 2 errors"
    again.get_by_role("button", name="Clear").click()
    assert tab.texts("#totals span")[0] == "✕ 8 errors"
    again.get_by_label("Filter articles and messages").fill("no such words")
    again.wait_for_selector(".empty")


def test_the_keyboard_moves_in_the_matrix(tab: Tab) -> None:
    page = tab.open("matrix")
    page.locator('.matrix [tabindex="0"]').focus()
    for key in ("ArrowUp", "Home", "ArrowDown", "ArrowDown", "End"):
        page.keyboard.press(key)
    assert "install.md, Chinese: 2 errors" in page.evaluate("document.activeElement.title")
    assert page.locator('.matrix [tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector(".skeleton")
    assert "edition=zh" in page.url
    assert page.evaluate("document.activeElement.textContent") == "docs/*/guide/install.md"
    page.go_back()
    page.wait_for_function("document.activeElement.title.includes('install.md, Chinese')")
    box = page.get_by_label("only articles with findings")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_function("location.hash.includes('found=1')")
    assert page.evaluate("document.activeElement.type") == "checkbox"


def test_article_shows_what_is_missing(tab: Tab) -> None:
    page = tab.open(f"{INSTALL}&edition=zh")
    assert tab.texts(".gap") == ["missing here"] * 4
    gap = page.locator("tr.missing").first
    assert "Check the installation" in gap.inner_text()
    assert "HD104" in gap.locator("xpath=following-sibling::tr[1]").inner_text()
    assert "repeating-linear-gradient" in gap.locator(".gap").evaluate(
        "cell => getComputedStyle(cell).backgroundImage"
    )
    assert tab.texts("mark.differs") == ["-"]
    assert tab.texts("mark.at.error") == ["harbour update -all"]
    page.get_by_role("button", name="4 blocks agree").click()
    assert "安装" in tab.texts(".skeleton .text")


def test_article_joins_what_moved(tab: Tab) -> None:
    page = tab.open("article?article=docs/*/guide/alerts.md&edition=de")
    assert tab.texts(".elsewhere") == [f"moved: line {n}" for n in (22, 24, 26, 10, 12, 14)]
    ends = page.locator(".moves path").first.bounding_box()
    rows = [page.locator(row).first.bounding_box() for row in ("tr.gone", "tr.come")]
    assert ends["y"] - rows[0]["y"] < 30 and rows[1]["y"] < ends["y"] + ends["height"] < rows[1]["y"] + 30


def test_languages_and_references_are_switched(tab: Tab) -> None:
    page = tab.open(f"{INSTALL}&edition=ar&all=1")
    text = page.locator("td [lang=ar]").first
    assert text.get_attribute("dir") == "rtl"
    assert page.locator(".code[lang=ar]").first.get_attribute("dir") == "ltr"
    page.get_by_role("link", name="de ✕ 1").click()
    assert tab.texts(".skeleton thead bdi") == ["en", "de"]
    assert tab.texts(".label.differs") == ["h2", "h3"]
    page.get_by_label("Reference").select_option("zh")
    assert tab.texts(".skeleton thead bdi") == ["zh", "de"]
    assert tab.texts("tr.extra .said") == ["not here"] * 4
    page.go_back()
    page.wait_for_function("document.querySelector('.skeleton thead bdi').textContent === 'en'")


def test_next_and_previous_finding(tab: Tab) -> None:
    page = tab.open("matrix")
    seen = []
    for key in ("n", "n", "n", "n", "p"):
        page.keyboard.press(key)
        page.wait_for_selector(f"html[data-drawn$='{page.url.partition('finding=')[2]}']")
        seen.append(tab.texts(".finding.current .code")[0])
    assert seen == ["TB102", "HD106", "FR102", "FR102", "FR102"]
    # A link to a finding needs nothing else.
    tab.open("article?" + page.url.partition("&")[2].rpartition("&")[2])
    assert tab.texts(".finding.current .code") == ["FR102"]


def test_findings_sort_and_leave_as_csv(tab: Tab) -> None:
    page = tab.open("findings")
    assert len(tab.texts("td.rule")) == 16
    page.get_by_role("button", name="Rule").click()
    assert tab.texts("td.rule") == sorted(tab.texts("td.rule"))
    table = page.evaluate("csv(sortedFindings())").split("\r\n")
    assert table[0].startswith("severity,code,rule,article,language,path,line,column,message")
    assert table[1].startswith(
        "error,CD103,changed-code,docs/*/guide/install.md,zh,docs/zh/guide/install.md,16,1,"
    )
    assert page.evaluate("csv([0]).length") > 0
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    page.get_by_role("button", name="Copy as CSV").click()
    page.wait_for_selector("text=16 findings copied as CSV")
    assert page.evaluate("copied").count("\r\n") == 17
    page.locator("tbody tr").first.click()
    page.wait_for_selector(".finding.current")


def test_rules_show_their_pages(tab: Tab) -> None:
    page = tab.open("rules")
    page.get_by_role("link", name="HD104 missing-section").click()
    about = page.locator("article.page")
    assert "absent" in about.locator("strong").inner_text()
    assert about.locator(".bad figure").count() >= 2 and about.locator(".bad mark").count() >= 1
    page.locator("tr", has_text="TX106").locator("td.cell a").nth(1).click()
    assert tab.texts("td.rule") == ["TX106"] and "lang=ar" in page.url


def test_languages(tab: Tab) -> None:
    page = tab.open("languages")
    card = page.get_by_role("region", name="Chinese")
    assert "6 of 6 articles" in card.inner_text() and "0 of 1 dated editions" in card.inner_text()
    assert [row.split("\n")[0] for row in tab.texts(".bars li")][:1] == ["tables"]
    card.get_by_role("link", name="headings").click()
    assert set(tab.texts("td.language")) == {"zh"}


def test_keys(tab: Tab) -> None:
    page = tab.open("matrix")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("n?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("5")
    page.wait_for_selector(".cards")


def test_dark_and_light(opened: Callable[..., Tab], site: Path) -> None:
    tab = opened(site, color_scheme="dark")
    page = tab.open("matrix")
    shade = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(shade)
    page.get_by_role("button", name="Dark colours").click()
    light = page.evaluate(shade)
    assert light == "rgb(255, 255, 255)" != dark
    page.emulate_media(color_scheme="light")
    page.keyboard.press("t")
    assert page.evaluate(shade) == dark


def test_on_paper_every_row_is_there(tab: Tab) -> None:
    page = tab.open("findings")
    page.emulate_media(media="print")
    assert not page.locator("header nav").is_visible()
    box = page.locator(".scroller").evaluate("room => [room.scrollHeight, room.clientHeight]")
    assert box[0] == box[1]


def test_no_screen_is_wider_than_a_phone(opened: Callable[..., Tab], site: Path) -> None:
    tab = opened(site, viewport={"width": 390, "height": 800})
    for view in (*SCREENS, f"{INSTALL}&edition=ar", "rules?page=CD103"):
        page = tab.open(view)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view


def test_editions_that_vote(
    opened: Callable[..., Tab], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for lang in ("da", "de", "fi", "pl"):
        text = VOTED.replace("## B\n\n", "") if lang == "fi" else VOTED
        Path(f"guide.{lang}.md").write_text(text, encoding="utf-8")
    main(["check", ".", "-q", "--source", "none", "--select", "HD101,HD102,HD104", "-o", "html:report.html"])
    tab = opened(tmp_path / "report.html")
    page = tab.open("article?edition=fi")
    assert re.search(r"3 of 3 say so:\s+da ✓\s+de ✓\s+pl ✓", page.locator(".votes").inner_text())
    assert tab.texts(".gap") == ["missing here: da, de, pl have it, fi has not"]
    page.get_by_label("Reference").select_option("pl")
    assert tab.texts(".skeleton thead bdi") == ["pl", "fi"]


def test_documents_cannot_do_anything(opened: Callable[..., Tab], tmp_path: Path) -> None:
    paths = [f"{EVIL}/en.md", f"{EVIL}/ja.md"]
    members = (Member(paths[0], "en", ""), Member(paths[1], "ja", ""))
    texts = dict.fromkeys(
        paths, f"---\ntitle: {EVIL}\n---\n# {EVIL}\n\n`{EVIL}` =cmd()\n\n| {EVIL} |\n|---|\n"
    )
    at = Location(paths[1], Span(4, 12))
    problem = Problem(at, f"=“{EVIL}” {EVIL}", (Location(paths[0], Span(4, 12), EVIL),))
    finding = Finding("LK103", "changed-link-target", "error", "ja", EVIL, problem, EVIL)
    report = Report(
        (finding,), (Bundle(EVIL, members, "en"),), texts.__getitem__, source="en", hidden=(EVIL,)
    )
    tab = opened(written(tmp_path / "report.html", report))
    for view in SCREENS:
        page = tab.open(view)
        assert page.locator("main").inner_text()
        assert page.evaluate("[window.owned, document.images.length, document.scripts.length]") == [
            None,
            0,
            3,
        ]
    assert page.evaluate("csv([0]).split('\\n')[1]").count(",'=“") == 1, "no formula for a spreadsheet"


def test_many_rows_are_drawn_as_they_come_in_sight(opened: Callable[..., Tab], tmp_path: Path) -> None:
    bundles = tuple(
        Bundle(f"{n:04}.md", (Member(f"en/{n:04}.md", "en", ""), Member(f"ja/{n:04}.md", "ja", "")), "en")
        for n in range(3000)
    )
    findings = tuple(
        Finding(
            "LK103",
            "changed-link-target",
            "error",
            "ja",
            b.key,
            Problem(Location(b.members[1].path, Span(0, 0)), "x"),
            b.key,
        )
        for b in bundles
    )
    tab = opened(written(tmp_path / "report.html", Report(findings, bundles, lambda _: "", source="en")))
    for view in ("matrix", "findings"):
        page = tab.open(view)
        assert page.locator("tbody tr").count() < 150
        page.locator(".scroller").evaluate("room => { room.scrollTop = room.scrollHeight }")
        page.wait_for_selector("text=2999.md")
    page = tab.open("matrix")
    page.locator('.matrix [tabindex="0"]').focus()
    page.keyboard.press("Control+End")
    assert "2999.md" in page.evaluate("document.activeElement.title")
    page = tab.open("article?article=2999.md")
    assert (
        "There is nothing to compare" in page.locator(".note").inner_text() or page.locator(".note").count()
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier(opened: Callable[..., Tab], site: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = opened(site, color_scheme=scheme)
    views = (
        [*SCREENS, f"{INSTALL}&edition=zh", "rules?page=CD103"]
        if scheme == "light"
        else ["matrix", f"{INSTALL}&edition=zh", "languages"]
    )
    for view in views:
        found = axe.run(tab.open(view)).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200])
            for one in found
            if one["impact"] in ("serious", "critical", "moderate")
        ]
        assert serious == [], view
