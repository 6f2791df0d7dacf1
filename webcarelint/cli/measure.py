"""`evaluate`: how right signals, rules and scores are, and what a change adds and removes."""

import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from webcarelint.cli.labelled import read_pairs, read_replies, read_signals
from webcarelint.errors import InputError, PackError
from webcarelint.evaluation import (
    Judgements,
    Run,
    compare,
    evaluate,
    evaluate_pairs,
    evaluate_rules,
    read_judgements,
    read_run,
    reports,
)
from webcarelint.house_style import CONFIG_NAME, HouseStyle, load_house_style
from webcarelint.linter import Linter, signal_texts
from webcarelint.pack import Pack, bundled_rules, load_packs
from webcarelint.render.measured import show_comparison, show_pairs, show_rule_evaluation, show_signals
from webcarelint.render.terminal import console
from webcarelint.signals import MEASURES
from webcarelint.toml_places import read_toml

JUDGEMENTS = "findings"
"""The folder with judgements, beside the labelled files or beside their folder."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of an evaluation."""

    files: Sequence[str]
    by: Literal["signal", "rule"] = "signal"
    pairs: bool = False
    diff: Path | None = None
    save: Path | None = None
    judgements: Path | None = None
    misses: bool = False
    format: str = "text"
    config: Path | None = None
    profile: str | None = None
    pipeline: str | None = None
    colour: bool | None = None


def run_evaluation(asked: Asked) -> None:
    """Measure, and show or save what came of it. Raises UserError."""
    style = load_house_style(asked.config, asked.profile) if asked.config is not None else HouseStyle()
    if asked.pairs and (asked.diff is not None or asked.by == "rule"):
        raise InputError("--pairs vergelijkt paren en gaat niet samen met --by rule of --diff. Kies er één.")
    if asked.pairs:
        _pairs(asked, style)
    elif asked.diff is not None:
        _changes(asked, style, asked.diff)
    elif asked.by == "rule":
        _rules(asked, style)
    else:
        _signals(asked, style)


def _signals(asked: Asked, style: HouseStyle) -> None:
    labelled = read_signals(asked.files)
    found = evaluate(Linter.of(style, asked.pipeline), labelled)
    if not _written(asked, found.to_dict()):
        show_signals(console(colour=asked.colour), found, misses=asked.misses)


def _rules(asked: Asked, style: HouseStyle) -> None:
    replies = read_replies(asked.files)
    judgements = read_judgements(asked.judgements) if asked.judgements is not None else _judgements_near(asked.files)
    found = evaluate_rules(Linter.of(style, asked.pipeline), replies, judgements)
    if not _written(asked, found.to_dict()):
        show_rule_evaluation(console(colour=asked.colour), found, remarks=asked.misses)


def _judgements_near(files: Sequence[str]) -> Judgements:
    """The judgements that go with labelled files: a folder `findings` beside them, or beside their folder. None is no mistake."""
    for name in files:
        folder = Path(name).resolve().parent
        for place in (folder / JUDGEMENTS, folder.parent / JUDGEMENTS):
            if place.is_dir():
                return read_judgements(place)
    return Judgements()


def _pairs(asked: Asked, style: HouseStyle) -> None:
    pairs = read_pairs(asked.files)
    found = evaluate_pairs(Linter.of(style, asked.pipeline), pairs)
    if not _written(asked, found.to_dict()):
        show_pairs(console(colour=asked.colour), found)


def _changes(asked: Asked, style: HouseStyle, base: Path) -> None:
    replies = read_replies(asked.files)
    linter = Linter.of(style, asked.pipeline)
    after = Run.of(report for _, report in reports(linter, replies))
    before = read_run(base) if base.suffix == ".json" else Run.of(report for _, report in reports(_linter_of(base, linter, style), replies))
    found = compare(before, after)
    if not found.replies:
        raise InputError("Deze meting gaat over andere antwoorden: geen enkel id komt in beide voor.", base)
    if not _written(asked, found.to_dict()):
        show_comparison(console(colour=asked.colour), found)


def _linter_of(base: Path, linter: Linter, style: HouseStyle) -> Linter:
    """What to compare with: a house style, or the house style in force with another pack."""
    if base.is_dir() and (base / CONFIG_NAME).is_file():
        base = base / CONFIG_NAME
    if not base.exists():
        raise InputError("Dit bestaat niet. Noem een bewaarde meting (.json), een huisstijl of een map met regels:", base)
    if _is_pack(base):
        return Linter(_pack(base), style, linter.nlp)
    other = load_house_style(base)
    return Linter(load_packs([bundled_rules(), *map(Path, other.packs)], signal_texts(), MEASURES), other, linter.nlp)


def _is_pack(path: Path) -> bool:
    if path.is_dir():
        return True
    given = read_toml(path, InputError)
    return bool({"rules", "signals", "lists"} & set(given)) and isinstance(given.get("rules", []), list)


def _pack(path: Path) -> Pack:
    """The bundled rules with this pack; the pack alone when it holds the bundled rules itself, in another state."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    own = {rule.get("id") for file in files for rule in read_toml(file, PackError).get("rules", [])}
    bundled = {rule["id"] for file in bundled_rules().glob("*.toml") for rule in tomllib.loads(file.read_text("utf-8")).get("rules", [])}
    return load_packs([path] if own & bundled else [bundled_rules(), path], signal_texts(), MEASURES)


def _written(asked: Asked, body: Mapping[str, object]) -> bool:
    """Save the outcome when asked to; print it, and say so, when JSON was asked for."""
    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    if asked.save is not None:
        try:
            asked.save.write_text(text, encoding="utf-8")
        except OSError as cause:
            raise InputError(f"Hier is niet te schrijven ({cause.strerror}):", asked.save) from cause
    if asked.format == "json":
        sys.stdout.write(text)
    return asked.format == "json"
