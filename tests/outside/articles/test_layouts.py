"""Paths in, articles out: every layout of translations that is in use, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_lint.options import Config
from smo_lint.outside.articles.facts import Facts
from smo_lint.outside.articles.layouts import grouped


def articles(paths: list[str], config: Config = Config(), facts: dict[str, Facts] | None = None) -> list[str]:
    """Each article as "source: tag=path tag=path", in the order of keys."""
    known = facts or {}
    found = grouped(paths, config, lambda path: known.get(path, Facts()))
    lines = []
    for bundle in found.bundles:
        members = " ".join(f"{m.lang}={m.path}" for m in sorted(bundle.members, key=lambda m: m.lang))
        lines.append(f"{bundle.source or '-'}: {members}")
    return sorted(lines)


LAYOUTS = {
    "folders of languages": (
        "docs/en/a.md docs/de/a.md docs/fr/a.md docs/en/b/c.md docs/de/b/c.md",
        ["en: de=docs/de/a.md en=docs/en/a.md fr=docs/fr/a.md", "en: de=docs/de/b/c.md en=docs/en/b/c.md"],
    ),
    "segment in the middle": (
        "docs/en/docs/a.md docs/zh-hant/docs/a.md",
        ["en: en=docs/en/docs/a.md zh-Hant=docs/zh-hant/docs/a.md"],
    ),
    "language below each section": (
        "guide/en/a.md guide/ja/a.md api/en/b.md api/ja/b.md",
        ["en: en=api/en/b.md ja=api/ja/b.md", "en: en=guide/en/a.md ja=guide/ja/a.md"],
    ),
    "deep content folder": (
        "website/content/en/a.md website/content/pt-br/a.md",
        ["en: en=website/content/en/a.md pt-BR=website/content/pt-br/a.md"],
    ),
    "root and folders": ("a.md b.md de/a.md fr/b.md", ["en: de=de/a.md en=a.md", "en: en=b.md fr=fr/b.md"]),
    "root and i18n": (
        "README.md docs/a.md i18n/de/README.md i18n/de/docs/a.md",
        ["en: de=i18n/de/README.md en=README.md", "en: de=i18n/de/docs/a.md en=docs/a.md"],
    ),
    "root and translations": ("a.md translations/de/a.md", ["en: de=translations/de/a.md en=a.md"]),
    "docs and docs/i18n": ("docs/x/a.md docs/i18n/ko/x/a.md", ["en: en=docs/x/a.md ko=docs/i18n/ko/x/a.md"]),
    "docs and docs/lang": (
        "docs/a.md docs/ja/a.md docs/ko/a.md docs/b.md",
        ["en: en=docs/a.md ja=docs/ja/a.md ko=docs/ko/a.md"],
    ),
    "articles and articles/lang": (
        "_articles/a.md _articles/zh-hans/a.md _articles/pcm/a.md",
        ["en: en=_articles/a.md pcm=_articles/pcm/a.md zh-Hans=_articles/zh-hans/a.md"],
    ),
    "language between folders": (
        "source/docs/a.md source/api/b.md source/th/docs/a.md source/th/api/b.md source/pt-br/api/b.md",
        ["en: en=source/api/b.md pt-BR=source/pt-br/api/b.md th=source/th/api/b.md", "en: en=source/docs/a.md th=source/th/docs/a.md"],
    ),
    "Docusaurus docs": (
        "docs/a/b.md i18n/zh/docusaurus-plugin-content-docs/current/a/b.md",
        ["en: en=docs/a/b.md zh=i18n/zh/docusaurus-plugin-content-docs/current/a/b.md"],
    ),
    "Docusaurus versions": (
        "docs/a.md versioned_docs/version-1.2/a.md i18n/fr/docusaurus-plugin-content-docs/current/a.md i18n/fr/docusaurus-plugin-content-docs/version-1.2/a.md",
        [
            "en: en=docs/a.md fr=i18n/fr/docusaurus-plugin-content-docs/current/a.md",
            "en: en=versioned_docs/version-1.2/a.md fr=i18n/fr/docusaurus-plugin-content-docs/version-1.2/a.md",
        ],
    ),
    "Docusaurus blog and pages": (
        "blog/2024-p/index.md src/pages/x.md i18n/ja/docusaurus-plugin-content-blog/2024-p/index.md i18n/ja/docusaurus-plugin-content-pages/x.md",
        [
            "en: en=blog/2024-p/index.md ja=i18n/ja/docusaurus-plugin-content-blog/2024-p/index.md",
            "en: en=src/pages/x.md ja=i18n/ja/docusaurus-plugin-content-pages/x.md",
        ],
    ),
    "Docusaurus plugin with a name": (
        "community/a.md community_versioned_docs/version-2/a.md i18n/de/docusaurus-plugin-content-docs-community/current/a.md i18n/de/docusaurus-plugin-content-docs-community/version-2/a.md",
        [
            "en: de=i18n/de/docusaurus-plugin-content-docs-community/current/a.md en=community/a.md",
            "en: de=i18n/de/docusaurus-plugin-content-docs-community/version-2/a.md en=community_versioned_docs/version-2/a.md",
        ],
    ),
    "Docusaurus below a folder": (
        "website/docs/a.mdx website/i18n/es/docusaurus-plugin-content-docs/current/a.mdx",
        ["en: en=website/docs/a.mdx es=website/i18n/es/docusaurus-plugin-content-docs/current/a.mdx"],
    ),
    "Docusaurus, docs beside the website": (
        "docs/a.md website/i18n/es/docusaurus-plugin-content-docs/current/a.md",
        ["en: en=docs/a.md es=website/i18n/es/docusaurus-plugin-content-docs/current/a.md"],
    ),
    "source tree of another name": (
        "book/a.md book/b.md book/c.md i18n/de/manual/a.md i18n/de/manual/b.md i18n/de/manual/c.md i18n/fr/manual/a.md",
        [
            "en: de=i18n/de/manual/a.md en=book/a.md fr=i18n/fr/manual/a.md",
            "en: de=i18n/de/manual/b.md en=book/b.md",
            "en: de=i18n/de/manual/c.md en=book/c.md",
        ],
    ),
    "source tree found by its names": (
        "src/content/a.md src/content/x/b.md src/content/c.md l10n/de/a.md l10n/de/x/b.md l10n/de/c.md l10n/fr/a.md l10n/fr/c.md",
        [
            "en: de=l10n/de/a.md en=src/content/a.md fr=l10n/fr/a.md",
            "en: de=l10n/de/c.md en=src/content/c.md fr=l10n/fr/c.md",
            "en: de=l10n/de/x/b.md en=src/content/x/b.md",
        ],
    ),
    "suffix": ("a.en.md a.de.md", ["en: de=a.de.md en=a.en.md"]),
    "suffix with a region": ("a.en-US.mdx a.zh-CN.mdx", ["en-US: en-US=a.en-US.mdx zh-CN=a.zh-CN.mdx"]),
    "suffix beside a bare name": (
        "index.md index.de.md index.pt-br.md",
        ["en: de=index.de.md en=index.md pt-BR=index.pt-br.md"],
    ),
    "suffix after an underscore": ("README.md README_zh.md README_pt_BR.md", ["en: en=README.md pt-BR=README_pt_BR.md zh=README_zh.md"]),
    "suffix after a hyphen": ("guide.md guide-fr.md guide-zh-TW.md", ["en: en=guide.md fr=guide-fr.md zh-TW=guide-zh-TW.md"]),
    "README": ("README.md README.ja.md README.zh-Hant.md", ["en: en=README.md ja=README.ja.md zh-Hant=README.zh-Hant.md"]),
    "README in capitals": ("README.md README.DE.md README.ZH_CN.md", ["en: de=README.DE.md en=README.md zh-CN=README.ZH_CN.md"]),
    "README in other letters": ("readme.md README_zh.md", ["en: en=readme.md zh=README_zh.md"]),
    "README in .github": ("README.md .github/README.de.md", ["en: de=.github/README.de.md en=README.md"]),
    "community files": (
        "CONTRIBUTING.md README.md docs/ja-JP/CONTRIBUTING.md docs/ja-JP/README.md docs/zh-CN/README.md docs/a.md",
        ["en: en=CONTRIBUTING.md ja-JP=docs/ja-JP/CONTRIBUTING.md", "en: en=README.md ja-JP=docs/ja-JP/README.md zh-CN=docs/zh-CN/README.md"],
    ),
    "README in Translations": ("README.md Translations/README_fr.md", ["en: en=README.md fr=Translations/README_fr.md"]),
    "README of Italy": ("README.md README.it.md", ["en: en=README.md it=README.it.md"]),
    "README in docs": ("README.md docs/README.de.md docs/README.fr.md", ["en: de=docs/README.de.md en=README.md fr=docs/README.fr.md"]),
    "README in assets": ("README.md assets/README.de.md resources/readme/README_fr.md", ["en: de=assets/README.de.md en=README.md fr=resources/readme/README_fr.md"]),
    "README in folders of docs": ("README.md docs/de/README.md docs/fr/README.md", ["en: de=docs/de/README.md en=README.md fr=docs/fr/README.md"]),
    "README in translations": ("README.md translations/README-ko.md translations/README-vi.md", ["en: en=README.md ko=translations/README-ko.md vi=translations/README-vi.md"]),
    "README named by languages alone": ("README.md translations/de.md translations/fr.md", ["en: de=translations/de.md en=README.md fr=translations/fr.md"]),
    "post named by languages alone": ("posts/hello/en.md posts/hello/de.md posts/hello/it.md", ["en: de=posts/hello/de.md en=posts/hello/en.md it=posts/hello/it.md"]),
    "folder and suffix both": ("docs/README.md docs/zh-CN/README.zh-CN.md", ["en: en=docs/README.md zh-CN=docs/zh-CN/README.zh-CN.md"]),
    "language in English words": ("guide.md guide.chinese.md README.md README_german.md", ["en: de=README_german.md en=README.md", "en: en=guide.md zh=guide.chinese.md"]),
    "folders of words": ("english/a.md english/b.md german/a.md german/b.md", ["en: de=german/a.md en=english/a.md", "en: de=german/b.md en=english/b.md"]),
    "language in its own word": ("README.md README.中文.md", ["en: en=README.md zh=README.中文.md"]),
    "two, one of them a word": ("docs/en/a.md docs/it/a.md", ["en: en=docs/en/a.md it=docs/it/a.md"]),
    "two, one of them a country": ("docs/en/a.md docs/cn/a.md", ["en: en=docs/en/a.md zh=docs/cn/a.md"]),
    "country alone": ("README.md README_cn.md", ["en: en=README.md zh=README_cn.md"]),
    "country for a language": ("README.md README_CN.md README_JP.md README_DE.md", ["en: de=README_DE.md en=README.md ja=README_JP.md zh=README_CN.md"]),
    "abbreviated scripts": ("README.md README_CHS.md README_CHT.md", ["en: en=README.md zh-Hans=README_CHS.md zh-Hant=README_CHT.md"]),
    "country of no language": ("README.md README_ch.md", ["en: en=README.md zh=README_ch.md"]),
    "component named by regions alone": ("button/docs/en-US.md button/docs/zh-CN.md", ["en-US: en-US=button/docs/en-US.md zh-CN=button/docs/zh-CN.md"]),
    "pages of Jekyll that place translations": (
        "docs/a.md docs/_i18n/en/a.md docs/_i18n/es/a.md",
        ["en: en=docs/_i18n/en/a.md es=docs/_i18n/es/a.md"],
    ),
    "folder suffix": ("pages/common/tar.md pages.de/common/tar.md pages.pt_BR/common/tar.md", ["en: de=pages.de/common/tar.md en=pages/common/tar.md pt-BR=pages.pt_BR/common/tar.md"]),
    "folder suffix after a hyphen": ("docs/a.md docs/b.md docs-ru/a.md docs-ru/b.md", ["en: en=docs/a.md ru=docs-ru/a.md", "en: en=docs/b.md ru=docs-ru/b.md"]),
    "other extension": ("docs/en/a.md docs/de/a.mdx docs/fr/a.markdown", ["en: de=docs/de/a.mdx en=docs/en/a.md fr=docs/fr/a.markdown"]),
    "two extensions of one name": (
        "docs/en/a.md docs/en/a.mdx docs/de/a.md docs/de/a.mdx",
        ["en: de=docs/de/a.md en=docs/en/a.md", "en: de=docs/de/a.mdx en=docs/en/a.mdx"],
    ),
    "five without English": ("x.da.md x.de.md x.fi.md x.is.md x.pl.md", ["-: da=x.da.md de=x.de.md fi=x.fi.md is=x.is.md pl=x.pl.md"]),
    "without a source": ("docs/a.md docs/ja/a.md docs/ja/b.md docs/ko/b.md", ["-: ja=docs/ja/b.md ko=docs/ko/b.md", "en: en=docs/a.md ja=docs/ja/a.md"]),
    "one page in a new language": (
        "docs/en/a.md docs/de/a.md docs/fr/a.md docs/en/b.md docs/de/b.md docs/fr/b.md docs/it/a.md",
        ["en: de=docs/de/a.md en=docs/en/a.md fr=docs/fr/a.md it=docs/it/a.md", "en: de=docs/de/b.md en=docs/en/b.md fr=docs/fr/b.md"],
    ),
    "one start page in a new language": (
        "docs/en/index.md docs/de/index.md docs/fr/index.md docs/it/index.md",
        ["en: de=docs/de/index.md en=docs/en/index.md fr=docs/fr/index.md it=docs/it/index.md"],
    ),
    "Norwegian and old codes": ("a.en.md a.no.md a.iw.md", ["en: en=a.en.md he=a.iw.md nb=a.no.md"]),
    "unknown code among many": ("a.md a.de.md a.fr.md a.ja.md a.qq.md", ["en: de=a.de.md en=a.md fr=a.fr.md ja=a.ja.md qq=a.qq.md"]),
    "versions of one text": (
        "v1/index.md v1/index.it.md v2/index.md v2/index.it.md",
        ["en: en=v1/index.md it=v1/index.it.md", "en: en=v2/index.md it=v2/index.it.md"],
    ),
    "same language twice": ("docs/a.md docs/de/a.md docs/a.de.md", ["en: de=docs/a.de.md en=docs/a.md"]),
    "names with spaces and letters of others": (
        "my docs/en/日本 語.md my docs/ja/日本 語.md".replace(" docs", "\u00a0docs").replace("本 語", "本\u3000語"),
        ["en: en=my docs/en/日本 語.md ja=my docs/ja/日本 語.md".replace("my docs", "my\u00a0docs").replace("本 語", "本\u3000語")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("paths", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layouts(paths: str, expected: list[str]) -> None:
    assert articles(paths.split(" ")) == expected


NOT_LANGUAGES = {
    "api beside a start page": "docs/index.md docs/install.md docs/api/index.md docs/api/client.md",
    "tools with equal names": "packages/cli/README.md packages/api/README.md packages/app/README.md packages/css/README.md",
    "tools with equal pages": "docs/api/setup.md docs/cli/setup.md docs/app/setup.md docs/api/usage.md docs/cli/usage.md",
    "words of English": "docs/is/index.md docs/it/index.md docs/my/index.md docs/to/index.md",
    "source folders": "src/lib/README.md src/app/README.md src/io/README.md README.md",
    "one word": "id/a.md id/b.md c.md",
    "suffix without siblings": "release.de.md other.md",
    "endings of words": "how.md how-to.md what.md what-is.md so.md so-so.md",
    "endings of files": "types.d.md types.md index.ts.md index.md lib.cs.md lib.md",
    "package and its part": "packages/core/README.md packages/core-js/README.md packages/core-vi/README.md packages/core/a.md",
    "folder of to-do": "to-do/a.md a.md",
    "countries": "countries/de.md countries/fr.md countries/us.md countries/index.md",
    "names in capitals": "vars/LANG_COMPILER.md vars/LANG_COMPILER_AR.md vars/LANG_COMPILER_ID.md",
    "notes about languages": "per-language/ar.md per-language/bn.md per-language/de.md notes.md",
    "nothing": "",
}


@pytest.mark.parametrize("paths", NOT_LANGUAGES.values(), ids=NOT_LANGUAGES.keys())
def test_what_is_no_language(paths: str) -> None:
    assert articles(paths.split()) == []


def test_api_stands_beside_languages() -> None:
    paths = "docs/index.md docs/a.md docs/de/index.md docs/de/a.md docs/api/index.md docs/api/b.md"
    assert articles(paths.split()) == [
        "en: de=docs/de/a.md en=docs/a.md",
        "en: de=docs/de/index.md en=docs/index.md",
    ]


def test_newline_in_a_name() -> None:
    assert articles(["docs/en/a\nb.md", "docs/de/a\nb.md"]) == ["en: de=docs/de/a\nb.md en=docs/en/a\nb.md"]


CONFIGURED = {
    "layout": (
        Config(layout=("text/{path}_in_{lang}.md", "orig/{path}.md")),
        "text/a_in_de.md text/a_in_xx.md text/a_in_api.md text/a_in_toto.md orig/a.md other/a.md",
        ["en: de=text/a_in_de.md en=orig/a.md xx=text/a_in_xx.md"],
    ),
    "layout with more than a path": (
        Config(layout=("{lang}/{version}/{path}",)),
        "en/v1/a.md de/v1/a.md en/v2/a.md de/v2/a.md",
        ["en: de=de/v1/a.md en=en/v1/a.md", "en: de=de/v2/a.md en=en/v2/a.md"],
    ),
    "layout says where the source is": (
        Config(layout=("docs/{lang}/{path}",)),
        "docs/a.md docs/de/a.md",
        ["en: de=docs/de/a.md en=docs/a.md"],
    ),
    "declared languages": (
        Config(languages=("it", "id")),
        "docs/it/a.md docs/id/a.md",
        ["-: id=docs/id/a.md it=docs/it/a.md"],
    ),
    "declared source": (
        Config(source="de"),
        "docs/de/a.md docs/en/a.md",
        ["de: de=docs/de/a.md en=docs/en/a.md"],
    ),
    "source of another region": (
        Config(source="en"),
        "a.en-GB.md a.de.md",
        ["en-GB: de=a.de.md en-GB=a.en-GB.md"],
    ),
    "declared source of bare names": (Config(source="sv"), "a.md a.de.md", ["sv: de=a.de.md sv=a.md"]),
    "languages looked at": (
        Config(languages=("de",)),
        "a.md a.de.md a.fr.md b.md b.fr.md",
        ["en: de=a.de.md en=a.md"],
    ),
    "no source": (Config(source="none"), "docs/de/a.md docs/en/a.md", ["-: de=docs/de/a.md en=docs/en/a.md"]),
    "other default": (Config(default_language="fr"), "a.md a.de.md", ["fr: de=a.de.md fr=a.md"]),
}


@pytest.mark.parametrize(("config", "paths", "expected"), CONFIGURED.values(), ids=CONFIGURED.keys())
def test_configured(config: Config, paths: str, expected: list[str]) -> None:
    assert articles(paths.split(), config) == expected


ENGLISH = Facts(
    text="This is what the tool does with all of the files that you have, and how it is used. " * 3
)
CHINESE = Facts(text="快速开始 安装说明")

FACTS = {
    "ending that the text confirms": (
        {"guide.md": ENGLISH, "guide_cn.md": CHINESE},
        "guide.md guide_cn.md",
        ["en: en=guide.md zh=guide_cn.md"],
    ),
    "endings that the texts confirm": (
        {"guide_EN.md": ENGLISH, "guide_CN.md": CHINESE},
        "guide_EN.md guide_CN.md",
        ["en: en=guide_EN.md zh=guide_CN.md"],
    ),
    "ending of a subject": (
        {"market.md": CHINESE, "market_cn.md": CHINESE, "tax.md": ENGLISH, "tax_kr.md": ENGLISH},
        "market.md market_cn.md tax.md tax_kr.md",
        [],
    ),
    "code of a language that is a word": (
        {"README.md": ENGLISH, "README_GUI.md": ENGLISH, "README_ja.md": Facts(), "README_ko.md": Facts()},
        "README.md README_GUI.md README_ja.md README_ko.md",
        ["en: en=README.md ja=README_ja.md ko=README_ko.md"],
    ),
    "copy in the source language": (
        {"README.md": ENGLISH},
        "README.md README.en.md README.zh.md",
        ["en: en=README.en.md zh=README.zh.md"],
    ),
    "page whose language others have": (
        {"a.md": ENGLISH},
        "a.md zh/a.md en/b.md zh/b.md",
        ["en: en=a.md zh=zh/a.md", "en: en=en/b.md zh=zh/b.md"],
    ),
    "rare language that reads as a common one": (
        {"README.md": ENGLISH, "README_ast.md": Facts(text="Esto es lo que la herramienta hace con los archivos")},
        "README.md README_ast.md README_ja.md README_ko.md",
        ["en: ast=README_ast.md en=README.md ja=README_ja.md ko=README_ko.md"],
    ),
    "README in two languages at once": (
        {"README.md": CHINESE},
        "README.md docs/guide/en.md docs/guide/zh-cn.md",
        ["en: en=docs/guide/en.md zh-CN=docs/guide/zh-cn.md"],
    ),
    "language of the bare file": ({"a.md": Facts(lang="sv")}, "a.md a.de.md", ["sv: de=a.de.md sv=a.md"]),
    "script of the bare file": (
        {"a.md": Facts(text="快速开始 安装说明")},
        "a.md a.en.md",
        ["zh: en=a.en.md zh=a.md"],
    ),
    "nothing tells the bare file": ({}, "a.md a.en.md", ["en: en=a.en.md und=a.md"]),
    "a page in the wrong language": (
        {"docs/b.md": Facts(text="快速开始 安装说明")},
        "docs/a.md docs/b.md docs/zh/a.md docs/zh/b.md",
        ["en: en=docs/a.md zh=docs/zh/a.md", "en: en=docs/b.md zh=docs/zh/b.md"],
    ),
    "one page in a language of its own": (
        {"docs/d.md": Facts(text="Быстрый старт")},
        "docs/a.md docs/b.md docs/c.md docs/d.md docs/e.md docs/de/a.md docs/de/b.md docs/de/c.md docs/de/d.md docs/de/e.md",
        [f"en: de=docs/de/{name}.md en=docs/{name}.md" for name in "abcde"],
    ),
    "translation key": (
        {"en/about.md": Facts("en", "about"), "de/ueber.md": Facts("de", "about"), "en/x.md": Facts("en")},
        "en/about.md de/ueber.md en/x.md de/x.md",
        ["en: de=de/ueber.md en=en/about.md", "en: de=de/x.md en=en/x.md"],
    ),
    "translation key without a layout": (
        {"about.md": Facts("en", "about"), "ueber.md": Facts("de", "about"), "c.md": Facts("de", "c")},
        "about.md ueber.md c.md",
        ["en: de=ueber.md en=about.md"],
    ),
    "translation key joins an article": (
        {p: Facts(p[:2], "about") for p in ("en/about.md", "fr/about.md", "de/ueber.md")},
        "en/about.md fr/about.md de/ueber.md en/x.md de/x.md",
        ["en: de=de/ueber.md en=en/about.md fr=fr/about.md", "en: de=de/x.md en=en/x.md"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "paths", "expected"), FACTS.values(), ids=FACTS.keys())
def test_what_files_say(facts: dict[str, Facts], paths: str, expected: list[str]) -> None:
    assert articles(paths.split(), Config(), facts) == expected


KEYS = {
    "folders": ("docs/en/a.md docs/de/a.md", "docs/*/a.md"),
    "bare source": ("docs/a.md docs/de/a.md", "docs/a.md"),
    "suffix": ("x.da.md x.de.md", "x.*.md"),
    "source that is missing": ("docs/z.md docs/ja/z.md docs/ja/a.md docs/ko/a.md", "docs/*/a.md"),
}


@pytest.mark.parametrize(("paths", "key"), KEYS.values(), ids=KEYS.keys())
def test_key(paths: str, key: str) -> None:
    assert grouped(paths.split(), Config()).bundles[0].key == key


ALONE = {
    "no translation": ("a.md", "", "no language in its path, and no translation beside it"),
    "page in one language": (
        "docs/en/a.md docs/de/a.md docs/en/b.md",
        "en",
        "“en” in docs/{lang}/{path}: 1 sibling folder shares file names, but this page is in no other language",
    ),
    "word that may be a language": (
        "docs/it/a.md docs/of/b.md",
        "",
        "“it” may name a language in docs/{lang}/, but nothing there is in another one",
    ),
}


@pytest.mark.parametrize(("paths", "lang", "why"), ALONE.values(), ids=ALONE.keys())
def test_alone(paths: str, lang: str, why: str) -> None:
    found = grouped(paths.split(), Config()).alone
    assert (found[0].lang, found[0].why) == (lang, why)


WHY = {
    "folders": ("docs/en/a.md docs/de/a.md docs/fr/a.md", "“de” in docs/{lang}/{path}: 2 sibling folders share file names"),
    "bare source": ("docs/a.md docs/de/a.md", "no language in its path; en is the default, and no sibling has it"),
    "suffix": ("a.de.md a.fr.md", "“de” in {path}.{lang}: 1 sibling has its name"),
}  # fmt: skip


@pytest.mark.parametrize(("paths", "why"), WHY.values(), ids=WHY.keys())
def test_why(paths: str, why: str) -> None:
    assert grouped(paths.split(), Config()).bundles[0].members[0].why == why


MODES = {
    "given": (Config(source="de"), "a.de.md a.fr.md", "source language de, as configured (1 of 1 articles have it)"),
    "none": (Config(source="none"), "a.de.md a.en.md", "no source language, as configured: the editions vote"),
    "bare": (Config(), "a.md a.de.md", "source language en: that of files whose path names none (1 of 1 articles)"),
    "nearly all": (Config(), "a.en.md a.de.md", "source language en: 1 of 1 articles have it"),
    "votes": (Config(), "a.fr.md a.de.md", "no source language (no article is in en): the editions vote"),
}  # fmt: skip


@pytest.mark.parametrize(("config", "paths", "mode"), MODES.values(), ids=MODES.keys())
def test_mode(config: Config, paths: str, mode: str) -> None:
    assert grouped(paths.split(), config).mode == mode


def test_order_of_paths_does_not_matter() -> None:
    paths = ["docs/en/a.md", "docs/de/a.md", "a.md", "a.fr.md", "docs/api/x.md"]
    assert grouped(paths, Config()) == grouped(paths[::-1], Config())


SEGMENTS = st.sampled_from(
    [
        "docs",
        "i18n",
        "translations",
        "en",
        "de",
        "fr",
        "it",
        "is",
        "api",
        "no-go",
        "zh-CN",
        "pt_BR",
        "current",
        "x.de",
        "pages",
        "README",
        "a",
        "b.c",
        "index",
    ]
)
PATHS = st.builds(
    lambda folders, name, extension: "/".join([*folders, name]) + extension,
    st.lists(SEGMENTS, max_size=4),
    SEGMENTS,
    st.sampled_from([".md", ".de.md", "_en.mdx", "-it.md", ".is.markdown", ".MD"]),
)


@given(
    st.lists(PATHS, max_size=40, unique=True),
    st.sampled_from([(), ("docs/{lang}/{path}",), ("{path}.{lang}.md",)]),
)
def test_every_file_has_one_place_and_a_reason(paths: list[str], layout: tuple[str, ...]) -> None:
    found = grouped(paths, Config(layout=layout))
    members = [member for bundle in found.bundles for member in bundle.members]
    assert sorted(member.path for member in (*members, *found.alone)) == sorted(paths)
    assert all(member.why for member in (*members, *found.alone))
    for bundle in found.bundles:
        tags = [member.lang for member in bundle.members]
        assert len(tags) == len(set(tags)) > 1
        assert bundle.source in ("", *tags)
    keys = [bundle.key for bundle in found.bundles]
    assert len(keys) == len(set(keys))
