"""Charts of a report, as SVG that takes its colours from the page: light, dark and print look right without a second drawing.

Every chart is a picture with a name for who cannot see it; the page has the same figures as a table beside it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast
from xml.sax.saxutils import quoteattr

import altair as alt
import vl_convert

from webcarelint.archive.quantities import Mean, Share
from webcarelint.archive.report.baselines import Compared, Signing
from webcarelint.archive.report.overview import BIN, Groups, Headline, Trend

WIDTH: Final = 380
"""Pixels: what a phone shows without making letters too small."""
_ROW: Final = 22
_LABEL: Final = 165
_ROOM: Final = 1.25
_MEASURED: Final = 13
"""Size of letters for which room is made; the page shows them a size smaller, since its font may be wider than ours."""
_INK, _SOFT, _ACCENT, _BAND, _OTHER = "var(--ink)", "var(--line)", "var(--accent)", "var(--band)", "var(--other)"
_PERCENT: Final = ".0%"

Record = Mapping[str, object]


def histogram(headline: Headline) -> str:
    rows = [{"van": n * BIN, "tot": (n + 1) * BIN, "antwoorden": count} for n, count in enumerate(headline.histogram)]
    base = alt.Chart(_data(rows))
    bars = base.mark_bar(color=_ACCENT, binSpacing=1).encode(
        x=alt.X("van:Q", bin="binned", title="score", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(values=list(range(0, 101, 20)))),
        x2="tot:Q",
        y=alt.Y("antwoorden:Q", title="antwoorden"),
    )
    mark = alt.Chart(_data([{"grens": headline.pass_mark}])).mark_rule(color=_OTHER, strokeDash=[4, 3], strokeWidth=2).encode(x="grens:Q")
    return _svg(alt.layer(bars, mark), 170, "Staafdiagram: hoeveel antwoorden welke score hebben. De streepjeslijn is de slaaggrens.")


def lost_points(dimensions: Mapping[str, Mean]) -> str:
    rows = [{"onderdeel": name, "punten": 100 - mean.mean} for name, mean in dimensions.items() if mean.mean is not None]
    return _bars(
        rows,
        "onderdeel",
        "punten",
        "verloren punten per antwoord, gemiddeld",
        "Staafdiagram: hoeveel punten een antwoord per onderdeel gemiddeld verliest.",
    )


def score_trend(trend: Trend) -> str:
    rows = [_mean_row(period.score) | {"start": period.start.isoformat()} for period in trend.periods]
    return _line(rows, trend.unit, "gemiddelde score", f"Lijndiagram: gemiddelde score per {trend.unit}, met het interval als band.", None)


def verdict_trend(trend: Trend) -> str:
    rows = [_share_row(period.verdicts["send"]) | {"start": period.start.isoformat()} for period in trend.periods]
    label = f"Lijndiagram: aandeel antwoorden dat zo kan worden verstuurd, per {trend.unit}, met het interval als band."
    return _line(rows, trend.unit, "kan zo verstuurd worden", label, _PERCENT)


def against_baselines(baselines: Sequence[Compared], signing: Signing | None) -> str:
    """Our shares as dots with intervals, the published as diamonds."""
    pairs = [(b.title, b.here, b.published) for b in baselines if b.here and b.here.of and any(p.share is not None for p in b.published)]
    if signing is not None and signing.here.of:
        pairs.append(("Account tekent regelmatig", signing.here, signing.published))
    order = [title for title, _, _ in pairs]
    ours = [_share_row(here) | {"wat": title, "soort": "dit archief"} for title, here, _ in pairs]
    theirs = [
        {"wat": title, "waarde": published.share, "soort": "landelijk geteld"}
        for title, _, all_published in pairs
        for published in all_published
        if published.share is not None
    ]
    y = alt.Y("wat:N", sort=order, title=None)
    x = alt.X("waarde:Q", title=None, axis=alt.Axis(format=_PERCENT, values=[0, 0.25, 0.5, 0.75, 1]), scale=alt.Scale(domain=[0, 1]))
    kinds = alt.Scale(domain=["dit archief", "landelijk geteld"], range=[_ACCENT, _OTHER])
    shapes = alt.Scale(domain=["dit archief", "landelijk geteld"], range=["circle", "diamond"])
    colour = alt.Color("soort:N", scale=kinds, legend=alt.Legend(orient="top", title=None, symbolStrokeWidth=0))
    shape = alt.Shape("soort:N", scale=shapes)
    span = alt.Chart(_data(ours)).mark_rule(color=_ACCENT, strokeWidth=2).encode(y=y, x=alt.X("laag:Q"), x2="hoog:Q")
    dots = alt.Chart(_data([*ours, *theirs])).mark_point(filled=True, size=65, opacity=1).encode(y=y, x=x, color=colour, shape=shape)
    return _svg(
        alt.layer(span, dots),
        _ROW * len(order),
        "Puntendiagram: aandelen in dit archief met hun interval, naast de landelijk getelde aandelen.",
    )


def group_scores(groups: Groups, kind: str) -> str:
    """Mean scores with intervals, in the order of size."""
    rows = [_mean_row(group.score) | {"groep": group.name} for group in groups.shown]
    order = [group.name for group in groups.shown]
    y = alt.Y("groep:N", sort=order, title=None)
    zero = alt.Scale(zero=False, nice=True)
    span = alt.Chart(_data(rows)).mark_rule(color=_ACCENT, strokeWidth=2).encode(y=y, x=alt.X("laag:Q", scale=zero), x2="hoog:Q")
    dots = (
        alt.Chart(_data(rows))
        .mark_point(filled=True, size=65, opacity=1, color=_ACCENT)
        .encode(y=y, x=alt.X("waarde:Q", title="gemiddelde score", scale=zero, axis=alt.Axis(tickCount=5, labelOverlap="greedy")))
    )
    return _svg(alt.layer(span, dots), _ROW * len(order), f"Puntendiagram: gemiddelde score per {kind}, met het interval.")


def shares(named: Mapping[str, Share], label: str, *, keep: bool = False) -> str:
    """Bars with a percentage: with `keep` in their own order and on a scale to 100 %, else the largest first."""
    rows = [{"wat": name, "aandeel": found.share} for name, found in named.items() if found.share is not None]
    return _bars(rows, "wat", "aandeel", "aandeel van de antwoorden", label, _PERCENT, keep=keep)


def _bars(rows: Sequence[Record], name: str, value: str, title: str | None, label: str, format: str = ".2~f", *, keep: bool = False) -> str:
    sort: Any = [row[name] for row in rows] if keep else "-x"
    most = 1.0 if keep else max((cast(float, row[value]) for row in rows), default=0)
    room = alt.Scale(domain=[0, _ROOM * most or 1])  # for the number beside the bar
    ticks = alt.Axis(format=format, values=[0, 0.25, 0.5, 0.75, 1]) if keep else alt.Axis(format=format, tickCount=4)
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y(f"{name}:N", sort=sort, title=None),
        x=alt.X(f"{value}:Q", title=title, scale=room, axis=ticks),
    )
    number = ".1%" if "%" in format else ".2f"
    texts = base.mark_text(align="left", dx=4, color=_INK).encode(text=alt.Text(f"{value}:Q", format=number))
    return _svg(alt.layer(base.mark_bar(color=_ACCENT), texts), _ROW * max(len(rows), 1), label)


def _line(rows: Sequence[Record], unit: str, title: str, label: str, format: str | None) -> str:
    axis = alt.Axis(format="%e %b" if unit == "week" else "%b %y", labelOverlap=True, tickCount=6, grid=False)
    x = alt.X("start:T", title=None, axis=axis)
    scale = alt.Scale(zero=False, nice=True)
    values = alt.Axis(format=format, tickCount=5) if format else alt.Axis(tickCount=5)
    base = alt.Chart(_data(rows))
    band = base.mark_area(color=_BAND).encode(x=x, y=alt.Y("laag:Q", title=title, scale=scale, axis=values), y2="hoog:Q")
    line = base.mark_line(color=_ACCENT, strokeWidth=2, point=alt.OverlayMarkDef(color=_ACCENT, size=25)).encode(
        x=x, y=alt.Y("waarde:Q", scale=scale, axis=values)
    )
    return _svg(alt.layer(band, line), 170, label)


def _share_row(found: Share) -> dict[str, object]:
    return {"waarde": found.share, "laag": found.low, "hoog": found.high}


def _mean_row(found: Mean) -> dict[str, object]:
    return {
        "waarde": found.mean,
        "laag": found.mean if found.low is None else found.low,
        "hoog": found.mean if found.high is None else found.high,
    }


def _data(rows: Sequence[Record]) -> alt.InlineData:
    return alt.InlineData(values=[dict(row) for row in rows])


def _svg(chart: alt.LayerChart | alt.FacetChart, height: int, label: str) -> str:
    """Drawn, without a background, its words read as one: the label."""
    whole = (
        chart.properties(width=WIDTH, height=height, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"), padding=4)
        .configure(background="transparent", aria=False, font="sans-serif")
        .configure_axis(
            labelColor=_INK, titleColor=_INK, titleFontWeight="normal", labelFontSize=_MEASURED, titleFontSize=_MEASURED, labelLimit=_LABEL,
            gridColor=_SOFT, domainColor=_SOFT, tickColor=_SOFT,
        )
        .configure_legend(labelColor=_INK, labelFontSize=_MEASURED)
        .configure_text(fontSize=_MEASURED)
        .configure_view(stroke=None)
    )  # fmt: skip
    svg = vl_convert.vegalite_to_svg(whole.to_dict(), format_locale="nl-NL", time_format_locale="nl-NL")
    # One picture with a name; the parts that Vega names for assistive technology have no names that help.
    hidden = svg.replace("<svg ", '<svg aria-hidden="true" ', 1)
    return f'<div role="img" aria-label={quoteattr(label)}>{hidden}</div>'
