"""Which language is the source, and which one a file has whose path does not tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from smo_lint.languages import normalise
from smo_lint.model import Bundle, Member
from smo_lint.options import Config
from smo_lint.outside.articles.facts import Facts
from smo_lint.outside.articles.tongue import by_letters, by_model

# A language is the source of the run where this share of the articles has an edition in it.
NEARLY_ALL = 0.9
# Files that name no language agree on one where this share of them is in it, and at least so many.
MOST, FEW = 0.8, 3
UNKNOWN = "und"
# What a file is called that names no language and reads as one that a sibling has.
DOUBLE = ""


class Grouping(NamedTuple):
    """What the files of a project are.

    bundles  articles of two editions or more, in the order of their keys
    alone    other files, their language where it is known, and why they are in no article
    source   tag of the source language of the run, "" where editions vote
    mode     a sentence for the user: which source was chosen, and why
    """

    bundles: tuple[Bundle, ...]
    alone: tuple[Member, ...]
    source: str
    mode: str


def sourced(bundles: Sequence[tuple[Bundle, str]], alone: list[Member], config: Config) -> Grouping:
    """Choose the source of the run, and of each article.

    bundles  each with the language of its edition whose path names none, "" where there is none such
    """
    bare = {bundle.key: lang for bundle, lang in bundles if lang}
    source, mode = _source([bundle for bundle, _ in bundles], bare, config)
    done: list[Bundle] = []
    for bundle, lang in bundles:
        own = lang if lang != UNKNOWN and not config.source else ""
        chosen = replace(bundle, source=own or edition(bundle, source))
        done += _looked_at(chosen, alone, config)
    return Grouping(tuple(done), tuple(sorted(alone)), source, mode)


def _looked_at(bundle: Bundle, alone: list[Member], config: Config) -> Iterator[Bundle]:
    """Yield the bundle of the source and of the languages that the configuration names."""
    wanted = [normalise(tag) for tag in config.languages]
    left = tuple(m for m in bundle.members if not wanted or m.lang == bundle.source or _has(m.lang, wanted))
    out = [member for member in bundle.members if member not in left]
    alone += (m._replace(why=f"{m.why}, but {m.lang} is not among the languages looked at") for m in out)
    if len(left) > 1:
        yield replace(bundle, members=left)
    else:
        alone += (m._replace(why=f"{m.why}, but no other language that is looked at") for m in left)


def _source(bundles: Sequence[Bundle], bare: Mapping[str, str], config: Config) -> tuple[str, str]:
    """Return the source language of the run and the sentence that says why; `bare`: key -> language."""
    given, default = config.source, config.default_language
    if given == "none":
        return "", "no source language, as configured: the editions vote"
    if given:
        tag = normalise(given) or given
        have = sum(1 for bundle in bundles if edition(bundle, tag))
        return tag, f"source language {tag}, as configured ({have} of {len(bundles)} articles have it)"
    roots = Counter(lang for lang in bare.values() if lang != UNKNOWN)
    tag, times = min(roots.items(), key=lambda entry: (-entry[1], entry[0]), default=("", 0))
    tags = Counter(edition(bundle, default) for bundle in bundles)
    have = len(bundles) - tags.pop("", 0)
    if 2 * times < len(bundles) and have >= NEARLY_ALL * len(bundles):
        tag = tags.most_common(1)[0][0]
        return tag, f"source language {tag}: {have} of {len(bundles)} articles have it"
    if tag:
        share = f"{times} of {len(bundles)} articles"
        return tag, f"source language {tag}: that of files whose path names none ({share})"
    there = f"only {have} of {len(bundles)} articles are" if have else "no article is"
    return "", f"no source language ({there} in {default}): the editions vote"


def edition(bundle: Bundle, tag: str) -> str:
    """Return the tag under which a bundle has an edition in a language, "" where it has none."""
    tags = [member.lang for member in bundle.members]
    if not tag or tag in tags:
        return tag
    base = tag.partition("-")[0]
    near = [other for other in tags if other.partition("-")[0] == base]
    return near[0] if len(near) == 1 else ""


class Told(NamedTuple):
    """A language, why, and False where only the text was asked.

    lang  DOUBLE for the second edition in a language
    """

    lang: str
    why: str
    certain: bool = True


def language_of(
    fact: Facts, taken: set[str], config: Config, beside: Collection[str] = (), below: Collection[str] = ()
) -> Told:
    """Return the language of a file whose path names none.

    taken   languages that the paths of its layout name
    beside  those of its siblings
    below   those of siblings that stand in another folder and are called by their language alone: only by
            its language may a README be told from one that is no edition of theirs
    """
    start = "no language in its path"
    if fact.lang:
        return Told(fact.lang, f"{start}; its front matter says {fact.lang}")
    source = normalise(config.source) if config.source != "none" else ""
    if source and source not in taken:
        return Told(source, f"{start}; {source} is the declared source")
    guess = by_letters(fact.text)
    if guess and len(below) > 1 and _has(guess, below):
        return Told(DOUBLE, f"{start}; its text reads as {guess}, in which a sibling is", certain=False)
    if guess and guess not in taken:
        return Told(guess, f"{start}; its text reads as {guess}", certain=False)
    default = config.default_language
    if not _has(default, taken):
        return Told(default, f"{start}; {default} is the default, and no sibling has it")
    if guess in beside:
        return Told(DOUBLE, f"{start}; its text reads as {guess}, in which a sibling is", certain=False)
    model = by_model(fact.text)
    if model and model not in taken:
        return Told(model, f"{start}; its text reads as {model}", certain=False)
    if guess:
        return Told(guess, f"{start}; its text reads as {guess}", certain=False)
    return Told(UNKNOWN, f"{start}, nor told by its siblings: say `source = …`", certain=False)


def settled(bare: Mapping[str, Told], taken: Mapping[str, set[str]]) -> dict[str, Told]:
    """Let the files of a project that name no language agree: one page in another is a mistake.

    bare, taken  path -> what it was told by itself, and the languages of its siblings
    """
    votes = Counter(told.lang for told in bare.values())
    lang, times = votes.most_common(1)[0] if votes else ("", 0)
    if times < FEW or times < MOST * len(bare):
        return dict(bare)
    why = f"no language in its path; {lang}, as {times} of {len(bare)} such files"
    return {
        path: told if told.certain or told.lang == lang or _has(lang, taken[path]) else Told(lang, why)
        for path, told in bare.items()
    }


def _has(tag: str, tags: Iterable[str]) -> bool:
    return any(tag.partition("-")[0] == other.partition("-")[0] for other in tags)
