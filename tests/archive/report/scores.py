"""Scores written by hand, so that every figure over them can be counted on fingers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from webcarelint.archive.scores import Layout, RuleCard
from webcarelint.model import Evidence, Skipped

SIGNALS = (
    "je-vorm", "u-vorm", "ik-vorm", "wij-vorm", "excuus", "emoji", "initialen", "onze-excuses", "mijn-excuses", "dm-verzoek", "vervelend",
    "begroeting", "naam", "klantnaam", "medeleven", "welwens",
)  # fmt: skip


def card(rule: str, title: str) -> RuleCard:
    evidence = Evidence(claim="Zo is het geteld.", source="Eigen telling", strength="derived")
    return RuleCard(rule, title, "toon", "warning", "none", 5.0, "Let op.", "Omdat het zo is.", evidence)


RULES = (card("toon/een", "Regel een"), card("toon/twee", "Regel <twee>"), card("toon/uit", "Regel uit"))


def layout(**changes: Any) -> Layout:
    base: dict[str, Any] = {
        "fingerprint": "regels-1", "version": "0.1.0", "pipeline": "proef-1", "pass_mark": 75.0, "dimensions": ("toon",), "measures": ("woorden",),
        "signals": SIGNALS, "rules": RULES, "off": (Skipped("toon/uit", "staat uit"),), "text": True, "pseudonyms": None,
    }  # fmt: skip
    return Layout(**{**base, **changes})


def finding(
    rule: str, start: int = 0, end: int = 3, *, points: float = 5.0, match: str | None = "Hoi", better: str | None = None
) -> dict[str, Any]:
    return {
        "rule": rule, "start": start, "end": end, "severity": "warning", "gate": "none", "points": points, "match": match, "better": better,
    }  # fmt: skip


def reply(n: int, signals: Iterable[str] = (), **changes: Any) -> dict[str, Any]:
    """A row on Twitter on 1 January 2025, with these signals and no others; what else differs stands in `changes`."""
    base: dict[str, Any] = {
        "row": n, "source": "proef.csv", "id": f"id-{n}", "time": datetime(2025, 1, 1, 12, tzinfo=UTC), "channel": "twitter", "account": "@merk",
        "agent": "Eva Kok", "team": "Zuid", "thread_id": None, "parts": 1, "error": None, "text": f"Hoi, dit is antwoord nummer {'abcdefghij'[n % 10]}.",
        "text_hash": f"{n:016x}", "has_customer": False, "verdict": "send", "score": 90.0, "dimension.toon": 90.0, "measure.woorden": 6.0,
        **{f"signal.{name}": name in set(signals) for name in SIGNALS}, "findings": [], "skipped": [],
    }  # fmt: skip
    return {**base, **changes}


def failed(n: int, error: str = "het antwoord is leeg") -> dict[str, Any]:
    judged = ("verdict", "score", "dimension.toon", "measure.woorden", "findings", "skipped", "text", "text_hash")
    return {**reply(n), **dict.fromkeys((*judged, *(f"signal.{name}" for name in SIGNALS))), "error": error}


def write(
    folder: Path,
    rows: list[dict[str, Any]],
    made: Layout | None = None,
    left_out: Mapping[str, int] | None = None,
    *,
    complete: bool = True,
) -> Path:
    """A folder as `archive score` leaves it."""
    made = made or layout()
    (folder / "scores").mkdir(parents=True, exist_ok=True)
    half = (len(rows) + 1) // 2  # two parts, so that nothing works on one file only
    for part, some in enumerate((rows[:half], rows[half:])):
        kept = [{name: row[name] for name in made.schema.names} for row in some]
        pq.write_table(pa.Table.from_pylist(kept, schema=made.schema), folder / "scores" / f"part-{part:06d}.parquet")
    manifest = {
        "complete": complete,
        "rules": made.identity,
        "catalogue": {
            "pass_mark": made.pass_mark,
            "rules": [asdict(rule) for rule in made.rules],
            "off": [asdict(skipped) for skipped in made.off],
        },
        "counts": {"rows": len(rows), "errors": 0, "crashes": 0, "left_out": dict(left_out or {})},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
