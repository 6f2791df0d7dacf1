"""Needs Java: on Debian `apt-get install default-jre-headless`."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from tests.archive.replies import corpus, rows_of
from webcarelint.archive.engine import layout_of, score_batches
from webcarelint.archive.recipe import Recipe
from webcarelint.archive.spark import OnSpark, score, start_session
from webcarelint.errors import InputError
from webcarelint.house_style import HouseStyle

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed (apt-get install default-jre-headless)"),
]


@pytest.fixture(scope="module")
def session() -> Iterator["SparkSession"]:
    made = start_session("local[2]")
    yield made
    made.stop()


def test_spark_gives_what_one_process_gives_row_for_row(session: "SparkSession") -> None:
    replies = [
        *corpus(150),
        {"text": None, "error": "stuk", "time": None},
        *corpus(30),
        {"text": " "},
        {"text": "Hoi!", "earlier": ["Dag ^EK", None]},
    ]
    rows = rows_of([{**reply, "agent": "Eva", "team": "Noord", "thread_id": "t1"} for reply in replies])
    alone = pa.Table.from_batches(list(score_batches([rows], Recipe())))
    on_spark = OnSpark(session, Recipe(), wave_rows=40)
    assert on_spark.layout == layout_of(Recipe())
    spread = pa.Table.from_batches(list(on_spark.score(rows.slice(n, 32) for n in range(0, rows.num_rows, 32))))
    assert spread.equals(alone, check_metadata=True)


def test_a_house_style_and_pseudonyms_travel(session: "SparkSession") -> None:
    recipe = Recipe(HouseStyle(register="u", agents=("Eva",)), text=True, key=b"sleutel")
    rows = rows_of(["Hoi Jan, kun je bellen? Groetjes, Eva", "Beste meneer Smit, u hoort van ons. ^EV"])
    alone = pa.Table.from_batches(list(score_batches([rows], recipe)))
    assert pa.Table.from_batches(list(OnSpark(session, recipe).score([rows]))) == alone


def test_a_dataframe_with_texts_only(session: "SparkSession") -> None:
    df = session.createDataFrame([("Sorry! ^EK", "X", 1), ("Dag", "fax", 2), (None, None, 3)], ["text", "channel", "mine"])
    found = score(df).toArrow().to_pylist()
    assert sorted((row["text"] or "", row["channel"], row["error"]) for row in found) == [
        ("", "unknown", "het antwoord is leeg"),
        ("Dag", "unknown", None),
        ("Sorry! ^EK", "twitter", None),
    ]
    assert len({row["row"] for row in found}) == 3
    assert all(row["id"] == str(row["row"]) for row in found)
    assert "mine" not in found[0]


def test_a_dataframe_with_all_columns(session: "SparkSession") -> None:
    moment = datetime(2025, 3, 1, 9, tzinfo=UTC)
    df = session.createDataFrame(pa.Table.from_batches([rows_of([{"text": "Hoi! ^EK", "channel": "email", "time": moment}])]))
    [row] = score(df, HouseStyle(), text=False).toArrow().to_pylist()
    assert (row["time"], row["channel"], row["id"]) == (moment, "email", "r0")
    assert "text" not in row


def test_a_dataframe_without_texts(session: "SparkSession") -> None:
    with pytest.raises(InputError, match="'text'"):
        score(session.createDataFrame([("a",)], ["tekst"]))
