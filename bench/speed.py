"""The speed figures that the README quotes, in one command: python bench/speed.py

Absolute times are of this machine and this moment; the ratios travel. Everything runs on one core. A checkout starts 0.3 s slower than an
installed wheel, which knows the cues of its expressions: for the last line, run it by a Python with webcarelint installed from a wheel.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

import webcarelint
from webcarelint import Draft, Linter

REPLIES = [
    "Hoi {name}, wat naar dat je pakket {n} nog niet bij je is. Stuur ons even een berichtje met je ordernummer en je postcode, dan zoek ik "
    "vandaag nog voor je uit waar het ligt en bel ik je terug. ^EK",
    "Beste {name}, bedankt voor uw bericht over rekening {n}. Wij hebben uw vraag doorgezet naar onze collega's van de administratie. "
    "U hoort binnen twee werkdagen van ons hoe en wanneer wij dit oplossen. Groetjes, Eva",
    "Ha {name}! De storing in wijk {n} is sinds vanmorgen bekend en onze monteurs zijn ermee bezig. Kijk op onze site voor het laatste nieuws, "
    "of laat het ons weten als het vanavond nog niet werkt. 😊 ^JB",
]
NAMES = ["Jan", "Fatima", "Petra", "Youssef", "Sanne", "Bram"]
COUNT = 600


def replies() -> list[str]:
    return [REPLIES[n % 3].format(name=NAMES[n % 6], n=n) for n in range(COUNT)]


def median_ms(action: Callable[[str], object], texts: list[str]) -> float:
    times = []
    for text in texts:
        start = time.perf_counter()
        action(text)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def plain_spacy(components: list[str]) -> Language:
    """The bundled pipeline as spaCy itself loads it, with the components that a Linter may use."""
    nlp = spacy.load(Path(webcarelint.__file__).parent / "nl_webcare_sm")
    for name in nlp.pipe_names:
        if name not in components:
            nlp.remove_pipe(name)
    return nlp


def process_seconds(code: list[str], text: str = "", runs: int = 7) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *code], input=text, text=True, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    texts = replies()
    linter = Linter.load()
    run = ["-c", "from webcarelint.cli import main; main()"]
    words = statistics.mean(len(text.split()) for text in texts)
    list(linter.check_many(Draft(text=text) for text in texts[:64]))
    whole = Linter.load().nlp
    whole.enable_pipe("parser")
    plain = plain_spacy(whole.pipe_names)
    actions: list[Callable[[], object]] = [
        lambda: list(plain.pipe(texts, batch_size=64)),
        lambda: list(whole.pipe(texts, batch_size=64)),
        lambda: list(linter.nlp.pipe(texts, batch_size=64)),
        lambda: list(linter.check_many(Draft(text=text, channel="twitter") for text in texts)),
    ]
    rounds = [[seconds(action) for action in actions] for _ in range(5)]  # in turn: a change in the machine's speed touches all
    ours = [statistics.median(column) for column in zip(*rounds, strict=True)]
    to_plain, to_whole, to_bare = (statistics.median(times[3] / times[i] for times in rounds) for i in (0, 1, 2))
    print(f"{COUNT} replies of {words:.0f} words, {len(linter.rules)} rules, one core")
    print(f"plain spaCy, nlp.pipe {1000 * ours[0] / COUNT:6.2f} ms a reply (all components that a rule may use; as `spacy.load` gives it)")
    print(
        f"our nlp.pipe          {1000 * ours[1] / COUNT:6.2f} ms a reply (the same; matrix products by numpy, words and lemmas remembered)"
    )
    print(
        f"  without the parser  {1000 * ours[2] / COUNT:6.2f} ms a reply (the parser runs for the few texts of which a rule asks the tree)"
    )
    print(
        f"check_many            {1000 * ours[3] / COUNT:6.2f} ms a reply: {to_plain:.2f} times plain spaCy's nlp.pipe, "
        f"{to_whole:.2f} times ours, {to_bare:.2f} times ours without the parser"
    )
    print(f"plain spaCy, nlp(x)   {median_ms(plain, texts[:300]):6.2f} ms at the median")
    print(
        f"check, one at a time  {median_ms(lambda text: linter.check(Draft(text=text, channel='twitter')), texts[:300]):6.2f} ms at the median"
    )
    print(f"webcarelint --help    {process_seconds([*run, '--help']):6.2f} s for the whole process")
    print(f"webcarelint check     {process_seconds([*run, 'check', '-'], texts[0]):6.2f} s for the whole process, cold")


if __name__ == "__main__":
    main()
