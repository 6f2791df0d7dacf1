from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pytest

from tests.archive.replies import corpus, rows_of
from webcarelint import Draft
from webcarelint.archive import engine, judging
from webcarelint.archive.engine import InProcess, Scorer, layout_of, score_batches, scorer_of
from webcarelint.archive.recipe import Recipe
from webcarelint.archive.scores import OUR_FAULT, metadata_of
from webcarelint.errors import RuleCrash
from webcarelint.linter import Linter
from webcarelint.model import Report
from webcarelint.reading import Reading

RECIPE = Recipe()


@pytest.fixture(autouse=True)
def _quick(quick_linter: Linter) -> Iterator[None]:
    assert quick_linter
    yield
    engine.scorer_of.cache_clear()


def scored(rows: pa.RecordBatch, recipe: Recipe = RECIPE) -> list[dict[str, Any]]:
    return pa.Table.from_batches(list(score_batches([rows], recipe))).to_pylist()


def test_a_row_says_what_the_report_says(linter: Linter) -> None:
    replies = corpus(70)
    for row, given in zip(scored(rows_of(replies)), replies, strict=True):
        report = linter.check(Draft(**given))
        assert (row["verdict"], row["score"]) == (report.verdict, report.score)
        assert {name: row[f"dimension.{name}"] for name in report.dimensions} == report.dimensions
        assert {name: row[f"measure.{name}"] for name in report.measures} == report.measures
        assert [
            (f["rule"], f["start"], f["end"], f["match"], f["better"], f["severity"], f["gate"], f["points"]) for f in row["findings"]
        ] == [(f.rule, f.start, f.end, f.match, f.better, f.severity, f.gate, f.points) for f in report.findings]
        here = {name.removeprefix("signal.") for name, there in row.items() if name.startswith("signal.") and there}
        assert {name for name in here if not name.startswith("klant.")} == set(report.signals)
        off = {skipped.rule for skipped in layout_of(RECIPE).off}
        assert [(s["rule"], s["reason"]) for s in row["skipped"]] == [(s.rule, s.reason) for s in report.skipped if s.rule not in off]
        assert off <= {s.rule for s in report.skipped}


def test_signals_of_the_customer_are_unknown_without_a_message() -> None:
    angry = {"text": "Wat naar! ^EK", "customer": "Wat een waardeloze service, al drie weken geen reactie!", "channel": "twitter"}
    with_message, without = scored(rows_of([angry, "Wat naar! ^EK"]))
    assert with_message["signal.klant.klacht"] is True
    assert with_message["signal.klant.compliment"] is False
    assert without["signal.klant.klacht"] is None
    assert (with_message["has_customer"], without["has_customer"]) == (True, False)


def test_a_row_that_was_not_read_stays_a_row() -> None:
    unread, fine = scored(rows_of([{"text": None, "error": "deze rij heeft te veel kolommen"}, "Hoi!"]))
    assert unread["error"] == "deze rij heeft te veel kolommen"
    assert (
        unread["score"]
        is unread["verdict"]
        is unread["findings"]
        is unread["skipped"]
        is unread["signal.excuus"]
        is unread["text_hash"]
        is None
    )
    assert fine["error"] is None
    assert fine["score"] is not None


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ({"text": " \n"}, "het antwoord is leeg"),
        ({"text": "a" * 50_001}, "het antwoord is langer dan 50000 tekens"),
        ({"text": "Hoi", "customer": "a" * 50_001}, "het bericht van de klant is langer dan 50000 tekens"),
    ],
)
def test_what_is_no_reply_says_so(reply: dict[str, str], reason: str) -> None:
    first, second = scored(rows_of([reply, "Hoi!"]))
    assert first["error"] == reason
    assert first["score"] is None
    assert second["error"] is None


def test_a_reply_that_we_crash_on_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Linter.report_of

    def report(self: Linter, reading: Reading, *more: Any) -> Report:
        if "bom" in reading.draft.text:
            raise RuleCrash("proef/regel", "")
        if "knal" in reading.draft.text:
            raise ZeroDivisionError
        return real(self, reading, *more)

    scorer_of(RECIPE)
    monkeypatch.setattr(Linter, "report_of", report)
    rows = scored(rows_of(["Hoi!", "Hoi bom", "Hoi knal", "Dag!"]))
    assert [row["score"] is None for row in rows] == [False, True, True, False]
    assert "'proef/regel'" in rows[1]["error"]
    assert "ZeroDivisionError" in rows[2]["error"]
    assert rows[1]["error"].endswith(OUR_FAULT)
    assert "bom" not in rows[1]["error"]


