"""The known misses: which labels of `train/` linter and reader disagree on.

python corpus/known.py            exit 1, with the differences, when KNOWN.toml is not the exact set
python corpus/known.py --write    make it so, after you have looked at each difference
"""

import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from webcarelint.evaluation import Labelled, evaluate
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter
from webcarelint.model import Draft

HERE = Path(__file__).parent
KNOWN = HERE / "KNOWN.toml"


def labelled(paths: list[Path]) -> list[Labelled]:
    """The replies of these files with their labels."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            draft = Draft(row["text"], row["customer"], row["channel"], row["customer_name"], id=row["id"])
            found.append(Labelled(draft, frozenset(row["signals"])))
    return found


def misses(linter: Linter) -> dict[str, dict[str, list[str]]]:
    """Per signal the ids of replies in which it is found and not labelled (`te-veel`), or labelled and not found (`gemist`)."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"te-veel": [], "gemist": []})
    for miss in evaluate(linter, labelled(sorted((HERE / "train").glob("*.jsonl")))).misses:
        found[miss.signal]["te-veel" if miss.found else "gemist"].append(miss.draft_id)
    return {signal: {kind: sorted(ids) for kind, ids in kinds.items()} for signal, kinds in sorted(found.items())}


def as_toml(found: dict[str, dict[str, list[str]]]) -> str:
    lines = ["# The exact set of known misses on corpus/train; written by corpus/known.py --write."]
    for signal, kinds in found.items():
        lines.append(f"\n[{signal}]")
        lines += [f"{kind} = {json.dumps(ids)}" for kind, ids in kinds.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    found = misses(Linter.of(HouseStyle()))
    if "--write" in sys.argv:
        KNOWN.write_text(as_toml(found), encoding="utf-8")
        return 0
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    for signal in sorted({*found, *known}):
        for kind in ("te-veel", "gemist"):
            now, before = set(found.get(signal, {}).get(kind, [])), set(known.get(signal, {}).get(kind, []))
            for text, ids in (("nieuw", now - before), ("opgelost", before - now)):
                if ids:
                    print(f"{signal} {kind} {text}: {', '.join(sorted(ids))}")
    return int(found != known)


if __name__ == "__main__":
    sys.exit(main())
