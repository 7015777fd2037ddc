"""What the pages of the link rules cannot show: destinations, kinship, slugs, and one cause one finding."""

from __future__ import annotations

import pytest

from smo_lint.engine import lint_article
from smo_lint.markdown import parse
from smo_lint.model import ALONE, Bundle, Finding, Member, Site
from smo_lint.options import Config
from smo_lint.rules.links._images import same_picture
from smo_lint.rules.links._kinship import elsewhere, same_page
from smo_lint.rules.links._slugs import alive
from smo_lint.rules.links._targets import bare_end, target
from smo_lint.site import survey
from smo_lint.slugs import ALGORITHMS


def lint(source: str, translation: str, lang: str = "de") -> list[Finding]:
    members = (Member("en.md", "en", "given"), Member(f"{lang}.md", lang, "given"))
    files = {"en.md": source, f"{lang}.md": translation}
    return lint_article(files, Config(select=("LK",)), Bundle("page", members, "en"))


def codes(source: str, translation: str, lang: str = "de") -> list[str]:
    return [finding.code for finding in lint(source, translation, lang)]


@pytest.mark.parametrize(
    ("url", "langs", "page"),
    [
        ("https://www.Example.com/a/", (), ("example.com", ("a",), "")),
        ("http://example.com/a/index.html", (), ("example.com", ("a",), "")),
        ("//example.com/a", (), ("example.com", ("a",), "")),
        ("https://de.wikipedia.org/wiki/X", (), ("wikipedia.org", ("wiki", "X"), "")),
        ("https://go.dev/doc", (), ("go.dev", ("doc",), "")),
        ("../../guide/start.md", (), ("", ("guide", "start"), "")),
        ("./start.mdx#top", (), ("", ("start",), "")),
        ("/zh-CN/docs/start", ("en", "zh-Hans"), ("", ("docs", "start"), "")),
        ("/docs/pt_BR/start", ("en", "pt-BR"), ("", ("docs", "start"), "")),
        ("/docs/start.de.md", ("en", "de"), ("", ("docs", "start"), "")),
        ("/docs/start.zhCN.md", ("en", "zh"), ("", ("docs", "start"), "")),
        ("/docs/start.asTS.md", ("en", "zh"), ("", ("docs", "start.asTS"), "")),
        ("/it/start", ("en", "de"), ("", ("it", "start"), "")),
        ("/search?hl=de&q=x", ("en", "de"), ("", ("search",), "q=x")),
        ("/f%C3%BCr", (), ("", ("für",), "")),
        ("mailto:a@example.com", (), ("mailto", ("a@example.com",), "")),
        ("{{ site.url }}/start", (), ("", ("start",), "")),
        ("(https://example.com/a)", (), ("example.com", ("a",), "")),
        (
            "https://example.com/o/r/blob/master/x.py",
            (),
            ("example.com", ("o", "r", "blob", "HEAD", "x.py"), ""),
        ),
        ("#part", (), ("", (), "")),
        ("", (), ("", (), "")),
    ],
)
def test_target(url: str, langs: tuple[str, ...], page: tuple[str, tuple[str, ...], str]) -> None:
    assert target(url, langs).page == page


@pytest.mark.parametrize(
    ("source", "translation", "same"),
    [
        ("https://en.wikipedia.org/wiki/Tree", "https://de.wikipedia.org/wiki/Baum", True),
        ("https://en.wikipedia.org/wiki/Tree", "https://fr.wikipedia.org/wiki/Arbre", False),
        ("https://example.com/en-US/docs/Tree", "https://example.com/de/docs/Baum", True),
        ("https://example.com/docs/Tree", "https://example.com/docs/Baum", False),
        ("https://react.dev/learn", "https://de.react.dev/learn", True),
        ("https://vite.dev/", "https://de.vitejs.dev/", True),
        ("https://vite.dev/guide", "https://vite-docs.de/guide", True),
        ("https://vite.dev/guide", "https://webpack.dev/guide", False),
        ("/components/button#api", "/components/button-cn#api", True),
        ("/components/qr-code", "/components/qr-code-cn", True),
        ("guide.md", "/docs/de/guide/", True),
        ("/docs/guide", "/docs/install", False),
        ("https://example.com/docs/guide", "/docs/guide", True),
        ("./guide.md", "https://example.com/docs/guide", False),
        ("./guide.md", "https://example.com/de/docs/guide", True),
        ("/", "/index-cn", True),
    ],
)
def test_same_page(source: str, translation: str, same: bool) -> None:
    langs = ("en", "de")
    assert same_page(target(source, langs), target(translation, langs), "de") is same


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("https://example.com/a", "https://other.org/b", True),
        ("https://speaking.io", "https://peaking.io", False),
        ("https://example.com/a", "https://example.com/b", False),
        ("/a", "https://example.com/b", False),
    ],
)
def test_elsewhere(one: str, other: str, apart: bool) -> None:
    assert elsewhere(target(one), target(other)) is apart


