"""Texts in, language tags out, and silence where they leave a doubt."""

from __future__ import annotations

import pytest

from smo_lint.outside.articles.tongue import by_letters, by_script, by_words

SCRIPTS = {
    "Chinese": ("快速开始", "zh"),
    "Japanese": ("インストールの手順", "ja"),
    "Japanese in few kana": ("設定方法の説明は次を参照", "ja"),
    "Korean": ("설치 방법", "ko"),
    "Russian": ("Быстрый старт", "ru"),
    "Greek": ("Γρήγορη εκκίνηση", "el"),
    "Arabic": ("البدء السريع", "ar"),
    "Hindi": ("त्वरित प्रारंभ", "hi"),
    "Chinese among code": (
        "```sh\ninstall everything at once\n```\n运行 `the command line interface` 命令",
        "zh",
    ),
    "Latin": ("Démarrage rapide", ""),
    "a foreign name": ("The author is 李明, who wrote all of this long ago", ""),
    "English below links to other editions": (
        "English | [中文](zh.md) | [日本語](ja.md) | <a href='ko.md'>한국어</a>\n\nA small tool for tables",
        "",
    ),
    "Chinese links alone": ("- [快速开始](start.md)\n- [安装说明](install.md)", "zh"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), SCRIPTS.values(), ids=SCRIPTS.keys())
def test_by_script(text: str, expected: str) -> None:
    assert by_script(text) == expected


WORDS = {
    "English": ("This is the page that tells you how to use the tool. It is for people who want to write in Markdown, and the rest of it can wait.", "en"),
    "German": ("Das ist die Seite, auf der steht, wie das Werkzeug benutzt wird. Sie ist für Leute, die nicht viel Zeit haben und mit einer Datei beginnen werden.", "de"),
    "French": ("Cette page est pour les gens qui ne savent pas comment se servir de cet outil. Elle dit aussi dans quels cas il est utile et pour quelle raison.", "fr"),
    "Polish": ("Ta strona jest dla tych, którzy nie wiedzą, jak to się robi. Oprócz tego na końcu jest lista narzędzi oraz opis, jak z nich korzystać na co dzień, i to jest ważne.", "pl"),
    "Danish": ("Det er en side til dem, der ikke ved, hvordan det gøres. Den er skrevet for at hjælpe, og den kan læses af alle, som har lyst til det, med eller uden kode.", "da"),
    "too short": ("This is the page that tells you", ""),
    "code": ("```\n" + "the of and to in is that for with are this you it be can " * 4 + "\n```", ""),
    "names": ("Alice Bob Carol Dave Erin Frank Grace Heidi Ivan Judy " * 5, ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDS.values(), ids=WORDS.keys())
def test_by_words(text: str, expected: str) -> None:
    assert by_words(text) == expected


def test_letters_come_before_words() -> None:
    assert by_letters("快速开始 " * 40 + WORDS["English"][0]) == "zh"
