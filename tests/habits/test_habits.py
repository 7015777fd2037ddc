"""What a corpus teaches, and that it silences what belongs to a locale."""

from __future__ import annotations

from smo_lint.engine import lint_article
from smo_lint.habits import NONE, Habits, carries, learn
from smo_lint.model import Bundle, Fault, Member
from smo_lint.options import Config

NOTICE = "Diese Seite wurde von Freiwilligen übersetzt."
PAGE = "---\nweight: {0}\ntitle: {1} {0}\n---\n\n# {1} {0}\n\n{2} {0}.\n"


def bundle(number: int) -> Bundle:
    return Bundle(f"{number}", tuple(Member(f"{lang}/{number}.md", lang, "") for lang in ("de", "en")), "en")


def corpus(size: int, **changes: str) -> dict[str, str | Fault]:
    texts: dict[str, str | Fault] = {}
    for i in range(size):
        texts[f"en/{i}.md"] = PAGE.format(i, "Page", "Something is said here about number")
        texts[f"de/{i}.md"] = PAGE.format(i, "Seite", "Hier wird etwas gesagt über Nummer") + f"\n{NOTICE}\n"
    return texts | {path.replace("_", "/") + ".md": text for path, text in changes.items()}


def learnt(size: int, **changes: str) -> Habits:
    return learn([bundle(i) for i in range(size)], corpus(size, **changes))


def test_keys_that_are_equal_nearly_everywhere_are_protected() -> None:
    assert learnt(20).protected_keys == ("weight",)


def test_a_few_pages_teach_nothing() -> None:
    assert learnt(5) == NONE


def test_unreadable_pages_are_passed_over() -> None:
    texts = corpus(20) | {"de/3.md": Fault("gone")}

    assert learn([bundle(i) for i in range(20)], texts).protected_keys == ("weight",)


def test_a_notice_on_most_pages_belongs_to_the_locale() -> None:
    habits = learnt(20)

    assert carries(habits, "de", NOTICE)
    assert not carries(habits, "en", NOTICE)
    assert not carries(habits, "de", "Hier wird etwas gesagt über Nummer 3.")


def test_what_belongs_to_the_locale_is_no_extra_paragraph() -> None:
    texts = corpus(20)
    files = {path: texts[path] for path in ("de/3.md", "en/3.md")}
    config = Config(select=("TX103",))

    assert [f.code for f in lint_article(files, config, bundle(3), NONE)] == ["TX103"]
    assert lint_article(files, config, bundle(3), learnt(20)) == []


def test_a_learnt_key_that_differs_is_reported() -> None:
    changed = PAGE.format(3, "Seite", "Hier wird etwas gesagt über Nummer").replace("weight: 3", "weight: 30")
    texts = corpus(20, de_3=changed)
    files = {path: texts[path] for path in ("de/3.md", "en/3.md")}
    habits = learn([bundle(i) for i in range(30)], corpus(30))

    assert [f.problem.topic for f in lint_article(files, Config(select=("FM006",)), bundle(3), habits)] == [
        "weight"
    ]
