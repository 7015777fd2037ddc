"""Rate, memory and faults of `smo-lint corpus check` over articles that are made here, with known damage.

    python benchmarks/corpus.py ROOM [--articles 10000] [--jobs 2] [--kills 5] [--dask]

ROOM is a folder for tables and results; what is in it is lost. Printed are: articles and editions a second,
the peak of the memory of all processes together, planted damage found, findings beside it, and whether the
bytes of the result are the same after kills, after a resumed run, and on a cluster.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

# Sentences that say the same in each language; {n}, {u} and {w} are a number, an address and a command.
SENTENCES = {
    "en": (
        "Read the [manual]({u}) before you begin, and keep it open while you work.",
        "The tank holds {n} litres of water, which is enough for one day.",
        "Run `{w}` in the folder of the project and wait until it has ended.",
        "If the lamp is red, then the door was not closed as it should be.",
        "This page was written for people who have never seen such a machine.",
        "You can change the name later in the [settings]({u}), but not the colour.",
        "There are {n} ways to do this, and all of them need some time.",
    ),
    "de": (
        "Lesen Sie das [Handbuch]({u}), bevor Sie beginnen, und lassen Sie es bei der Arbeit offen.",
        "Der Tank fasst {n} Liter Wasser, und das ist genug für einen Tag.",
        "Rufen Sie `{w}` im Ordner des Projekts auf und warten Sie, bis es beendet ist.",
        "Wenn die Lampe rot ist, dann wurde die Tür nicht so geschlossen, wie es sein soll.",
        "Diese Seite wurde für Menschen geschrieben, die noch nie eine solche Maschine gesehen haben.",
        "Sie können den Namen später in den [Einstellungen]({u}) ändern, aber nicht die Farbe.",
        "Es gibt {n} Wege, das zu tun, und alle brauchen etwas Zeit.",
    ),
    "fr": (
        "Lisez le [manuel]({u}) avant de commencer, et gardez-le ouvert pendant que vous travaillez.",
        "Le réservoir contient {n} litres d’eau, ce qui est assez pour une journée.",
        "Lancez `{w}` dans le dossier du projet et attendez que ce soit terminé.",
        "Si la lampe est rouge, alors la porte n’a pas été fermée comme elle doit l’être.",
        "Cette page a été écrite pour des personnes qui n’ont jamais vu une telle machine.",
        "Vous pouvez changer le nom plus tard dans les [réglages]({u}), mais pas la couleur.",
        "Il y a {n} façons de le faire, et toutes demandent un peu de temps.",
    ),
    "es": (
        "Lea el [manual]({u}) antes de empezar y téngalo abierto mientras trabaja.",
        "El depósito tiene {n} litros de agua, lo que es bastante para un día.",
        "Ejecute `{w}` en la carpeta del proyecto y espere hasta que termine.",
        "Si la lámpara está en rojo, la puerta no se ha cerrado como debería.",
        "Esta página se ha escrito para personas que nunca han visto una máquina así.",
        "Puede cambiar el nombre más tarde en los [ajustes]({u}), pero no el color.",
        "Hay {n} formas de hacerlo, y todas necesitan un poco de tiempo.",
    ),
    "pl": (
        "Przeczytaj [podręcznik]({u}), zanim zaczniesz, i miej go pod ręką, kiedy pracujesz.",
        "Zbiornik mieści {n} litrów wody, a to wystarczy na jeden dzień.",
        "Uruchom `{w}` w folderze projektu i poczekaj, aż się zakończy.",
        "Jeśli lampka jest czerwona, to drzwi nie zostały zamknięte tak, jak powinny.",
        "Ta strona jest napisana dla ludzi, którzy nigdy nie widzieli takiej maszyny.",
        "Nazwę można później zmienić w [ustawieniach]({u}), ale koloru już nie.",
        "Jest na to {n} sposobów i każdy z nich wymaga trochę czasu.",
    ),
}
TITLES = {"en": "Chapter", "de": "Kapitel", "fr": "Chapitre", "es": "Capítulo", "pl": "Rozdział"}
FILES = 8
# One edition in so many is damaged.
DAMAGED = 50


def article(number: int) -> Iterator[tuple[str, str, str]]:
    """Yield (language, text, kind of damage) of the editions of an article; the same for the same number."""
    dice = random.Random(number)
    plan = [
        [(dice.randrange(7), dice.randrange(11, 99), f"/p/{dice.randrange(999)}", f"make {dice.random()}")
         for _ in range(dice.randrange(2, 5))]
        for _ in range(dice.randrange(2, 6))
    ]  # fmt: skip
    for lang, sentences in SENTENCES.items():
        sections = [
            [sentences[which].format(n=n, u=u, w=w) for which, n, u, w in section] for section in plan
        ]
        kind = dice.choice(("link", "split", "section", "heading")) if not dice.randrange(DAMAGED) else ""
        kind = kind if lang != "en" else ""
        heads = [f"## {TITLES[lang]} {n}" for n, _ in enumerate(sections, 1)]
        kind = damage(kind, heads, sections)
        parts = [f"# {TITLES[lang]} {number}"]
        for head, paragraphs in zip(heads, sections, strict=True):
            parts += [head, *paragraphs]
        yield lang, "\n\n".join(parts) + "\n", kind


def damage(kind: str, heads: list[str], sections: list[list[str]]) -> str:
    """Damage an edition; return the kind, "" where there is nothing to damage that way."""
    linked = next((place for place, section in enumerate(sections) if any("](" in p for p in section)), None)
    if kind in ("link", "split") and linked is None:
        return ""
    if kind == "link":
        sections[linked or 0] = [p.replace("](/p/", "] (/p/") for p in sections[linked or 0]]
    elif kind == "split":
        sections[linked or 0] = [p.replace("](/p/", "](/lost/") for p in sections[linked or 0]]
    elif kind == "section":
        del heads[-1], sections[-1]
    elif kind == "heading":
        heads[0] = heads[0].replace("## ", "##")
    return kind


def tables(folder: Path, articles: int) -> dict[tuple[str, str], str]:
    """Write the rows of all articles in no order; return (article, language) -> kind of damage."""
    folder.mkdir(parents=True)
    planted: dict[tuple[str, str], str] = {}
    # What belongs together is scattered over files; a file at a time keeps the memory small.
    for number in range(FILES):
        rows: list[dict[str, Any]] = []
        for n in range(articles):
            for place, (lang, text, kind) in enumerate(article(n)):
                if (n * 31 + place * 7) % FILES == number:
                    rows.append({"article": f"article-{n:08d}", "lang": lang, "text": text})
                    if kind:
                        planted[rows[-1]["article"], lang] = kind
        random.Random(number).shuffle(rows)
        pq.write_table(pa.Table.from_pylist(rows), folder / f"rows-{number}.parquet", compression="zstd")
    return planted


class Memory(threading.Thread):
    """The greatest memory of a process and all below it, in bytes: proportional shares, as Linux tells."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, False

    def run(self) -> None:
        while not self.over:
            self.peak = max(self.peak, sum(map(held, family(self.pid))))
            time.sleep(0.25)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(int(child)))]