def test_the_same_reply_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []
    real = judging.Judge.judge

    def judge(self: judging.Judge, rows: Sequence[judging.Row]) -> list[judging.Judgement]:
        judged.append(len(rows))
        return real(self, rows)

    monkeypatch.setattr(judging.Judge, "judge", judge)
    same = {"text": "Sorry Jan! ^EK", "channel": "twitter", "customer_name": "Jan"}
    first = rows_of([same, same, {**same, "customer_name": "Piet"}, same])
    again = rows_of([{**same, "id": "later"}, {**same, "channel": "email"}])
    found = list(score_batches([first, again], RECIPE))
    assert judged == [2, 1]
    assert found[0].slice(0, 1).drop_columns(["row", "id", "time"]) == found[0].slice(3, 1).drop_columns(["row", "id", "time"])
    assert found[1].column("id").to_pylist() == ["later", "r1"]


def test_a_vocabulary_that_forgets_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_of(corpus(60))
    remembered = list(score_batches([rows], RECIPE))
    engine.scorer_of.cache_clear()
    monkeypatch.setattr(judging, "WARM", 0)
    sizes = []
    for start in range(0, 60, 20):
        sizes += list(score_batches([rows.slice(start, 20)], RECIPE))
    assert pa.Table.from_batches(sizes) == pa.Table.from_batches(remembered)


def test_without_texts_nothing_of_a_reply_is_left() -> None:
    reply = "Sorry voor het eventuele ongemak, mail naar jan@voorbeeld.nl. ^EK"
    [row] = scored(rows_of([reply]), Recipe(text=False))
    [with_text] = scored(rows_of([reply]))
    assert "text" not in row
    assert {finding["match"] for finding in row["findings"]} == {finding["better"] for finding in row["findings"]} == {None}
    assert [f["rule"] for f in row["findings"]] == [f["rule"] for f in with_text["findings"]] != []
    assert "ongemak" not in str(row)


def test_pseudonyms_and_findings_that_still_point_at_their_words() -> None:
    reply = {
        "text": "Hoi Jan, bel 06-12345678 of @jandevries. Excuses voor het eventuele ongemak! Groetjes, Eva",
        "channel": "twitter",
        "customer_name": "Jan",
        "agent": "Eva de Boer",
        "thread_id": "31612345678@c.us",
    }
    [row] = scored(rows_of([reply]), Recipe(key=b"geheim"))
    [plain] = scored(rows_of([reply]))
    assert row["text"] == "Hoi [naam], bel [nummer] of [handle]. Excuses voor het eventuele ongemak! Groetjes, [naam]"
    assert [f["rule"] for f in row["findings"]] == [f["rule"] for f in plain["findings"]]
    for finding in row["findings"]:
        assert row["text"][finding["start"] : finding["end"]] == finding["match"]
    for private in ("Jan", "jandevries", "12345678", "Eva", "r0"):
        assert private not in str({**row, "time": None})
    [again] = scored(rows_of([reply]), Recipe(key=b"geheim"))
    [other] = scored(rows_of([reply]), Recipe(key=b"anders"))
    assert again["agent"] == row["agent"] != other["agent"]
    assert row["text_hash"] not in (plain["text_hash"], other["text_hash"])


def test_large_batches_are_cut_and_keep_their_order() -> None:
    rows = rows_of(["Hoi!", "Dag!"] * 1_500)
    found = list(score_batches([rows], RECIPE))
    assert [batch.num_rows for batch in found] == [1024, 1024, 952]
    assert pa.Table.from_batches(found).column("row").to_pylist() == list(range(3_000))


def test_the_schema_names_what_judged(linter: Linter) -> None:
    found = metadata_of(InProcess(RECIPE).layout.schema)
    assert found["rules"] == linter.fingerprint
    assert found["schema"] == 1
    assert found["pseudonyms"] is None
    assert metadata_of(layout_of(Recipe(key=b"a")).schema)["pseudonyms"] != metadata_of(layout_of(Recipe(key=b"b")).schema)["pseudonyms"]
    assert metadata_of(pa.schema([])) == {}


def test_a_pipeline_that_lacks_something_leaves_signals_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "can_find", lambda _linter, name: name != "uitleg")
    row = Scorer(RECIPE).score(rows_of(["Hoi, dat komt doordat de trein stilstaat."])).to_pylist()[0]
    assert row["signal.uitleg"] is None
    assert row["signal.excuus"] is False
