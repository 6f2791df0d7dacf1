"""The figures of a report, over scores small enough to count by hand."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.archive.report.scores import failed, finding, layout, reply, write
from webcarelint.archive.errors import FolderError
from webcarelint.archive.pseudonyms import Pseudonymiser
from webcarelint.archive.report.baselines import BASELINES, Compared, Published
from webcarelint.archive.report.figures import LABEL, Figures, ReportOptions, as_json, figures_of
from webcarelint.archive.report.people import People
from webcarelint.archive.scored import open_scores
from webcarelint.wilson import wilson

KEY = Pseudonymiser(b"a key of this test")


def figures(tmp_path: Path, rows: list[dict[str, Any]], people: People | None = None, minimum: int = 2, **made: Any) -> Figures:
    left_out = made.pop("left_out", None)
    folder = write(tmp_path / "scores", rows, layout(**made), left_out)
    return figures_of(open_scores(folder), people or People(KEY), ReportOptions(minimum=minimum, discuss=10))


def baseline(found: Figures, name: str) -> Compared:
    return next(compared for compared in found.baselines if compared.name == name)


def here(found: Figures, name: str) -> tuple[int, int]:
    share = baseline(found, name).here
    assert share is not None
    return share.count, share.of


def test_headline(tmp_path: Path) -> None:
    rows = [
        reply(0, score=100.0),
        reply(1, score=80.0),
        reply(2, score=40.0, verdict="revise"),
        reply(3, score=60.0, verdict="hold"),
        failed(4),
    ]
    found = figures(tmp_path, rows)
    assert (found.size.rows, found.size.judged) == (5, 4)
    assert found.headline.score.mean == 70
    assert found.headline.score.deviation == pytest.approx(25.819889)
    assert found.headline.score.low == pytest.approx(70 - 1.959964 * 25.819889 / 2)
    assert found.headline.median == 70
    assert {name: share.count for name, share in found.headline.verdicts.items()} == {"send": 2, "revise": 1, "hold": 1}
    assert (found.headline.verdicts["send"].low, found.headline.verdicts["send"].high) == wilson(2, 4)
    assert found.headline.histogram == (0, 0, 0, 0, 1, 0, 1, 0, 1, 1)
    assert found.skipped.errors == {"het antwoord is leeg": 1}


def test_je_and_u_are_shares_of_replies_that_address_the_customer(tmp_path: Path) -> None:
    rows = [reply(0, ["je-vorm"]), reply(1, ["je-vorm", "u-vorm"]), reply(2, ["u-vorm"]), reply(3), reply(4)]
    found = figures(tmp_path, rows)
    assert here(found, "je") == (2, 3)
    assert here(found, "u") == (2, 3)


def test_emoji_and_apologies_are_shares_of_all_public_replies(tmp_path: Path) -> None:
    rows = [
        reply(0, ["emoji"]),
        reply(1, ["excuus"]),
        reply(2),
        reply(3, channel="unknown"),
        reply(4, ["emoji", "excuus"], channel="email"),
    ]
    found = figures(tmp_path, rows)
    assert here(found, "emoji") == (1, 4)
    assert here(found, "excuus") == (1, 4)


def test_ik_wij_excuses_and_dm_have_denominators_of_their_own(tmp_path: Path) -> None:
    rows = [
        reply(0, ["ik-vorm", "excuus", "mijn-excuses"]),
        reply(1, ["wij-vorm", "excuus", "onze-excuses", "dm-verzoek"]),
        reply(2, ["ik-vorm", "wij-vorm", "excuus"]),
        reply(3, ["dm-verzoek"], channel="facebook"),
    ]
    found = figures(tmp_path, rows)
    assert here(found, "ik") == (2, 3)
    assert here(found, "wij") == (2, 3)
    assert here(found, "onze-excuses") == (1, 2)
    assert here(found, "mijn-excuses") == (1, 2)
    assert here(found, "dm") == (1, 3)


def test_a_signal_that_could_not_be_looked_for_is_not_counted_as_absent(tmp_path: Path) -> None:
    rows = [reply(0, ["emoji"]), reply(1), {**reply(2), "signal.emoji": None}]
    assert here(figures(tmp_path, rows), "emoji") == (1, 2)


def test_scores_without_a_signal_say_so(tmp_path: Path) -> None:
    found = figures(tmp_path, [reply(0)], signals=("je-vorm",))
    assert baseline(found, "dm").here is None
    assert found.signing is None
    assert found.voice.tactics["personalisatie"]["begroeting"] is None


def test_initials_are_counted_by_account(tmp_path: Path) -> None:
    def replies(account: str, first: int, signed: int, of: int) -> list[dict[str, Any]]:
        return [reply(first + n, ["initialen"] if n < signed else [], account=account) for n in range(of)]

    rows = [*replies("@vaak", 0, 3, 4), *replies("@zelden", 10, 1, 4), *replies("@altijd", 20, 2, 2), *replies("@klein", 30, 1, 1)]
    signing = figures(tmp_path, rows).signing
    assert signing is not None
    assert (signing.here.count, signing.here.of) == (2, 3)  # 6 of 11 replies would be 55 %: not what the source counts
    assert signing.too_few == 1
    assert {account.account: account.regularly for account in signing.accounts} == {"@vaak": True, "@zelden": False, "@altijd": True}


def test_published_figures_keep_year_source_and_doubt() -> None:
    by_name = {baseline.name: baseline for baseline in BASELINES}
    assert [(p.words, p.year) for p in by_name["je"].published] == [("99 %", "2018"), ("90 %", "2015")]
    assert by_name["u"].published[0].share == 0.007
    assert "waarvan" in by_name["emoji"].caveat
    assert by_name["vervelend"].published == (
        Published("100.000 berichten in een half jaar", "2015", "Coosto, eerste helft 2015, via NRC en CustomerFirst", None),
    )
    assert all(published.source for baseline in BASELINES for published in baseline.published)


def test_trend_per_week(tmp_path: Path) -> None:
    monday = datetime(2025, 1, 6, 0, 30, tzinfo=UTC) - timedelta(hours=1)  # half past midnight in Amsterdam, still Sunday in UTC
    rows = [
        reply(0, score=80.0, time=monday),
        reply(1, score=60.0, time=monday + timedelta(days=1)),
        reply(2, time=monday + timedelta(days=7)),
    ]
    trend = figures(tmp_path, rows).trend
    assert trend is not None
    assert trend.unit == "week"
    assert [(period.start, period.score.of, period.score.mean) for period in trend.periods] == [
        (date(2025, 1, 6), 2, 70),
        (date(2025, 1, 13), 1, 90),
    ]
    assert trend.periods[1].score.low is None  # one reply has no interval


def test_trend_per_month_when_the_span_is_long(tmp_path: Path) -> None:
    start = datetime(2024, 1, 15, tzinfo=UTC)
    rows = [reply(n, time=start + timedelta(days=60 * n)) for n in range(6)]
    trend = figures(tmp_path, rows).trend
    assert trend is not None
    assert trend.unit == "maand"
    assert trend.periods[0].start == date(2024, 1, 1)


def test_no_trend_without_moments_or_within_one_week(tmp_path: Path) -> None:
    assert figures(tmp_path, [reply(0, time=None)]).trend is None
    assert figures(tmp_path, [reply(0), reply(1)]).trend is None


def test_small_groups_are_counted_and_not_shown(tmp_path: Path) -> None:
    rows = [reply(0, team="Zuid"), reply(1, team="Zuid"), reply(2, team="Noord"), reply(3, team=None)]
    groups = {groups.kind: groups for groups in figures(tmp_path, rows).groups}["team"]
    assert [(group.name, group.score.of) for group in groups.shown] == [("Zuid", 2)]
    assert (groups.too_small, groups.too_small_replies, groups.unnamed_replies) == (1, 1, 1)


def test_agents_and_texts_are_pseudonymised(tmp_path: Path) -> None:
    rows = [reply(n, text="Dag Fatima, Eva Kok hier, bel 0612345678 even terug.", findings=[finding("toon/een", 4, 10)]) for n in range(3)]
    found = as_json(figures(tmp_path, rows))
    for secret in ("Eva", "Kok", "Fatima", "0612345678", "id-0"):
        assert secret not in found
    shown = as_json(figures(tmp_path, rows, People(KEY, show_names=True)))
    assert "Eva Kok" in shown
    assert "id-0" in shown
    assert "Fatima" not in shown


def test_examples_mark_the_place(tmp_path: Path) -> None:
    text = "Dag Fatima, wat vervelend is dit."
    rows = [reply(0, text=text, findings=[finding("toon/een", 16, 25, match="vervelend")])]
    example = figures(tmp_path, rows).findings.rules[0].examples[0]
    (start, end), *_ = example.places
    assert example.text == "Dag [naam], wat vervelend is dit."
    assert example.text[start:end] == "vervelend"


def test_findings_count_replies_and_places(tmp_path: Path) -> None:
    twice = [finding("toon/een"), finding("toon/een", points=2.5)]
    rows = [reply(0, findings=twice), reply(1, findings=[finding("toon/twee")]), reply(2, findings=[finding("toon/een")]), reply(3)]
    found = figures(tmp_path, rows).findings
    assert [(r.rule, r.replies.count, r.replies.of, r.findings, r.points) for r in found.rules] == [
        ("toon/een", 2, 4, 3, 12.5),
        ("toon/twee", 1, 4, 1, 5),
    ]
    assert (found.clean.count, found.clean.of) == (1, 4)


def test_voice_is_the_share_of_replies_with_an_element(tmp_path: Path) -> None:
    rows = [reply(0, ["initialen", "naam"]), reply(1, ["naam"]), reply(2, ["begroeting"]), reply(3)]
    voice = figures(tmp_path, rows).voice.tactics
    signed = voice["personalisatie"]["ondertekening"]
    assert signed is not None
    assert (signed.count, signed.of) == (2, 4)
    assert voice["uitnodigende retoriek"]["humor"] is None  # these scores have no such signal


def test_templates_are_nearly_the_same_replies(tmp_path: Path) -> None:
    line = "Hoi {}, stuur ons even een privébericht met je ordernummer en postcode, dan zoeken we het samen voor je uit. ^EK"
    rows = [reply(n, text=line.format(name), agent=name) for n, name in enumerate(["Jan", "Petra", "Fatima", "Mo"])]
    rows += [reply(4, text=line.format("Jan").replace("even een", "vandaag nog een"))]
    rows += [reply(5, text="De winkel in Assen is morgen open van tien tot zes, dus kom gerust langs."), reply(6, text="Graag gedaan!")]
    found = figures(tmp_path, rows).templates
    assert found is not None
    assert [(t.replies.count, t.wordings, t.agents) for t in found.templates] == [(5, 2, 5)]
    assert found.templates[0].text.startswith("Hoi [naam], stuur")
    assert (found.covered.count, found.covered.of) == (5, 7)


def test_without_texts_there_are_no_examples_and_no_templates(tmp_path: Path) -> None:
    rows = [reply(0, verdict="hold", findings=[finding("toon/een", match=None)])]
    found = figures(tmp_path, rows, text=False)
    assert not found.texts
    assert found.templates is None
    assert found.findings.rules[0].examples == ()
    assert found.discuss[0].excerpt is None


def test_replies_to_discuss_are_held_low_and_uncertain(tmp_path: Path) -> None:
    one, two = [finding("toon/een")], [finding("toon/twee")]
    rows = [reply(n, score=95.0, text_hash=f"goed{n}") for n in range(20)]
    rows += [reply(20 + n, score=50.0 + n, verdict="hold", findings=one) for n in range(6)]
    rows += [reply(30 + n, score=20.0 + n, verdict="revise", findings=one) for n in range(6)]
    rows += [
        reply(40, score=22.0, verdict="revise", findings=two),
        reply(41, score=75.5, findings=one),
        reply(42, score=74.0, findings=two),
    ]
    rows += [reply(43, score=10.0, verdict="revise", findings=one, text_hash=f"{30:016x}")]
    talks = figures(tmp_path, rows).discuss
    chosen = {why: [talk.row for talk in talks if talk.why == why] for why in ("tegengehouden", "lage score", "twijfelgeval")}
    assert chosen["tegengehouden"] == [20, 21, 22, 23]
    assert chosen["lage score"] == [43, 40, 42]  # the other rule takes its turn, and the text of 30 is that of 43
    assert chosen["twijfelgeval"][0] == 41
    assert len(talks) == 10
    assert not {row["row"] for row in rows[:20]} & {talk.row for talk in talks}


def test_what_was_skipped(tmp_path: Path) -> None:
    why = {"rule": "toon/twee", "reason": "het bericht van de klant is niet bekend"}
    rows = [reply(0, skipped=[why]), reply(1, skipped=[why]), reply(2), failed(3, "het antwoord is te lang")]
    skipped = figures(tmp_path, rows, left_out={"geen tijd": 4}).skipped
    assert [(rule.rule, rule.reason, rule.replies) for rule in skipped.rules] == [("toon/twee", why["reason"], 2)]
    assert skipped.errors == {"het antwoord is te lang": 1}
    assert skipped.left_out == {"geen tijd": 4}
    assert skipped.off == {"toon/uit": "staat uit"}


def test_json_holds_every_figure(tmp_path: Path) -> None:
    body = json.loads(as_json(figures(tmp_path, [reply(0), reply(1)])))
    assert body["about"] == LABEL
    assert body["made"]["rules"] == "regels-1"
    assert body["size"]["first"] == "2025-01-01T12:00:00+00:00"


def test_a_run_that_is_not_finished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="niet af"):
        open_scores(write(tmp_path, [reply(0)], complete=False))
    with pytest.raises(FolderError, match="geen scores"):
        open_scores(tmp_path / "nergens")
