"""How far each rule can be trusted: measured on this corpus, written into the rule files.

python corpus/trust.py            exit 1, with the differences, when the rule files do not say what is measured
python corpus/trust.py --write    write `precision` and `judged` into rules/*.toml; nothing else in them changes
python corpus/trust.py --open     what nobody judged yet, as lines to fill in: put `right` to true or false and add them to findings/

A rule whose precision is too low for what it does (blocking under 0.90, being on under 0.75) is named and not written: mend it first.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from webcarelint.cli.labelled import read_replies
from webcarelint.evaluation import Reply, RuleEvaluation, RuleTally, evaluate_rules, read_judgements
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.pack import Rule
from webcarelint.toml_places import line_of

HERE = Path(__file__).parent
BLOCKS, IS_ON = 0.90, 0.75


@dataclass(frozen=True, slots=True)
class Trust:
    """What a rule file says, or should say, of one rule."""

    precision: float | None
    judged: int

    @classmethod
    def of(cls, tally: RuleTally) -> "Trust":
        return cls(None if tally.precision is None else round(tally.precision, 3), tally.judged)

    def suits(self, rule: Rule) -> bool:
        needed = BLOCKS if rule.gate == "block" else IS_ON
        return self.precision is None or self.precision >= needed

    def lines(self) -> list[str]:
        return [] if self.precision is None else [f"precision = {float(self.precision)!r}", f"judged = {self.judged}"]

    def __str__(self) -> str:
        return "niet gemeten" if self.precision is None else f"{self.precision} van {self.judged}"


def replies() -> list[Reply]:
    """Every reply of the corpus, and both sides of the pairs."""
    folders = ("train", "extra", "test")
    files = [*(path for folder in folders for path in sorted((HERE / folder).glob("*.jsonl"))), HERE / "pairs.jsonl"]
    return read_replies([str(file) for file in files])


def write(rules: list[Rule], trusts: Mapping[str, Trust]) -> None:
    for path in sorted({rule.place.path for rule in rules}):
        for rule in reversed([rule for rule in rules if rule.place.path == path]):
            _write_one(path, int(rule.place.key[1]), trusts[rule.id])


def _write_one(path: Path, number: int, trust: Trust) -> None:
    """Say it before the examples of the rule. The lines are looked up by a parser; the rest of the file is not touched."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for key in ("precision", "judged"):
        line = line_of(path, ("rules", number, key)) - 1
        if lines[line].startswith(f"{key} ="):
            del lines[line]
            path.write_text("\n".join(lines), encoding="utf-8")
    first = min(line_of(path, ("rules", number, key)) for key in ("bad", "good")) - 1
    lines[first:first] = trust.lines()
    path.write_text("\n".join(lines), encoding="utf-8")


def show_open(found: RuleEvaluation, drafts: list[Reply]) -> None:
    texts = {reply.draft.id: reply.draft for reply in drafts}
    for one in found.remarks:
        if one.kind == "open":
            row = {"id": one.reply, "rule": one.rule, "quote": one.words, "right": None}
            draft = texts[one.reply]
            print(json.dumps({**row, "customer": draft.customer, "text": draft.text}, ensure_ascii=False))


def main() -> int:
    linter = Linter.of(HouseStyle())
    drafts = replies()
    found = evaluate_rules(linter, drafts, read_judgements(HERE / "findings"))
    if "--open" in sys.argv:
        show_open(found, drafts)
        return 0
    rules = [rule for rule in linter.pack.rules if rule.enabled]
    measured = {rule.id: Trust.of(found.tallies[rule.id]) for rule in rules}
    unfit = [rule for rule in rules if not measured[rule.id].suits(rule)]
    for rule in unfit:
        print(f"{rule.id}: {measured[rule.id]} is te laag voor een regel die {'blokkeert' if rule.gate == 'block' else 'aan staat'}")
    fit = [rule for rule in rules if rule not in unfit]
    if "--write" in sys.argv:
        write(fit, measured)
        return int(bool(unfit))
    stale = [rule for rule in fit if Trust(rule.precision, rule.judged) != measured[rule.id]]
    for rule in stale:
        print(f"{rule.id}: staat op {Trust(rule.precision, rule.judged)}, gemeten is {measured[rule.id]}")
    return int(bool(unfit or stale))


if __name__ == "__main__":
    sys.exit(main())