def held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n")
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def checked(
    source: Path, out: Path, *more: str, kill: float = 0.0, whole: bool = False
) -> tuple[float, int, int]:
    """Run over a corpus; return seconds, the peak of memory and the exit code.

    kill   seconds after which a process of the run is killed, 0 for never; whole: all of its processes
    """
    command = [sys.executable, "-m", "smo_lint", "corpus", "check", str(source), "--out", str(out)]
    start = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = subprocess.Popen([*command, "--isolated", "--quiet", *more], **quiet, start_new_session=True)  # type: ignore[call-overload]
    memory = Memory(process.pid)
    memory.start()
    if kill:
        time.sleep(kill)
        if whole:
            os.killpg(process.pid, signal.SIGKILL)
        elif workers := [pid for pid in family(process.pid)[1:] if held(pid) > 60 * 2**20]:
            os.kill(random.choice(workers), signal.SIGKILL)
    told = process.communicate()[1].decode()
    memory.over = True
    if process.returncode not in (0, 1) and not whole:
        raise SystemExit(f"the run ended with {process.returncode}:\n{told}")
    return time.perf_counter() - start, memory.peak, process.returncode


def digest(out: Path) -> str:
    """A hash of all tables of a result."""
    whole = hashlib.sha256()
    for path in sorted(out.rglob("*.parquet")):
        whole.update(str(path.relative_to(out)).encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def recall(out: Path, planted: dict[tuple[str, str], str]) -> str:
    told = {(row["article"], row["lang"]) for row in pq.read_table(out / "findings").to_pylist()}
    beside = len(told - planted.keys())
    return f"{len(planted.keys() & told):,} of {len(planted):,} damaged editions told, {beside:,} others"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("room", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0, help="runs in which a process is killed at random")
    parser.add_argument(
        "--dask", action="store_true", help="the same on a Dask cluster of two workers over TCP"
    )
    given = parser.parse_args()
    shutil.rmtree(given.room, ignore_errors=True)
    planted = tables(given.room / "in", given.articles)
    size = sum(path.stat().st_size for path in (given.room / "in").iterdir())
    print(f"{given.articles:,} articles, {5 * given.articles:,} editions, {size / 1e6:.0f} MB of Parquet")
    jobs = ("--jobs", str(given.jobs))
    first = given.room / "first"
    seconds, peak, _ = checked(given.room / "in", first, *jobs)
    rate = given.articles / seconds
    print(f"{seconds:.1f} s: {rate:.0f} articles/s, {5 * rate:.0f} editions/s, peak {peak / 2**20:.0f} MiB")
    print(recall(first, planted))
    faults(given, digest(first), seconds, jobs)


def faults(given: argparse.Namespace, expected: str, seconds: float, jobs: tuple[str, ...]) -> None:
    """Say of runs on which something went wrong whether they gave the same bytes."""
    source = given.room / "in"
    dice = random.Random(1)
    for number in range(given.kills):
        out = given.room / f"killed-{number}"
        when = dice.uniform(0.2, 0.8) * seconds
        checked(source, out, *jobs, kill=when)
        print(f"a process killed after {when:.1f} s: {same(out, expected)}")
    if given.kills:
        out = given.room / "resumed"
        checked(source, out, *jobs, kill=seconds / 2, whole=True)
        parts = len(list((out / "parts").glob("*.json")))
        checked(source, out, *jobs, "--resume")
        print(f"all processes killed with {parts} parts done, resumed: {same(out, expected)}")
    if given.dask:
        cluster(given, expected, dice, seconds)


def cluster(given: argparse.Namespace, expected: str, dice: random.Random, seconds: float) -> None:
    from distributed import LocalCluster

    local = {"host": "127.0.0.1", "dashboard_address": None, "threads_per_worker": 1, "silence_logs": 50}
    for number in range(1 + given.kills):
        with LocalCluster(n_workers=2, processes=True, **local) as dask:  # type: ignore[no-untyped-call]
            if number:
                when = dice.uniform(0.2, 0.6) * seconds
                victim = dice.choice(list(dask.workers.values())).pid
                threading.Timer(when, os.kill, (victim, signal.SIGKILL)).start()
            out = given.room / f"dask-{number}"
            took, *_ = checked(
                given.room / "in", out, "--engine", "dask", "--scheduler", dask.scheduler_address
            )
            what = f"a worker killed after {when:.1f} s" if number else f"{took:.1f} s"
            print(f"Dask, {what}: {same(out, expected)}")


def same(out: Path, expected: str) -> str:
    return "the same bytes" if digest(out) == expected else "OTHER BYTES"


if __name__ == "__main__":
    main()
