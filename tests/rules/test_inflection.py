"""Where a term stands in a text: endings are its own, other words are not."""

from __future__ import annotations

import pytest

from smo_lint.rules.text._inflection import occurrences, rendered

TABLE = {
    "itself": ("Google hilft", "Google", "de", ["Google"]),
    "genitive": ("Googles Suche", "Google", "de", ["Googles"]),
    "Finnish": ("Googlen ja Googlessa", "Google", "fi", ["Googlen", "Googlessa"]),
    "Finnish acronym": ("SMO:n tavoite, SMOX", "SMO", "fi", ["SMO:n"]),
    "Turkish apostrophe": ("Google’ın aracı", "Google", "tr", ["Google’ın"]),
    "Hungarian hyphen": ("a GitHub-on van", "GitHub", "hu", ["GitHub-on"]),
    "Polish vowel": ("na YouTubie", "YouTube", "pl", ["YouTubie"]),
    "English plural": ("pull requests", "pull request", "en", ["pull requests"]),
    "hyphen for a space": ("ein Pull-Request", "pull request", "de", ["Pull-Request"]),
    "every word with its ending": ("żądaniami zmiany", "żądanie zmian", "pl", ["żądaniami zmiany"]),
    "inside a word": ("Anwendung", "wendung", "de", []),
    "longer word of small letters": ("agenturmäßig", "agent", "de", []),
    "capital inside": ("JavaScript und Java", "Java", "de", ["Java"]),
    "short word": ("Goethe und Go", "Go", "de", ["Go"]),
    "Japanese": ("FastAPIは速い", "FastAPI", "ja", ["FastAPI"]),
    "Japanese in a longer word": ("MyFastAPIは", "FastAPI", "ja", []),
    "Japanese term": ("このエージェントは", "エージェント", "ja", ["エージェント"]),
    "Korean particle": ("에이전트를 쓴다", "에이전트", "ko", ["에이전트를"]),
    "Thai": ("นี่คือตัวแทนของเรา", "ตัวแทน", "th", ["ตัวแทน"]),
    "Arabic article": ("الوكيل هنا", "وكيل", "ar", ["وكيل"]),
    "signs": ("C++ und C", "C++", "de", ["C++"]),
}


@pytest.mark.parametrize(("text", "term", "lang", "expected"), TABLE.values(), ids=TABLE.keys())
def test_occurrences(text: str, term: str, lang: str, expected: list[str]) -> None:
    assert [match[0] for match in occurrences(text, term, lang)] == expected


FORMS = {
    "stem that changes": ("усіх залежностей", "залежність", "uk", True),
    "plural of the first word": ("as operações de rota", "operação de rota", "pt", True),
    "compound": ("eine Klassenabhängigkeit", "Abhängigkeit", "de", True),
    "first half of a compound": ("die Abhängigkeitsfunktion", "Abhängigkeit", "de", True),
    "another apostrophe": ("chemin d’accès", "chemin d'accès", "fr", True),
    "another word": ("die Anfrage", "Abhängigkeit", "de", False),
    "short word": ("die Rolle", "Rot", "de", False),
    "half of a phrase": ("a operação", "operação de rota", "pt", False),
    "Japanese": ("依存関係です", "依存関係", "ja", True),
}


@pytest.mark.parametrize(("text", "term", "lang", "expected"), FORMS.values(), ids=FORMS.keys())
def test_rendered(text: str, term: str, lang: str, expected: bool) -> None:
    assert rendered(text, term, lang) is expected


def test_a_longer_term_is_another_one() -> None:
    found = occurrences("Agentenschule, Agenten", "agent", "de", ("agent", "agentenschule"))
    assert [match[0] for match in found] == ["Agenten"]


def test_case_where_it_matters() -> None:
    assert [match[0] for match in occurrences("go Go", "Go", "en", case=True)] == ["Go"]
