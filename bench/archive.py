"""The speed of archives, in one command: python bench/archive.py [--rows 10000 100000 1000000] [--workers 2] [--copies 1] [--kill]

Rates are of this machine and this moment; the ratios travel: rounds take turns, so that a change in the machine's speed touches all.
Memory is the peak of the resident memory of all processes together, looked at four times a second.
"""

import argparse
import csv
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.dataset as ds
import spacy
from spacy.language import Language

import webcarelint
from webcarelint.archive.columns import INPUT_SCHEMA
from webcarelint.archive.pool import Pool
from webcarelint.archive.recipe import Recipe
from webcarelint.house_style import HouseStyle
from webcarelint.language.ops import one_thread
from webcarelint.linter import Linter

OPENINGS = ["Hoi {name},", "Beste {name},", "Ha {name}!", "Goedemorgen {name},", "Dag {name},"]
MIDDLES = [
    "wat naar dat {thing} nog niet bij je is.",
    "ik snap dat je {thing} snel nodig hebt.",
    "fijn dat je het laat weten over {thing}.",
    "de storing in {place} is bekend en onze monteurs zijn ermee bezig.",
    "sorry, hier hebben wij een fout gemaakt met {thing}.",
    "uw vraag over {thing} hebben wij doorgezet naar de afdeling in {place}.",
]
STEPS = [
    "Stuur ons even een berichtje met je ordernummer {n} en je postcode, dan zoek ik vandaag nog uit waar het ligt.",
    "Ik heb {n} nagekeken: het staat klaar bij ons in {place} en je kunt het morgen na tien uur ophalen.",
    "U hoort binnen twee werkdagen van ons hoe wij dossier {n} oplossen, en wat dit voor uw rekening betekent.",
    "Kijk op onze site voor het laatste nieuws over melding {n}, of laat het weten als het vanavond nog niet werkt.",
]
ENDS = ["^EK", "^JB", "Groetjes, Eva", "Fijne dag! ^TM", "Hopelijk tot snel. Groet, Bram", "😊 ^EK"]
NAMES = ["Jan", "Fatima", "Petra", "Youssef", "Sanne", "Bram", "Ingrid", "Mo", "Joke", "Daan"]
THINGS = [
    "je pakket",
    "de nieuwe router",
    "je abonnement",
    "de rekening van mei",
    "het terugbetaalde bedrag",
    "je laatste bestelling",
    "de afspraak",
]
PLACES = ["Utrecht", "Assen", "Den Bosch", "Leeuwarden", "Venlo", "Almere", "Gent"]


def replies(count: int, seed: int = 0) -> Iterator[str]:
    """Distinct replies of some 36 words."""
    draw = random.Random(seed)
    for n in range(count):
        parts = [draw.choice(some) for some in (OPENINGS, MIDDLES, STEPS, ENDS)]
        yield " ".join(parts).format(name=draw.choice(NAMES), thing=draw.choice(THINGS), place=draw.choice(PLACES), n=100_000 + n)


def batches(texts: Iterable[str], rows: int) -> Iterator[pa.RecordBatch]:
    """Texts as a reader gives them."""
    waiting: list[dict[str, object]] = []
    for n, text in enumerate(texts):
        blank = dict.fromkeys(INPUT_SCHEMA.names)
        waiting.append({**blank, "row": n, "source": "bench", "id": str(n), "text": text, "channel": "twitter", "earlier": [], "parts": 1})
        if len(waiting) == rows:
            yield pa.RecordBatch.from_pylist(waiting, schema=INPUT_SCHEMA)
            waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema=INPUT_SCHEMA)


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


@cache
def _pipeline(ours: bool) -> Language:
    """The bundled pipeline with every component that a rule may use: as the Linter runs it, parser included, or as spaCy itself does."""
    if ours:
        nlp = Linter.of(HouseStyle()).nlp
        nlp.enable_pipe("parser")
        return nlp
    one_thread()
    return spacy.load(Path(webcarelint.__file__).parent / "nl_webcare_sm", exclude=["tagger"])


def bare(texts: list[str], ours: bool) -> int:
    """Only `nlp.pipe`, in a worker."""
    return sum(1 for _ in _pipeline(ours).pipe(texts, batch_size=64))


class Memory:
    """The peak of this process and everything below it, in MiB."""

    def __init__(self, root: int | None = None) -> None:
        self.peak = 0.0
        self._root = psutil.Process(root)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.25):
            total = 0
            try:
                for process in (self._root, *self._root.children(recursive=True)):
                    total += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
            self.peak = max(self.peak, total / 2**20)


@contextmanager
def workers(count: int) -> Iterator[list[ProcessPoolExecutor]]:
    executors = [ProcessPoolExecutor(1, mp_context=get_context("spawn")) for _ in range(count)]
    try:
        yield executors
    finally:
        for executor in executors:
            executor.shutdown()


