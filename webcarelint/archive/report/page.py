"""The report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from webcarelint.archive.quantities import Mean, Share
from webcarelint.archive.report import charts
from webcarelint.archive.report.baselines import STRENGTH as BASELINE
from webcarelint.archive.report.figures import Figures
from webcarelint.archive.report.overview import GROUPS, Groups, Size
from webcarelint.archive.report.people import Excerpt
from webcarelint.render.words import SEVERITY, STRENGTH, number

MOST: Final = 30
"""Rows of a table; report.json has all."""
CHARTED: Final = 12
HERE: Final = Path(__file__).parent
_CHANNELS: Final[Mapping[str, str]] = {
    "twitter": "Twitter (X)",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "whatsapp": "WhatsApp",
    "email": "e-mail",
    "review": "reviews",
    "unknown": "onbekend",
}
_MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def as_html(figures: Figures, timezone: str) -> str:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    in_words = partial(_day, timezone=timezone)
    environment.filters |= {
        "whole": _whole,
        "points": _points,
        "percent": _percent,
        "between": _between,
        "marked": _marked,
        "day": in_words,
        "number": number,
        "channel": _channel,
        "period": partial(_period, timezone=timezone),
    }
    kinds = [_named(groups) for groups in figures.groups]
    return environment.get_template("page.html").render(
        f=figures,
        css=Markup((HERE / "page.css").read_text(encoding="utf-8")),
        charts=_charts(figures, kinds),
        kinds=GROUPS,
        group_rows={groups.kind: [(group.name, group) for group in groups.shown[:MOST]] for groups in kinds},
        trend_rows=[(in_words(period.start), period) for period in figures.trend.periods] if figures.trend else [],
        unmeasured=[name for elements in figures.voice.tactics.values() for name, share in elements.items() if share is None],
        severity=SEVERITY,
        strength=STRENGTH[BASELINE],
        strengths=STRENGTH,
        most=MOST,
        with_examples=CHARTED,
    )


def _charts(figures: Figures, kinds: Sequence[Groups]) -> Mapping[str, Markup | Mapping[str, Markup] | None]:
    drawn = {groups.kind: groups for groups in kinds if 1 < len(groups.shown) <= CHARTED and groups.kind != "agent"}
    top = figures.findings.rules[:CHARTED]
    twice = {title for title, count in Counter(rule.title for rule in top).items() if count > 1}
    rules = {rule.rule if rule.title in twice else rule.title: rule.replies for rule in top}
    voice = {tactic: {name: share for name, share in elements.items() if share} for tactic, elements in figures.voice.tactics.items()}
    comparable = any(b.here and b.here.of for b in figures.baselines)
    trend = figures.trend
    return {
        "histogram": Markup(charts.histogram(figures.headline)),
        "dimensions": Markup(charts.lost_points(figures.headline.dimensions)),
        "baselines": Markup(charts.against_baselines(figures.baselines, figures.signing)) if comparable else None,
        "score_trend": Markup(charts.score_trend(trend)) if trend else None,
        "verdict_trend": Markup(charts.verdict_trend(trend)) if trend else None,
        "groups": {
            kind: Markup(charts.group_scores(drawn[kind], word)) if kind in drawn else Markup() for kind, word in GROUPS.items()
        },
        "voice": {
            tactic: Markup(charts.shares(found, f"Staafdiagram: aandeel antwoorden met elk element van {tactic}.", keep=True))
            for tactic, found in voice.items()
            if found
        },
        "findings": Markup(charts.shares(rules, "Staafdiagram: aandeel antwoorden met elke bevinding.")) if rules else None,
    }  # fmt: skip


def _channel(name: str) -> str:
    return _CHANNELS.get(name, name)


def _named(groups: Groups) -> Groups:
    """Channels by the name that people know."""
    if groups.kind != "channel":
        return groups
    return replace(groups, shown=tuple(replace(group, name=_channel(group.name)) for group in groups.shown))


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _points(number: float | None) -> str:
    return "–" if number is None else f"{number:,.1f}".translate(str.maketrans(",.", ".,"))


def _percent(share: Share) -> str:
    return "–" if share.share is None else f"{_points(100 * share.share)} %"


def _between(found: Share | Mean) -> str:
    if found.low is None or found.high is None:
        return "–"
    if isinstance(found, Share):
        return f"{_points(100 * found.low)}–{_points(100 * found.high)} %"
    return f"{_points(found.low)}–{_points(found.high)}"


def _day(moment: date, timezone: str) -> str:
    if isinstance(moment, datetime):
        moment = moment.astimezone(ZoneInfo(timezone))
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _period(size: Size, timezone: str) -> str:
    if size.first is None or size.last is None:
        return ""
    first, last = _day(size.first, timezone), _day(size.last, timezone)
    return first if first == last else f"{first} tot en met {last}"


def _marked(excerpt: Excerpt) -> Markup:
    """The text with its places marked; places that overlap are one mark."""
    out, here = Markup(), 0
    for start, end in _merged(excerpt.places):
        out += excerpt.text[here:start]
        out += Markup("<mark>{}</mark>").format(excerpt.text[start:end])
        here = end
    return out + excerpt.text[here:]


def _merged(places: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(place for place in places if place[0] < place[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
