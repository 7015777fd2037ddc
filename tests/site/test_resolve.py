"""Links to pages, in the layouts and by the ways of writing that there are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from smo_lint.model import Bundle, Member, Site
from smo_lint.site import survey
from smo_lint.site.resolve import goals, ways


def built(articles: Mapping[str, Mapping[str, str]], alone: tuple[str, ...] = (), **texts: str) -> Site:
    bundles = [
        Bundle(key, tuple(Member(path, lang, "") for lang, path in sorted(paths.items())), "en")
        for key, paths in articles.items()
    ]
    known = {path.replace("/", "_").replace(".", "_"): path for b in bundles for path, *_ in b.members}
    return survey(
        bundles, [Member(path, "en", "") for path in alone], {known[k]: t for k, t in texts.items()}, "en"
    )


FOLDERS = built(
    {
        name: {"en": f"docs/{name}.md", "de": f"docs/de/{name}.md"}
        for name in ("index", "guide/index", "guide/start", "guide/01-setup", "api")
    },
    ("docs/guide/new.md",),
)
TREES = built({n: {"en": f"docs/en/docs/{n}.md", "de": f"docs/de/docs/{n}.md"} for n in ("a", "b", "c/d")})
ENDINGS = built({n: {"en": f"src/{n}.en-US.md", "zh-CN": f"src/{n}.zh-CN.md"} for n in ("a", "b/index", "c")})
PLUGIN = built(
    {
        n: {"en": f"docs/{n}.md", "zh": f"i18n/zh/docusaurus-plugin-content-docs/current/{n}.md"}
        for n in ("intro", "ops/run", "ops/stop")
    },
    ("docs/ops/new.md",),
)
NAMED = built(
    {"a": {"en": "posts/a.md", "de": "posts/a.de.md"}, "b": {"en": "posts/b.md", "de": "posts/b.de.md"}},
    posts_b_md="---\npermalink: /news/big-b/\n---\n",
)


@pytest.mark.parametrize(
    ("site", "page", "url", "found"),
    [
        (FOLDERS, "docs/de/guide/start.md", "index.md", {("docs/de/guide/index.md", "de")}),
        (
            FOLDERS,
            "docs/de/guide/start.md",
            "./",
            {(f"docs/de/guide/{n}.md", "de") for n in ("index", "start")},
        ),
        (FOLDERS, "docs/de/guide/start.md", "../api.md?x#y", {("docs/de/api.md", "de")}),
        (FOLDERS, "docs/de/guide/start.md", "new.md", {("docs/guide/new.md", "de")}),
        (FOLDERS, "docs/de/guide/start.md", "setup.html", {("docs/de/guide/01-setup.md", "de")}),
        (FOLDERS, "docs/de/guide/start.md", "../../api.md", {("docs/api.md", "en")}),
        (FOLDERS, "docs/de/guide/start.md", "/de/api/", {("docs/de/api.md", "de"), ("docs/api.md", "de")}),
        (FOLDERS, "docs/de/api.md", "nothing.md", set()),
        (FOLDERS, "docs/de/api.md", "https://example.com/api.md", set()),
        (FOLDERS, "docs/de/api.md", "#api", set()),
        (FOLDERS, "docs/de/api.md", "mailto:a@example.com", set()),
        (FOLDERS, "docs/de/api.md", "../../../../api.md", set()),
        (TREES, "docs/de/docs/a.md", "c/d.md", {("docs/de/docs/c/d.md", "de")}),
        (TREES, "docs/de/docs/a.md", "../../en/docs/b.md", {("docs/en/docs/b.md", "en")}),
        (ENDINGS, "src/a.zh-CN.md", "b/index.zh-CN.md", {("src/b/index.zh-CN.md", "zh-CN")}),
        (ENDINGS, "src/a.zh-CN.md", "b/index.en-US.md", {("src/b/index.en-US.md", "en")}),
        (
            PLUGIN,
            "i18n/zh/docusaurus-plugin-content-docs/current/ops/run.md",
            "new.md",
            {("docs/ops/new.md", "zh")},
        ),
        (NAMED, "posts/a.de.md", "/news/big-b", {("posts/b.md", "")}),
    ],
)
def test_goals(site: Site, page: str, url: str, found: set[tuple[str, str]]) -> None:
    goal = goals(site, site.pages[page], url)
    assert {(g.page.path, g.lang) for g in goal} == found


@pytest.mark.parametrize(
    ("site", "page", "url", "paths"),
    [
        (PLUGIN, "i18n/zh/docusaurus-plugin-content-docs/current/intro.md", "/docs/ops/run", {"en", "zh"}),
        (FOLDERS, "docs/de/api.md", "/guide/start", {"en", "de"}),
        (FOLDERS, "docs/de/api.md", "guide/start.md", {"de"}),
        (FOLDERS, "docs/de/api.md", "guide/new.md", {"en"}),
        (FOLDERS, "docs/de/api.md", "#x", {"de"}),
    ],
)
def test_ways(site: Site, page: str, url: str, paths: set[str]) -> None:
    assert {found.lang for found in ways(site, site.pages[page], url)} == paths
