"""What a reader said of a finding, looked up by reply, rule and words."""

from pathlib import Path

import pytest

from tests.helpers import write
from webcarelint.errors import InputError
from webcarelint.evaluation import Judgement, Judgements, read_judgements

GOOD = '{"id": "a", "rule": "x/y", "quote": "sorry als", "right": true}\n'


def judged(*quotes: str) -> Judgements:
    return Judgements(Judgement("a", "x/y", quote, right=True) for quote in quotes)


@pytest.mark.parametrize(
    ("quotes", "words", "expected"),
    [
        (["sorry als"], "sorry als", "sorry als"),
        (["Sorry als je wacht"], "sorry als", "Sorry als je wacht"),
        (["sorry"], "Sorry als je wacht", "sorry"),
        (["sorry"], "excuses", None),
        ([""], "excuses", ""),
        (["sorry"], "", None),
        ([""], "", ""),
        (["", "sorry als", "sorry"], "sorry", "sorry"),
        (["", "sorry als"], "sorry", "sorry als"),
    ],
)
def test_the_nearest_judgement_counts(quotes: list[str], words: str, expected: str | None) -> None:
    found = judged(*quotes).of("a", "x/y", words)
    assert (found.quote if found else None) == expected


@pytest.mark.parametrize(("reply", "rule"), [("b", "x/y"), ("a", "x/z")])
def test_of_another_reply_or_rule_it_says_nothing(reply: str, rule: str) -> None:
    assert judged("").of(reply, rule, "sorry") is None


def test_a_folder_is_read_with_the_folders_in_it(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    write(tmp_path / "x" / "y.jsonl", GOOD + "\n" + GOOD.replace("true", 'false, "found_by": "reader", "note": "nee"'))
    found = list(read_judgements(tmp_path))
    assert found == [
        Judgement("a", "x/y", "sorry als", right=True),
        Judgement("a", "x/y", "sorry als", right=False, found_by="reader", note="nee"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "a", "rule": "x/y"}', "'right'"),
        ('{"id": "a", "rule": "x/y", "right": "ja"}', "'right'"),
        ('{"id": "a", "rule": "x/y", "right": true, "qoute": ""}', "'qoute'"),
        ("{nee", "geen geldige JSON"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    write(tmp_path / "fout.jsonl", GOOD + line)
    with pytest.raises(InputError) as error:
        read_judgements(tmp_path)
    assert says in str(error.value)
    assert str(error.value).endswith("fout.jsonl:2")


def test_a_folder_without_judgements_or_not_in_utf8(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen oordelen"):
        read_judgements(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_judgements(tmp_path)
