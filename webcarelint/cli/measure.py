"""`evaluate` and `test`: how right the signals are, and whether every rule holds on its own examples."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from webcarelint.cli.inputs import read_labelled
from webcarelint.errors import EXIT_CLEAN, EXIT_FINDINGS
from webcarelint.evaluation import Labelled, evaluate
from webcarelint.examples import failing_examples
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.render.terminal import console, show_evaluation


def run_evaluation(file: str, format: str, pipeline: str | None, misses: bool, colour: bool | None) -> None:
    labelled = [Labelled(draft, labels) for draft, labels in read_labelled(file)]
    found = evaluate(Linter.of(HouseStyle(), pipeline), labelled)
    if format == "json":
        sys.stdout.write(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n")
        return
    out = console(colour=colour)
    show_evaluation(out, found)
    for miss in found.misses if misses else ():
        out.print(Text(f"{miss.signal}: {'te veel' if miss.found else 'gemist'} in {miss.draft_id}"))


def run_examples(packs: Sequence[Path], pipeline: str | None, colour: bool | None) -> int:
    linter = Linter.of(HouseStyle(packs=tuple(str(path) for path in packs)), pipeline)
    own = {file.resolve() for path in packs for file in (path.glob("*.toml") if path.is_dir() else [path])}
    rules = [rule for rule in linter.pack.rules if not own or rule.place.path.resolve() in own]
    out = console(colour=colour)
    failures = list(failing_examples(linter, rules))
    for failure in failures:
        expected = "moet afgaan en doet dat niet" if failure.kind == "bad" else "mag niet afgaan en doet dat wel"
        out.print(Text(f"{failure.place}  {failure.rule}", style="red"))
        out.print(
            Padding(Text(f"{expected}: {failure.text}" + (f" (overgeslagen: {failure.skipped})" if failure.skipped else "")), (0, 0, 0, 2))
        )
    total = sum(len(rule.bad) + len(rule.good) for rule in rules)
    out.print(Text(f"{len(rules)} regels, {total} voorbeelden, {len(failures)} mis", style="bold"))
    return EXIT_FINDINGS if failures else EXIT_CLEAN
