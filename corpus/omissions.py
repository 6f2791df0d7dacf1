"""What replies leave out, and which of it the rules say: `python corpus/omissions.py`.

Replies of extra/i.jsonl and of omissions/ carry `omits`, what their writer meant them to lack. Per file and kind: how often a rule says
so (found), where the writer left nothing of the kind out (wrong at first sight; a reader may still agree with the rule), and how much
nobody says. The replies of omissions/c.jsonl were never looked at while the rules were made: they decide.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Final

from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft

CORPUS: Final = Path(__file__).parent
RULES: Final = {
    "hulp-bij-gevaar": {"klantcontact/gevaar"},
    "sorry": {"klantcontact/excuus-ontbreekt", "klantcontact/fout-zonder-sorry", "klantcontact/begrip-in-plaats-van-sorry"},
    "stap": {"vervolgstap/ontbreekt"},
    "gevoel": {"ai/gevoel-ingevuld", "ai/gevoel-te-groot"},
    "wanneer": {"klantcontact/wanneer-onbeantwoord"},
}


def counts(linter: Linter, path: Path) -> Counter[tuple[str, bool, bool]]:
    """How many replies, by kind, whether a rule says it, and whether the writer left it out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    drafts = [Draft(row["text"], row["customer"], row["channel"], id=row["id"]) for row in rows]
    found: Counter[tuple[str, bool, bool]] = Counter()
    for row, report in zip(rows, linter.check_many(drafts), strict=True):
        fired = {finding.rule for finding in report.findings}
        found.update((kind, not rules.isdisjoint(fired), kind in row["omits"]) for kind, rules in RULES.items())
    return found


def main() -> None:
    linter = Linter.of(HouseStyle())
    for path in (CORPUS / "extra" / "i.jsonl", *sorted((CORPUS / "omissions").glob("*.jsonl"))):
        found = counts(linter, path)
        print(path.relative_to(CORPUS))
        for kind in RULES:
            if any(found[kind, said, True] for said in (True, False)):
                print(
                    f"  {kind:16} found {found[kind, True, True]:3}   wrong {found[kind, True, False]:3}   not said {found[kind, False, True]:3}"
                )


if __name__ == "__main__":
    main()