@pytest.mark.parametrize(
    ("source", "translation", "same"),
    [
        ("img/x.png", "../../img/x.png", True),
        ("img/x.png", "img/x.de.png", True),
        ("img/x.png", "img/x-zh_CN.png", True),
        ("/assets/x.png", "/assets/de/x.png", True),
        ("img/x.png", "img/x.webp", False),
        ("img/x.png", "img/y.png", False),
        ("/assets/x.png", "https://example.com/fork/blob/x.png", False),
        ("https://cdn.example.com/a/x.png", "https://cdn.example.com/b/x.png", False),
        ("https://example.com/b.svg?branch=a", "https://example.com/b.svg?branch=b", False),
    ],
)
def test_same_picture(source: str, translation: str, same: bool) -> None:
    langs = ("en", "de")
    assert same_picture(target(source, langs), target(translation, langs), "de") is same


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.com/feed", "https://example.com/feed"),
        ("https://example.com/feed）を", "https://example.com/feed"),
        ("https://example.com에서", "https://example.com"),
        ("https://ja.wikipedia.org/wiki/日本", "https://ja.wikipedia.org/wiki/日本"),
    ],
)
def test_bare_end(url: str, kept: str) -> None:
    assert url[: bare_end(url)] == kept


@pytest.mark.parametrize(
    ("heading", "slugs"),
    [
        ("2. A `b` & c!", ["2-a-b--c", "2-a-b-c", "2-a-b-c", "a-b--c", "_2-a-b-c", "2-A-b-c", "2.-a-b-&-c!"]),
        ("Über uns", ["über-uns", "über-uns", "uber-uns", "über-uns", "uber-uns", "Uber-uns", "über-uns"]),
        ("日本 x", ["日本-x", "日本-x", "x", "日本-x", "日本-x", "日本-x", "日本-x"]),
    ],
)
def test_algorithms(heading: str, slugs: list[str]) -> None:
    assert [make(heading.replace("`", "")) for make in ALGORITHMS] == slugs


@pytest.mark.parametrize(
    ("fragment", "lives"),
    [
        ("instalacja", True),
        ("1-instalacja", True),
        ("instalacja-1", True),
        ("Instalacja_2", True),
        ("_1", True),
        ("top", True),
        ("stated", True),
        ("named", True),
        ("część-druga", True),
        ("czesc-druga", True),
        ("installation", False),
        ("część", False),
    ],
)
def test_alive(fragment: str, lives: bool) -> None:
    text = '# 1. Instalacja\n\n## [Część](x.md) *druga*\n\n## Trzy {#stated}\n\n<a name="named"></a>\n'
    assert alive(parse(text, "pl.md", "pl"), fragment) is lives


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("See [a b](/x) now.", "Siehe [a](/x) [b c](/x) jetzt.", ["LK001"]),
        ("See [the text](/x).", "Siehe [Text] (/x).", ["LK002"]),
        ("See [the text](/x/y-z).", "Siehe [Text](/x/y- z).", ["LK007"]),
        ("See [the text](/x).", "Siehe [Text]().", ["LK012"]),
        ("See [the text](/x).", "Siehe [Text]((/x)).", ["LK007"]),
        ("Both [a](/x) and [b](/y).", "Sowohl [b](/y) als auch [a](/x).", []),
        ("Twice [a](/x) and [b](/x).", "Einmal [a](/x).", []),
        ('<a href="/x">Text</a> here.', "[Text](/x) hier.", []),
        ("[a]: /x\n[b]: /y\n\nSee [a] and [b].", "Siehe [a](/x) und [b](/y).", []),
        ("See [a][1], [b][1].\n\n[1]: /x", "Siehe [a][1], [b][1].\n\n[1]: /z", ["LK103"]),
        ("See <https://example.com/x>.", "Siehe https://example.com/x.", []),
    ],
    ids=lambda value: str(value)[:30],
)
def test_one_cause_one_finding(source: str, translation: str, expected: list[str]) -> None:
    assert codes(source + "\n", translation + "\n") == expected


