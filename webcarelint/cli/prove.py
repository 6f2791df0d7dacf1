"""`test`: do rules hold on their own examples, and is there anything that no example and no reply needs?"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from webcarelint.cli.labelled import read_replies
from webcarelint.cli.measure import JUDGEMENTS
from webcarelint.errors import EXIT_CLEAN, EXIT_FINDINGS, InputError
from webcarelint.examples import failing_examples
from webcarelint.house_style import HouseStyle
from webcarelint.idle import Proof, foreign_findings, silent_rules, unneeded_exceptions
from webcarelint.linter import Linter
from webcarelint.model import Draft
from webcarelint.pack import Pack, Place
from webcarelint.render.measured import show_proof
from webcarelint.render.terminal import console


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of a test."""

    packs: Sequence[Path]
    corpus: Path | None = None
    quick: bool = False
    verbose: bool = False
    format: str = "text"
    pipeline: str | None = None
    colour: bool | None = None


def run_examples(asked: Asked) -> int:
    """Test, show what came of it, and return the exit code. Raises UserError."""
    linter = Linter.of(HouseStyle(packs=tuple(str(path) for path in asked.packs)), asked.pipeline)
    proof = _proof(linter, asked)
    if asked.format == "json":
        sys.stdout.write(json.dumps(proof.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        show_proof(console(colour=asked.colour), proof, verbose=asked.verbose)
    return EXIT_FINDINGS if proof.failures else EXIT_CLEAN


def _proof(linter: Linter, asked: Asked) -> Proof:
    own = {file.resolve() for path in asked.packs for file in (path.glob("*.toml") if path.is_dir() else [path])}
    rules = [rule for rule in linter.pack.rules if _is_own(rule.place, own)]
    total = sum(len(rule.bad) + len(rule.good) for rule in rules)
    failures = tuple(failing_examples(linter, rules))
    silent = silent_rules(linter, rules, _drafts(asked.corpus)) if asked.corpus is not None else None
    if asked.quick:
        return Proof(len(rules), total, failures, silent=silent)
    foreign = tuple(foreign_findings(linter, rules))
    unneeded = tuple(unneeded_exceptions(linter, rules, _own_signals(linter.pack, own)))
    return Proof(len(rules), total, failures, foreign, unneeded, silent)


def _own_signals(pack: Pack, own: set[Path]) -> list[str]:
    return [name for name, signal in pack.signals.items() if signal.place is not None and _is_own(signal.place, own)]


def _is_own(place: Place, own: set[Path]) -> bool:
    """Whether something stands in one of the files that are tested; without any the bundled ones are."""
    return not own or place.path.resolve() in own


def _drafts(folder: Path) -> list[Draft]:
    files = [file for file in sorted(folder.rglob("*.jsonl")) if JUDGEMENTS not in file.relative_to(folder).parts]
    if not files:
        raise InputError("In deze map staan geen antwoorden (*.jsonl):", folder)
    return [reply.draft for reply in read_replies([str(file) for file in files])]