def compare(count: int, processes: int) -> None:
    """Engine against bare pipe, and against duplicates, in turn, everything warm."""
    rounds = 5
    with Pool(Recipe(), processes) as pool, workers(processes) as bares:

        def engine(texts: Iterable[str]) -> None:
            for _ in pool.score(batches(texts, pool.batch_rows)):
                pass

        def pipes(texts: list[str], ours: bool) -> None:
            for future in [executor.submit(bare, texts[n::processes], ours) for n, executor in enumerate(bares)]:
                future.result()

        engine(replies(2_000 * processes, seed=99))
        for ours in (True, False):
            pipes(list(replies(500 * processes, seed=98)), ours)
        times = []
        for n in range(rounds):  # other texts in each round: what was seen is not judged again
            fresh = [f"{text} {n}" for text in replies(count, seed=n)]
            quarter = [f"{text} {n}.{n}" for text in replies(count // 4, seed=n)]
            repeated = quarter * 4
            random.Random(n).shuffle(repeated)
            times.append(
                [
                    seconds(lambda t=fresh: engine(t)),
                    seconds(lambda t=repeated: engine(t)),
                    seconds(lambda t=fresh: pipes(t, False)),
                    seconds(lambda t=fresh: pipes(t, True)),
                ]
            )
    whole, duplicates, plain, quick = (statistics.median(column) for column in zip(*times, strict=True))
    words = statistics.mean(len(text.split()) for text in fresh)
    print(f"{count} distinct replies of {words:.0f} words, {processes} processes, median of {rounds} rounds")
    print(f"engine                       {count / whole:8.0f} replies/s")
    print(
        f"bare nlp.pipe by spaCy       {count / plain:8.0f} replies/s, the engine {statistics.median(p / e for e, _, p, _ in times):.2f} times that"
    )
    print(
        f"bare nlp.pipe, our vectors   {count / quick:8.0f} replies/s, the engine {statistics.median(q / e for e, _, _, q in times):.2f} times that"
    )
    print(
        f"three quarters duplicates    {count / duplicates:8.0f} replies/s, {statistics.median(e / d for e, d, _, _ in times):.2f} times as fast"
    )


def write_csv(path: Path, count: int, copies: int) -> None:
    texts = [text for text in replies(count // copies) for _ in range(copies)]
    random.Random(0).shuffle(texts)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "tijd", "kanaal", "antwoord"])
        for n, text in enumerate(texts):
            writer.writerow([f"r{n}", f"2025-{1 + n % 12:02}-{1 + n % 28:02} 12:00", "twitter", text])


def command(source: Path, out: Path, processes: int, *more: str) -> list[str]:
    code = "from webcarelint.cli import main; main()"
    return [sys.executable, "-c", code, "archive", "score", str(source), "--out", str(out), "--workers", str(processes), *more]


def whole(count: int, processes: int, folder: Path, copies: int) -> None:
    """The command as people run it: from CSV to Parquet."""
    source, out = folder / f"{count}.csv", folder / f"out-{count}"
    write_csv(source, count, copies)
    start = time.perf_counter()
    process = subprocess.Popen(command(source, out, processes, "--quiet"))
    with Memory(process.pid) as memory:
        code = process.wait()
    took = time.perf_counter() - start
    if code:
        raise SystemExit(f"archive score ended with {code}")
    print(
        f"{count:>9} rows: {took:8.1f} s, {1000 * took / count:6.3f} ms a reply, {count / took:6.0f} replies/s, peak {memory.peak:5.0f} MiB"
    )


def killed(count: int, processes: int, folder: Path, draw: random.Random) -> None:
    """Killed twice at random and resumed, against what `whole` made."""
    source, out = folder / f"{count}.csv", folder / f"killed-{count}"
    for _ in range(2):
        process = subprocess.Popen(command(source, out, processes, "--quiet", "--resume"))
        time.sleep(5 + draw.random() * count / 1_500)
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(f"killed with {len(list((out / 'scores').glob('*.parquet')))} parts finished")
    subprocess.run(command(source, out, processes, "--quiet", "--resume"), check=True)
    same = _table(folder / f"out-{count}").equals(_table(out))
    print(f"resumed run equals the uninterrupted one: {same}")
    if not same:
        raise SystemExit(1)


def _table(out: Path) -> pa.Table:
    return ds.dataset(sorted((out / "scores").glob("*.parquet"))).to_table()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000], help="sizes of the whole command")
    parser.add_argument("--compare", type=int, default=6_000, help="replies in a round of the comparison; 0 leaves it out")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--copies", type=int, default=1, help="how often each reply occurs in the whole command")
    parser.add_argument("--kill", action="store_true", help="kill the largest size twice, resume, and compare")
    given = parser.parse_args()
    if given.compare:
        compare(given.compare, given.workers)
    with tempfile.TemporaryDirectory() as name:
        for count in given.rows:
            whole(count, given.workers, Path(name), given.copies)
        if given.kill:
            killed(max(given.rows), given.workers, Path(name), random.Random())


if __name__ == "__main__":
    main()
