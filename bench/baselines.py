"""How much better than a word list? And what does grammar add? python bench/baselines.py [FILE.jsonl …]

Prints Markdown tables: F1 per signal of (a) word lists as a plain search, whatever the case, (b) textlint with textlint-rule-prh on
the same lists, and of the pipeline; then of the pipeline with less and less grammar. Without files: corpus/test, which nobody
tuned to. (b) needs npm, and fetches textlint into a folder that is thrown away.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from webcarelint.cli.labelled import read_signals
from webcarelint.evaluation import REPLY_SIGNALS, Evaluation, Labelled, Tally
from webcarelint.house_style import HouseStyle
from webcarelint.language import load_pipeline
from webcarelint.linter import Linter
from webcarelint.pack import Pack

HERE = Path(__file__).parent
TEST = HERE.parent / "corpus" / "test"
TEXTLINT = ("textlint@15.8.0", "@textlint/kernel@15.8.0", "@textlint/textlint-plugin-text@15.8.0", "textlint-rule-prh@6.1.0")
GRAMMAR: Mapping[str, tuple[str, ...]] = {
    "expressions only": (),
    "+ tagger": ("pos", "morph", "lemma"),
    "+ parser": ("pos", "morph", "lemma", "dep"),
}

Found = Sequence[frozenset[str]]


def word_lists() -> dict[str, list[str]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


def by_search(texts: Iterable[str], lists: Mapping[str, list[str]]) -> Found:
    """(a): a signal is there when the text holds one of its words, in any case, anywhere."""
    lowered = [f" {text.lower()} " for text in texts]
    return [frozenset(name for name, words in lists.items() if any(word in text for word in words)) for text in lowered]


def by_textlint(texts: Sequence[str], lists: Mapping[str, list[str]]) -> Found | None:
    """(b): None, with a sentence on standard error, when there is no npm or no way to textlint."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        print("textlint is left out: it needs node and npm, and npm is not installed here.", file=sys.stderr)
        return None
    with tempfile.TemporaryDirectory() as folder:
        if (modules := _installed(Path(folder))) is None:
            return None
        given = {"modules": str(modules), "lists": _prh_files(Path(folder), lists), "texts": list(texts)}
        done = subprocess.run(
            ["node", str(HERE / "textlint.mjs")], input=json.dumps(given), capture_output=True, text=True, check=True, encoding="utf-8"
        )
    return [frozenset(names) for names in json.loads(done.stdout)]


def _installed(folder: Path) -> Path | None:
    done = subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", str(folder), *TEXTLINT], capture_output=True, text=True)
    if done.returncode:
        print("textlint is left out: npm could not install it.", done.stderr[-300:], file=sys.stderr)
        return None
    return folder / "node_modules"


def _prh_files(folder: Path, lists: Mapping[str, list[str]]) -> dict[str, str]:
    """One rule file per signal. JSON is YAML; a pattern ends in /i, as whoever writes such a file would do."""
    files = {}
    for name, words in lists.items():
        rules = [{"expected": f"({name})", "pattern": "/" + _escaped(word.strip()) + "/i"} for word in words]
        path = folder / f"{name}.yml"
        path.write_text(json.dumps({"version": 1, "rules": rules}, ensure_ascii=False), encoding="utf-8")
        files[name] = str(path)
    return files


def _escaped(word: str) -> str:
    """For JavaScript. A word of letters and nothing else is a whole word: prh can ask for that, a plain search cannot."""
    plain = "".join(f"\\{letter}" if letter in r"^$.*+?()[]{}|/\\" else letter for letter in word)
    return rf"(?<!\p{{L}}){plain}(?!\p{{L}})" if word.isalpha() else plain


def by_pipeline(drafts: Sequence[Labelled], pack: Pack, needs: Iterable[str]) -> Found:
    """The pipeline with only these kinds of grammar. A signal that misses some does what it can with the rest."""
    linter = Linter(pack, HouseStyle(), load_pipeline(needs=needs))
    readings = linter.readings(item.draft for item in drafts)
    return [frozenset(name for name in REPLY_SIGNALS if reading.spans(name)) for reading, _ in readings]


def scored(labelled: Sequence[Labelled], found: Found) -> Evaluation:
    tallies = {name: Tally() for name in REPLY_SIGNALS}
    for item, here in zip(labelled, found, strict=True):
        for name, tally in tallies.items():
            tally.right += name in here and name in item.signals
            tally.wrong += name in here and name not in item.signals
            tally.missed += name not in here and name in item.signals
    return Evaluation(len(labelled), tallies, ())


def show(columns: Mapping[str, Evaluation], names: Sequence[str] = REPLY_SIGNALS) -> None:
    """F1 per signal as a Markdown table, the macro average over all signals under it."""
    print(f"| signal | {' | '.join(columns)} |")
    print(f"|---|{'---:|' * len(columns)}")
    for name in names:
        print(f"| `{name}` | {' | '.join(f'{found.tallies[name].f1:.2f}' for found in columns.values())} |")
    print(f"| **macro-F1** | {' | '.join(f'**{found.macro_f1:.3f}**' for found in columns.values())} |\n")


def changed(columns: Mapping[str, Evaluation]) -> list[str]:
    """The signals that not every column finds equally well."""
    return [name for name in REPLY_SIGNALS if len({round(found.tallies[name].f1, 2) for found in columns.values()}) > 1]


def main() -> None:
    files = sys.argv[1:] or [str(path) for path in sorted(TEST.glob("*.jsonl"))]
    labelled = read_signals(files)
    texts = [item.draft.text for item in labelled]
    lists = word_lists()
    pack = Linter.of(HouseStyle()).pack
    grammar = {name: scored(labelled, by_pipeline(labelled, pack, needs)) for name, needs in GRAMMAR.items()}
    columns = {"word lists": scored(labelled, by_search(texts, lists))}
    if (found := by_textlint(texts, lists)) is not None:
        columns["textlint + prh"] = scored(labelled, found)
    print(f"Word lists against the pipeline, {len(labelled)} replies:\n")
    show({**columns, "webcarelint": grammar["+ parser"]})
    differ = changed(grammar)
    print(f"What grammar adds ({len(REPLY_SIGNALS) - len(differ)} other signals are found equally well without it):\n")
    show(grammar, differ)


if __name__ == "__main__":
    main()