def test_links_of_missing_sections_are_not_reported() -> None:
    source = "# A\n\nText [a](/a) with 1 link.\n\n## B\n\nText [b](/b).\n\n## C\n\nText [c](/c) and `c`.\n"
    translation = "# A\n\nText [a](/a) mit 1 Link.\n\n## C\n\nText [c](/c) und `c`.\n"
    assert codes(source, translation) == []


def test_fix_of_a_dead_fragment_follows_the_algorithm_of_the_source() -> None:
    source = "See [below](#set-up--run) first.\n\n## Set up & run\n\nText.\n"
    translation = "Siehe zuerst [unten](#set-up--run).\n\n## Aufbau & Start\n\nText.\n"
    (finding,) = lint(source, translation)
    assert finding.problem.fix is not None
    assert [edit.text for edit in finding.problem.fix.edits] == ["#aufbau--start"]


def test_markdown_inside_html_that_asks_for_it() -> None:
    source = '<div markdown="1">\n[text](https://example.com/a)\n</div>\n'
    translation = '<div markdown="1">\n[Text] (https://example.com/a)\n</div>\n'
    assert "LK002" in codes(source, translation)


@pytest.mark.parametrize(("url", "told"), [("/guide/values", []), ("/guide/prices", ["LK101"])])
def test_a_link_to_its_own_page_may_be_left_out(url: str, told: list[str]) -> None:
    members = tuple(Member(f"{lang}/guide/values.md", lang, "given") for lang in ("en", "de"))
    texts = (f"Use what [we say]({url}) as you like.\n", "Nutzen Sie, was wir sagen, wie Sie wollen.\n")
    files = dict(zip((member.path for member in members), texts, strict=True))
    found = lint_article(files, Config(select=("LK101",)), Bundle("guide/values.md", members, "en"))
    assert [finding.code for finding in found] == told


def test_pictures_of_its_own_may_be_the_rule_on_a_page() -> None:
    source = "".join(f"Picture {n}: ![x](https://cdn.example.com/{n}a.png)\n\n" for n in range(5))
    translation = source.replace("Picture", "Bild").replace("a.png", "b.png")
    assert codes(source, translation) == []
    assert codes(source, translation.replace("b.png", "a.png", 4)) == ["LK110"]


def test_another_address_of_the_same_page_is_no_change() -> None:
    texts = {
        "docs/guide.md": "Look into the [registry](/ecosystem/registry).\n",
        "docs/ro/guide.md": "Consultați [registrul](/ro/catalog).\n",
        "docs/ecosystem/registry.md": "# Registry\n",
        "docs/ro/ecosystem/registry.md": "---\nslug: /catalog\n---\n# Registru\n",
    }
    bundles = [
        Bundle(
            name,
            (Member(f"docs/{name}.md", "en", "given"), Member(f"docs/ro/{name}.md", "ro", "given")),
            "en",
        )
        for name in ("guide", "ecosystem/registry")
    ]

    def codes_with(site: Site) -> list[str]:
        found = lint_article(texts, Config(select=("LK103",)), bundles[0], site=site)
        return [finding.code for finding in found]

    assert codes_with(ALONE) == ["LK103"]
    assert codes_with(survey(bundles, (), texts, "en")) == []


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        pytest.param("docs/install.md", ["LK107"], id="from-the-wrong-folder"),
        pytest.param("install.md", [], id="from-its-own-folder"),
        pytest.param("/docs/install.md", [], id="from-the-root"),
        pytest.param("../docs/install", [], id="without-extension"),
    ],
)
def test_a_lone_readme_is_no_site_that_falls_back(url: str, codes: list[str]) -> None:
    texts = {
        "README.md": "See [install](docs/install.md) and [licence](LICENSE).\n",
        "docs/README.de.md": f"Siehe [Installation]({url}) und [Lizenz](LICENSE).\n",
        "docs/install.md": "# Install\n",
    }
    members = (Member("README.md", "en", "given"), Member("docs/README.de.md", "de", "given"))
    bundle = Bundle("README", members, "en")
    site = survey([bundle], [Member("docs/install.md", "en", "given")], texts, "en")
    found = lint_article(texts, Config(select=("LK",)), bundle, site=site)
    assert [finding.code for finding in found] == codes
    fixes = [finding.problem.fix for finding in found if finding.problem.fix]
    assert [fix.edits[0].text for fix in fixes] == ["install.md"] * len(codes)
