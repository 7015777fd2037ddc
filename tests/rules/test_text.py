"""What the pages of the rules about text cannot show: runs, votes, and languages that are close or unknown."""

from __future__ import annotations

import pytest

from smo_lint.engine import lint_article
from smo_lint.model import Bundle, Finding, Member
from smo_lint.options import Config


def lint(codes: str, source: str, **texts: str) -> list[Finding]:
    files = {f"{lang}.md": text for lang, text in texts.items()}
    members = tuple(Member(f"{lang}.md", lang, "") for lang in texts)
    return lint_article(files, Config(select=tuple(codes.split())), Bundle("x", members, source))


def messages(findings: list[Finding]) -> list[str]:
    return [f"{finding.lang}: {finding.problem.message}" for finding in findings]


ENGLISH = """\
You can install the package with one command.

Then open the page in your browser.

Now read what is on the page.
"""


def test_blocks_left_untranslated_in_a_row_are_one_problem() -> None:
    german = ENGLISH.replace("Then open the page in your browser.", "Öffnen Sie dann die Seite im Browser.")
    assert messages(lint("TX101", "en", en=ENGLISH, de=ENGLISH)) == [
        "de: left in en: “You can install the package with one command.” and 2 blocks after it"
    ]
    assert len(lint("TX101", "en", en=ENGLISH, de=german)) == 2


def test_wide_spaces_are_no_letters_of_another_script() -> None:
    japanese = f"{ENGLISH.partition('.')[0].replace(' ', chr(0x3000))}.\n\nページを開きます。\n"
    assert messages(lint("TX101", "en", en=ENGLISH, ja=japanese)) == [
        "ja: left in en: “You can install the package with one command.”"
    ]


@pytest.mark.parametrize(("source", "target", "count"), [("da", "nb", 0), ("en", "pcm", 0), ("da", "fi", 1)])
def test_close_languages_may_agree(source: str, target: str, count: int) -> None:
    assert len(lint("TX101", source, **{source: ENGLISH, target: ENGLISH})) == count


def test_a_number_is_outvoted() -> None:
    found = lint(
        "TX106",
        "",
        en="There are 40,000 projects on it.",
        de="Es gibt 40.000 Projekte darauf.",
        fr="Il y a 40 000 projets dessus.",
        fi="Siellä on 40 projektia.",
    )
    assert messages(found) == ["fi: “40” here, but “40.000” in de (likewise en, fr)"]


def test_an_example_that_editions_share_is_no_text_left_in_one() -> None:
    korean = "제목은 한 일을 말합니다. 예: _fix the parser so that it reads several spaces in one string_\n"
    chinese = (
        "标题说明完成了什么工作，对变更作出简短的总结，让所有读者都能马上明白改了什么，为什么要改，以及改动的影响范围有多大，"
        "例如： _fix the parser so that it reads several spaces in one string_\n"
    )
    assert not lint("TX101", "ko", ko=korean, zh=chinese)


SHARED = "In this part of the guide you can read what is to be done with the server, and that it is of use to you.\n"


def test_in_a_vote_the_language_of_the_words_is_named_and_its_edition_is_not_accused() -> None:
    texts = {
        "en": SHARED,
        "de": SHARED,
        "nl": SHARED,
        "sv": "I den här delen av guiden kan du läsa vad som ska göras.\n",
    }
    assert messages(lint("TX101", "", **texts)) == [
        f"de: left in en: “{SHARED[:59]}…”",
        f"nl: left in en: “{SHARED[:59]}…”",
    ]


def test_a_copy_is_told_once() -> None:
    copy = "Krótki akapit, który stoi tutaj zupełnie sam.\n\n"
    source = "A short paragraph that stands here all alone.\n\nThis is the end.\n"
    found = lint("TX103 TX104", "en", en=source, pl=f"{copy}{copy}To jest koniec.\n")
    assert [f.code for f in found] == ["TX104"]


def test_of_two_editions_none_is_accused() -> None:
    assert not lint("TX106", "", en="There are 40,000 of it.", fi="Siellä on 40 projektia.")


@pytest.mark.parametrize("name", ["fi", "one", "page-1", "xx"])
def test_sentences_are_broken_in_any_language(name: str) -> None:
    files = {name: "Se parantaa sivun näkyvyyttä. verkkohakukoneen käyttäjille."}
    assert len(lint("TX110", "", da="Det forbedrer synligheden for brugerne.", **files)) == 1


@pytest.mark.parametrize(
    ("equal", "accused"), [(("da", "nb"), []), (("da", "pl"), ["da", "pl"]), (("da", "pl", "fi", "de"), [])]
)
def test_a_title_in_several_languages(equal: tuple[str, ...], accused: list[str]) -> None:
    titles = {lang: f"Title in {lang} alone" for lang in ("da", "nb", "de", "fi", "pl", "is", "hu")}
    titles |= dict.fromkeys(equal, "Sociale medier i dag")
    files = {lang: f"---\ntitle: {title}\n---\n\nText.\n" for lang, title in titles.items()}
    assert [finding.lang for finding in lint("FM008", "", **files)] == accused


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Siehe z. B. hier, vgl. dort, usw., etc., 1., 2. und Dr. Müller, Inc., u. a."),
        ("ru", "Это и т.д., и т.п., напр., так."),
        ("fr", "Voir p. ex., etc., cf. plus bas."),
        ("zh", "例如，等等。他说：“好。”，然后走了。"),
        ("ja", "例えば、「はい。」、そして終わり。"),
        ("en", "See Fig. 2., `a,.` and e.g., i.e., U.S., v1.2., (etc.), No., vs., et al., and so on."),
    ],
)
def test_abbreviations_do_not_clash(lang: str, text: str) -> None:
    assert not messages(lint("PN001 PN002 PN003", lang, **{lang: text}))
