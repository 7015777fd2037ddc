"""How long an editor waits: from a keystroke to what there is to say of it, over a real server.

    python benchmarks/latency.py [--lines 2000] [--languages 10] [--strokes 60] [--source]

A long article is written in as many languages as are wanted, every edition in words of its own. One edition
is typed into, stroke by stroke, each when the answer to the one before it has come.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

LANGUAGES = "en de fr es it pt nl pl sv cs da fi hu ro tr".split()  # noqa: SIM905
SYLLABLES = "ba de fi go lu ma ne ri so tu ka le mi po su".split()  # noqa: SIM905


def article(lang: str, lines: int) -> str:
    """An article of sections with paragraphs, lists, code and tables; all languages have the same."""
    plan, words = random.Random(1), _words(lang)
    said = ["---", f"title: {words[0]} {words[1]}", "---", "", f"# {words[2].title()}", ""]
    number = 0
    while len(said) < lines:
        number += 1
        said += [f"## {words[number % len(words)].title()} {number}", ""]
        for part in range(3):
            picked = [words[plan.randrange(len(words))] for _ in range(36)]
            picked[5] = f"`call_{number}_{part}`"
            picked[20] = f"[{picked[20]}](https://example.org/{number}/{part})"
            said += [" ".join(picked[at : at + 12]) for at in range(0, 36, 12)]
            said[-1] += "."
            said.append("")
        said += [f"- {words[plan.randrange(len(words))]} `item_{number}_{i}`" for i in range(4)]
        said += ["", "```python", f"call_{number}({number})", "```", ""]
    return "\n".join(said) + "\n"


def _words(lang: str) -> list[str]:
    dice = random.Random(lang)
    return ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(600)]


class Client:
    """An editor that types and waits."""

    def __init__(self) -> None:
        self.speaks = LanguageClient("latency", "1")
        self.answers: asyncio.Queue[int] = asyncio.Queue()
        self.uri = ""

        @self.speaks.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def publish(params: types.PublishDiagnosticsParams) -> None:
            if params.uri == self.uri and params.version is not None:
                self.answers.put_nowait(params.version)

    async def start(self, root: Path) -> None:
        await self.speaks.start_io(sys.executable, "-m", "smo_lint", "server")
        asked = types.InitializeParams(types.ClientCapabilities(), root_uri=root.as_uri())
        await self.speaks.initialize_async(asked)
        self.speaks.initialized(types.InitializedParams())

    async def open(self, path: Path) -> None:
        self.uri = path.as_uri()
        item = types.TextDocumentItem(self.uri, "markdown", 1, path.read_text())
        self.speaks.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self.answer(1)

    async def answer(self, version: int) -> None:
        while await self.answers.get() != version:
            pass

    async def type(self, text: str, version: int) -> float:
        """Milliseconds until what there is to say of a text has come."""
        start = time.perf_counter()
        document = types.VersionedTextDocumentIdentifier(version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.speaks.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        await self.answer(version)
        return (time.perf_counter() - start) * 1000


async def measured(root: Path, path: Path, strokes: int) -> list[float]:
    """The milliseconds that each stroke took; the first ones, which warm up, apart."""
    client = Client()
    await client.start(root)
    await client.open(path)
    text = path.read_text()
    at = text.index(".\n", len(text) // 2)
    times = []
    for stroke in range(strokes + 3):
        text = f"{text[:at]}{'abcdefgh '[stroke % 9]}{text[at:]}"
        at += 1
        times.append(await client.type(text, stroke + 2))
    await client.speaks.shutdown_async(None)
    client.speaks.exit(None)
    await client.speaks.stop()  # type: ignore[no-untyped-call]
    return times[3:]


def main() -> None:
    """Measure, and print one line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--languages", type=int, default=10)
    parser.add_argument("--strokes", type=int, default=60)
    parser.add_argument("--source", action="store_true", help="type into the source edition")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "smo-lint.toml").write_text('source = "en"\n')
        for lang in LANGUAGES[: given.languages]:
            path = root / "docs" / lang / "long.md"
            path.parent.mkdir(parents=True)
            path.write_text(article(lang, given.lines))
        path = root / "docs" / ("en" if given.source else "de") / "long.md"
        times = sorted(asyncio.run(measured(root, path, given.strokes)))
    where = "the source" if given.source else "a translation"
    print(
        f"{given.lines} lines × {given.languages} languages, typing into {where}: "
        f"median {statistics.median(times):.0f} ms, p99 {times[int(len(times) * 0.99)]:.0f} ms, "
        f"least {times[0]:.0f} ms ({len(times)} strokes)"
    )


if __name__ == "__main__":
    main()
