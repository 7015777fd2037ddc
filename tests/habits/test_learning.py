"""What a corpus teaches, habit by habit: enough witnesses that agree, or nothing."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from smo_lint.engine import lint_article
from smo_lint.habits import NONE, Habits, digest, learn
from smo_lint.habits.learning import ENOUGH, learnt
from smo_lint.habits.traits import blocks, traits
from smo_lint.model import Bundle, Finding, Member
from smo_lint.options import Config

Page = Callable[[int], str]


def pages(size: int, source: str = "en", **langs: Page) -> tuple[list[Bundle], dict[str, str]]:
    """Articles of so many numbers: language -> the page of a number."""
    tags = {name.replace("_", "-"): page for name, page in langs.items()}
    members = [tuple(Member(f"{lang}/{n}.md", lang, "") for lang in sorted(tags)) for n in range(size)]
    texts = {f"{lang}/{n}.md": page(n) for lang, page in tags.items() for n in range(size)}
    return [Bundle(f"{n}", members[n], source) for n in range(size)], texts


def front(**keys: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n\n"


SAMPLES: dict[str, tuple[str, object, dict[str, Page]]] = {
    "protected key": ("protected_keys", ("icon", "tags"), {"en": lambda n: front(icon=f"x{n}", tags="[a b, c]", title=f"a {n}"), "de": lambda n: front(icon=f"x{n}", tags="[a b, c]", title=f"b {n}")}),
    "sentences are not protected": ("protected_keys", (), {"en": lambda n: front(about=f"It is page number {n}"), "de": lambda n: front(about=f"It is page number {n}")}),
    "key of the source": ("keys", (("en", "authors"),), {"en": lambda n: front(title=f"a {n}", authors="x"), "de": lambda n: front(title=f"b {n}")}),
    "key of a locale": ("keys", (("de", "translator"),), {"en": lambda n: front(title=f"a {n}"), "de": lambda n: front(title=f"b {n}", translator="x")}),
    "key that some translations have": ("keys", (), {"en": lambda n: front(a="1", b=f"{n}"), "de": lambda n: front(a="1", b="2") if n % 5 == 0 else front(a="1")}),
    "no front matter is no witness": ("keys", (), {"en": lambda n: front(a="1"), "de": lambda n: "text"}),
    "component": ("elements", (("en", "<Card>"),), {"en": lambda n: "<Card a='1' />\n\n<br>\n", "de": lambda n: "<br>\n"}),
    "component in code": ("elements", (), {"en": lambda n: "```\n<Card />\n```\n", "de": lambda n: "x"}),
    "component that one translation has": ("elements", (), {"en": lambda n: "<Card />", "de": lambda n: "<Card />" if n % 5 == 0 else ""}),
    "shortcode": ("elements", (("en", "{{note}}"),), {"en": lambda n: "{{< note x >}}", "de": lambda n: "x"}),
    "template tag": ("elements", (("en", "{{raw}}"),), {"en": lambda n: "{% raw %}", "de": lambda n: "x"}),
    "host": ("addresses", (("ja", "https://guide.org/", "https://guide-in-japan.net/"),), {"en": lambda n: f"[a](https://guide.org/topics/page{n})", "ja": lambda n: f"[a](https://guide-in-japan.net/topics/page{n}#x)"}),
    "folder": ("addresses", (("ja", "/manual/", "/translated/jp/"),), {"en": lambda n: f"[a](/manual/page{n})", "ja": lambda n: f"[a](/translated/jp/page{n})"}),
    "folder of the language": ("addresses", (), {"en": lambda n: f"[a](/en/page{n})", "ja": lambda n: f"[a](/ja/page{n})"}),
    "host of the language": ("addresses", (), {"en": lambda n: f"[a](https://a.org/page{n})", "ja": lambda n: f"[a](https://ja.a.org/page{n})"}),
    "host that is often kept": ("addresses", (), {"en": lambda n: f"[a](https://a.org/page{n})", "ja": lambda n: f"[a](https://{'b' if n % 2 else 'a'}.org/page{n})"}),
    "pages that are named anew": ("addresses", (), {"en": lambda n: f"[a](https://a.org/page{n})", "ja": lambda n: f"[a](https://b.org/seite{n})"}),
    "lengths": ("lengths", (("de", 1.5), ("en", 1.0)), {"en": lambda n: "ab " * 400, "de": lambda n: "cde " * 400}),
    "pages that are not translated": ("lengths", (), {"en": lambda n: "ab " * 400, "de": lambda n: "ab " * 400 + "x"}),
    "pages that are half translated": ("lengths", (), {"en": lambda n: "ab cd " * 200, "de": lambda n: "ab cde " * 200}),
    "drafts": ("lengths", (), {"en": lambda n: "abcdefgh " * 200, "de": lambda n: "xyz " * 200}),
    "short pages": ("lengths", (), {"en": lambda n: "ab " * 40, "de": lambda n: "cde " * 40}),
    "spaces": ("spaces", (("fr", ":", "\u00a0"), ("fr", ";?!", " ")), {"en": lambda n: "a", "fr": lambda n: "Quoi ? Un\u00a0: deux."}),
    "no space": ("spaces", (("fr", ";?!", ""),), {"en": lambda n: "a", "fr": lambda n: "Quoi?"}),
    "spaces of both kinds": ("spaces", (), {"en": lambda n: "a", "fr": lambda n: "Quoi ?" if n % 2 else "Quoi?"}),
    "language without such a space": ("spaces", (), {"en": lambda n: "What ?", "de": lambda n: "Was ?"}),
    "marks": ("marks", (("zh", ","),), {"en": lambda n: "a", "zh": lambda n: "你好,世界。" if n % 4 == 0 else "你好，世界。"}),
    "marks of few": ("marks", (), {"en": lambda n: "a", "zh": lambda n: "你好,世界。" if n == 4 else "你好，世界。"}),
    "titles that are kept": ("kept", (("ko", "title"),), {"en": lambda n: front(title=f"page {n}"), "ko": lambda n: front(title=f"page {n}"), "de": lambda n: front(title=f"Seite {n}")}),
    "titles that wait for their translation": ("kept", (), {"en": lambda n: front(title=f"page {n}"), "ko": lambda n: front(title=f"page {n}" if n % 5 else f"쪽 {n}"), "de": lambda n: front(title=f"Seite {n}")}),
    "names that all keep": ("kept", (), {"en": lambda n: front(title=f"page {n}"), "ko": lambda n: front(title=f"page {n}")}),
}  # fmt: skip


@pytest.mark.parametrize(("field", "expected", "langs"), SAMPLES.values(), ids=SAMPLES.keys())
def test_learnt(field: str, expected: object, langs: dict[str, Page]) -> None:
    habits = learn(*pages(20, **langs))
    assert getattr(habits, field) == expected


@pytest.mark.parametrize(("field", "expected", "langs"), SAMPLES.values(), ids=SAMPLES.keys())
def test_a_few_pages_teach_nothing(field: str, expected: object, langs: dict[str, Page]) -> None:
    assert getattr(learn(*pages(4, **langs)), field) in ((), frozenset())


@pytest.mark.parametrize(
    ("times", "value", "expected"), [(3, "true", True), (2, "true", False), (3, "x", False)]
)
def test_a_switch_that_one_language_throws_is_its_own_after_three_pages(
    times: int, value: str, expected: bool
) -> None:
    langs = {
        "en": lambda n: front(a="1", b=value) if n < times else front(a="1"),
        "de": lambda n: front(a="1"),
    }
    assert (("en", "b") in learn(*pages(12, **langs)).keys) is expected


def test_without_a_source_a_language_has_for_its_own_what_no_other_has() -> None:
    shared = front(a="1")
    bundles, texts = pages(
        20, "", de=lambda n: shared + "<Card />", fr=lambda n: front(a="1", b="2"), pl=lambda n: shared
    )
    habits = learn(bundles, texts)
    assert (habits.keys, habits.elements, habits.addresses) == ((("fr", "b"),), (("de", "<Card>"),), ())


def test_the_order_of_articles_teaches_nothing() -> None:
    bundles, texts = pages(70, en=lambda n: "ab " * 300 + f"{n}", de=lambda n: "abc " * (300 + n))
    assert learn(bundles, texts) == learn(bundles[::-1], dict(reversed(texts.items())))


def test_habits_are_plain_values() -> None:
    habits = learn(*pages(20, en=lambda n: "<Card />", de=lambda n: "x"))
    assert pickle.loads(pickle.dumps(habits)) == habits
    assert hash(habits) == hash(learn(*pages(20, en=lambda n: "<Card />", de=lambda n: "x")))


def found(code: str, en: str, other: str, habits: Habits, lang: str = "de") -> list[Finding]:
    members = (Member(f"{lang}/a.md", lang, ""), Member("en/a.md", "en", ""))
    files = {f"{lang}/a.md": other, "en/a.md": en}
    return lint_article(files, Config(select=(code,)), Bundle("a", members, "en"), habits)


LONG = "Some words are said here again and again, until there are enough of them to be measured well. " * 3
USES = {
    "missing key": ("FM003", "---\na: 1\nb: 2\n---\n", "---\na: 1\n---\n", "de", Habits(keys=(("en", "b"),))),
    "extra key": ("FM005", "---\na: 1\n---\n", "---\na: 1\nb: 2\n---\n", "de", Habits(keys=(("de", "b"),))),
    "component": ("MK107", "A\n\n<Card a='1' />\n", "B\n", "de", Habits(elements=(("en", "<Card>"),))),
    "shortcode": ("MK106", "A\n\n{{< note >}}\n", "B\n", "de", Habits(elements=(("en", "{{note}}"),))),
    "link to another page": ("LK103", "[a](/manual/start).\n", "[b](/buch/start).\n", "de", Habits(addresses=(("de", "/manual/", "/buch/"),))),
    "link to another site": ("LK115", "[a](https://guide.org/x).\n", "[b](https://buch.net/x).\n", "de", Habits(addresses=(("de", "https://guide.org/", "https://buch.net/"),))),
    "length": ("TX105", LONG * 2 + "\n", "Hier steht etwas, das viel kürzer ist, und doch dasselbe.\n", "de", Habits(lengths=(("de", 0.1), ("en", 1.0)))),
    "marks": ("PN006", "Hi.\n", "你好,世界。你，你，你，你，你。\n", "zh", Habits(marks=(("zh", ","),))),
}  # fmt: skip


@pytest.mark.parametrize(("code", "en", "other", "lang", "habits"), USES.values(), ids=USES.keys())
def test_what_was_learnt_is_no_problem(code: str, en: str, other: str, lang: str, habits: Habits) -> None:
    assert [finding.code for finding in found(code, en, other, NONE, lang)] == [code]
    assert found(code, en, other, habits, lang) == []


def test_a_mark_unlike_those_of_its_language_is_reported() -> None:
    habits = Habits(spaces=(("fr", ";?!", "\u202f"),))
    assert found("PN009", "What? Yes!\n", "Quoi ? Oui\u202f!\n", NONE, "fr") == []
    messages = [
        f.problem.message for f in found("PN009", "What? Yes!\n", "Quoi ? Oui\u202f!\n", habits, "fr")
    ]
    assert messages == ["an ordinary space before “?”, but a narrow no-break space elsewhere in French"]


def test_what_costs_much_is_asked_of_a_few_editions_which_a_new_article_hardly_changes() -> None:
    """What stands on all pages is found whichever are drawn, and nobody looks at the others."""
    notice = "Diese Seite wurde von Freiwilligen aus dem Englischen übersetzt."
    bundles, texts = pages(200, en=lambda n: f"page {n}", de=lambda n: f"{notice}\n\nSeite {n}")

    def asked(some: list[Bundle]) -> tuple[Habits, set[str]]:
        seen: set[str] = set()

        def blocks_of(member: Member) -> frozenset[str]:
            seen.add(member.path)
            return blocks(texts[member.path])

        found = learnt(some, lambda m: traits(texts[m.path], m.lang), blocks_of, lambda base, member: None)
        return found, seen

    habits, seen = asked(bundles)
    assert habits.boilerplate == {("de", digest(notice))}
    carrying = {path for path in seen if path.startswith("de/")}
    assert len(carrying) == ENOUGH
    assert len(seen - carrying) < ENOUGH / 2, "it is early plain that no block of the source is on most pages"
    again, others = asked([*bundles[:77], *bundles[78:]])
    assert again == habits
    assert len(carrying & others) >= ENOUGH - 1


@pytest.mark.parametrize("first", range(0, ENOUGH, 5))
@pytest.mark.parametrize(("carrying", "habit"), [(ENOUGH * 6 // 10, True), (ENOUGH * 6 // 10 - 1, False)])
def test_what_just_most_pages_carry_is_found_wherever_they_are(
    first: int, carrying: int, habit: bool
) -> None:
    notice = "Diese Seite wurde von Freiwilligen aus dem Englischen übersetzt."

    def page(number: int) -> str:
        return f"{notice}\n\nSeite {number}" if (number - first) % ENOUGH < carrying else f"Seite {number}"

    bundles, texts = pages(ENOUGH, en=lambda n: f"page {n}", de=page)
    assert learn(bundles, texts).boilerplate == ({("de", digest(notice))} if habit else set())
