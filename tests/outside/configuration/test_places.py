"""Where keys, values and items of a TOML document stand."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_lint.outside.configuration.pinned import string
from smo_lint.outside.configuration.places import nearest, places

TEXT = '''# a = 0
a = 1 # = 2
b.c = "x # y"
"q r" = ["a", 'b', # ]
  "]c",
]
t = { x = 1, y = ["k", {z = 2}] }
d = 1979-05-27 07:32:00
m = """
a = 1
"""
[[projects]]
root = "x"
[projects.severity]
HD = "off"
[[projects]]
root="y"
'''

KEYS = {
    ("a",): ("a", "1"),
    ("b", "c"): ("b.c", '"x # y"'),
    ("q r", "1"): ("'b'", "'b'"),
    ("q r", "2"): ('"]c"', '"]c"'),
    ("t", "x"): ("x", "1"),
    ("t", "y"): ("y", '["k", {z = 2}]'),
    ("t", "y", "1", "z"): ("z", "2"),
    ("d",): ("d", "1979-05-27 07:32:00"),
    ("projects", "0", "root"): ("root", '"x"'),
    ("projects", "0", "severity", "HD"): ("HD", '"off"'),
    ("projects", "1"): ("[[projects]]", "[[projects]]"),
    ("projects", "1", "root"): ("root", '"y"'),
}


@pytest.mark.parametrize(("key", "expected"), KEYS.items(), ids=map(".".join, KEYS))
def test_places(key: tuple[str, ...], expected: tuple[str, str]) -> None:
    place = places(TEXT)[key]
    assert tuple(TEXT[span.start : span.end] for span in place) == expected


def test_a_key_that_is_not_there_is_told_at_the_table_around_it() -> None:
    place = nearest(places(TEXT), ("t", "no", "such"))
    assert TEXT[place.key.start : place.key.end] == "t"
    assert nearest(places(TEXT), ("no",)).key.start == 0


VALUES = st.recursive(
    st.integers() | st.booleans() | st.text(st.characters(exclude_categories=("Cs",)), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.\"' #[]", min_size=1), inner, max_size=3)
    ),
    max_leaves=9,
)


def written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return f"[ {', '.join(map(written, value))} ]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{string(k)} = {written(v)}" for k, v in value.items()) + " }"
    return str(value)


@given(st.dictionaries(st.text("abc-_", min_size=1), VALUES, max_size=4))
def test_every_value_stands_where_it_is_said_to(table: dict[str, object]) -> None:
    text = "".join(f"{key} = {written(value)} # end\n" for key, value in table.items())
    known = places(text)
    for key, value in table.items():
        span = known[key,].value
        assert tomllib.loads(f"a = {text[span.start : span.end]}")["a"] == value
