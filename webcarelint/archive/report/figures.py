"""All figures of a report, computed from scores in a few streams over them; the page and the JSON hold the same."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from webcarelint.archive.quantities import CONFIDENCE
from webcarelint.archive.report.baselines import NOTE, Compared, Signing, compare_with_baselines, signing
from webcarelint.archive.report.content import Findings, Skipped, VoiceProfile, examples_of, findings_of, skipped_of, voice_of_archive
from webcarelint.archive.report.discuss import Talk, worth_discussing
from webcarelint.archive.report.overview import GROUPS, Groups, Headline, Size, Trend, groups_of, headline_of, size_of, trend_of
from webcarelint.archive.report.people import People
from webcarelint.archive.report.templates import Templates, templates_in
from webcarelint.archive.scored import Scored

SCHEMA: Final = 1
LABEL: Final = "Richtinggevend signaal, geen oordeel."
SAMPLE: Final = 20_000
"""Replies in which templates and examples are looked for; in a smaller archive that is all of them."""
_SPREAD: Final = 2_654_435_761
"""Spreads row numbers evenly over 32 bits: the same sample each time, and no run of neighbours."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`minimum` replies for a group to be shown, `discuss` replies to talk about, `timezone` of weeks and months."""

    minimum: int = 30
    discuss: int = 50
    timezone: str = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Made:
    """By what the scores were made."""

    webcarelint: str
    rules: str
    pipeline: str
    scores_schema: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The report. `templates` is None when the scores hold no texts, `trend` when there are not two periods."""

    schema: int
    about: str
    confidence: float
    made: Made
    names: str
    texts: bool
    size: Size
    headline: Headline
    baselines_note: str
    baselines: tuple[Compared, ...]
    signing: Signing | None
    trend: Trend | None
    groups: tuple[Groups, ...]
    voice: VoiceProfile
    findings: Findings
    templates: Templates | None
    discuss: tuple[Talk, ...]
    skipped: Skipped


def figures_of(scored: Scored, people: People, options: ReportOptions) -> Figures:
    """Everything a report says. Memory holds a sample and sums, not the archive."""
    size = size_of(scored)
    sample = _sample(scored, size.judged) if scored.has_text else []
    naming = {"agent": people.agent}
    return Figures(
        schema=SCHEMA,
        about=LABEL,
        confidence=CONFIDENCE,
        made=Made(scored.version, scored.rules, scored.pipeline, scored.schema),
        names="zoals in de scores" if people.shows_ids else "pseudoniemen",
        texts=scored.has_text,
        size=size,
        headline=headline_of(scored),
        baselines_note=NOTE,
        baselines=compare_with_baselines(scored),
        signing=signing(scored, options.minimum),
        trend=trend_of(scored, size, options.timezone),
        groups=tuple(groups_of(scored, kind, options.minimum, naming.get(kind, str)) for kind in GROUPS),
        voice=voice_of_archive(scored),
        findings=findings_of(scored, examples_of(sample, people)),
        templates=templates_in(sample, size.judged, people) if scored.has_text else None,
        discuss=worth_discussing(scored, options.discuss, people),
        skipped=skipped_of(scored),
    )


def _sample(scored: Scored, judged: int) -> list[dict[str, Any]]:
    """Judged rows with their texts: all when there are few, else an even spread of about SAMPLE of them."""
    share = min(1.0, SAMPLE / max(judged, 1))
    chosen = (pl.col("row").cast(pl.UInt64) * _SPREAD) % 2**32 < int(share * 2**32)
    columns = ("row", "agent", "text", "findings")
    return scored.judged.filter(chosen).select(columns).sort("row").collect(engine="streaming").to_dicts()


def as_json(figures: Figures) -> str:
    """One JSON document; moments in ISO 8601."""
    return json.dumps(asdict(figures), ensure_ascii=False, indent=1, default=_moment) + "\n"


def _moment(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a report")
