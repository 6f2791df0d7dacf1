"""Offsets in every unit, against what Python's own encoders and line splitter say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webcarelint.render.offsets import Offsets, Position, Unit

UNITS: list[Unit] = ["code-points", "utf-16", "utf-8"]

# What webcare replies are made of: emoji alone and joined, skin tones, flags, keycaps, combining marks, astral letters,
# letters of one to four bytes, every kind of line end, and characters that look like line ends and are none.
PIECES = [
    "a", " ", "é", "ij", "€", "’", "漢", "😊", "👍🏽", "👩‍👩‍👧", "🏳️‍🌈", "🇳🇱", "1️⃣", "e\u0301", "n\u0303\u0323", "\u200d", "\ufe0f",
    "𝓗", "\U0010ffff", "\ufeff", "\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=30).map("".join)


def _size(text: str, unit: Unit) -> int:
    """The length by Python's own encoders."""
    if unit == "code-points":
        return len(text)
    encoded = text.encode("utf-8" if unit == "utf-8" else "utf-16-le", "surrogatepass")
    return len(encoded) if unit == "utf-8" else len(encoded) // 2


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int]:
    text = draw(texts)
    return text, draw(st.integers(0, len(text)))


@pytest.mark.parametrize("unit", UNITS)
@given(place=places())
def test_there_by_the_encoders(unit: Unit, place: tuple[str, int]) -> None:
    text, offset = place
    assert Offsets(text).to(offset, unit) == _size(text[:offset], unit)
    assert Offsets(text).length(unit) == _size(text, unit)


@pytest.mark.parametrize("unit", UNITS)
@given(place=places())
def test_there_and_back(unit: Unit, place: tuple[str, int]) -> None:
    text, offset = place
    offsets = Offsets(text)
    assert offsets.back(offsets.to(offset, unit), unit) == offset
    assert offsets.offset(offsets.position(offset, unit), unit) == offset


@pytest.mark.parametrize("unit", UNITS)
@given(text=texts)
def test_inside_a_character_is_its_start(unit: Unit, text: str) -> None:
    offsets = Offsets(text)
    found = [offsets.back(count, unit) for count in range(offsets.length(unit) + 1)]
    assert found == sorted(found)
    assert found[-1] == len(text)
    for offset, char in enumerate(text):
        assert found.count(offset) == _size(char, unit)


@pytest.mark.parametrize("unit", UNITS)
@given(place=places())
def test_lines_as_python_splits_bytes(unit: Unit, place: tuple[str, int]) -> None:
    """bytes.splitlines knows just these line ends: LF, CR and CRLF."""
    text, offset = place
    lines = [line.decode("utf-8", "surrogatepass") for line in text.encode("utf-8", "surrogatepass").splitlines(keepends=True)]
    if not lines or lines[-1].endswith(("\n", "\r")):
        lines.append("")
    position = Offsets(text).position(offset, unit)
    before = "".join(lines[: position.line - 1])
    assert Offsets(text).line_count == len(lines)
    assert text.startswith(before)
    assert position.column == _size(text[len(before) : offset], unit) + 1
    last = position.line == len(lines)
    assert 0 <= offset - len(before) < len(lines[position.line - 1]) + last


@pytest.mark.parametrize("unit", UNITS)
@given(text=texts)
def test_positions_go_up_with_offsets(unit: Unit, text: str) -> None:
    positions = [Offsets(text).position(offset, unit) for offset in range(len(text) + 1)]
    assert positions == sorted(positions)
    assert len(set(positions)) == len(positions)


@pytest.mark.parametrize(
    ("text", "words", "columns"),
    [
        ("Hoi 👩‍👩‍👧 zsm", "zsm", (11, 14, 24)),
        ("😊 helaas", "helaas", (3, 4, 6)),
        ("cafe\u0301 helaas", "helaas", (7, 7, 8)),
        ("één\r\n€ helaas", "helaas", (3, 3, 5)),
        ("een\rtwee\r\n\r\n𝓗i helaas", "helaas", (4, 5, 7)),
        ("een\u2028helaas", "helaas", (5, 5, 7)),
    ],
)
def test_columns_count_in_their_unit(text: str, words: str, columns: tuple[int, int, int]) -> None:
    assert tuple(Offsets(text).position(text.index(words), unit).column for unit in UNITS) == columns


@pytest.mark.parametrize(
    ("text", "offset", "line"),
    [
        ("", 0, 1),
        ("a\n", 1, 1),
        ("a\n", 2, 2),
        ("a\r\nb", 2, 1),
        ("a\r\nb", 3, 2),
        ("a\rb", 2, 2),
        ("\n\r\n\r", 4, 4),
        ("a\x0cb\x85c", 4, 1),
    ],
)
def test_a_line_end_belongs_to_its_line(text: str, offset: int, line: int) -> None:
    assert Offsets(text).position(offset).line == line


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("offset", [-1, 4])
def test_outside_the_text_is_an_error(unit: Unit, offset: int) -> None:
    offsets = Offsets("a😊b")
    with pytest.raises(ValueError, match="outside"):
        offsets.to(offset, unit)
    with pytest.raises(ValueError, match="outside"):
        offsets.back(offsets.length(unit) + 1 if offset > 0 else -1, unit)
    with pytest.raises(ValueError, match="outside"):
        offsets.position(offset, unit)


@pytest.mark.parametrize("position", [Position(0, 1), Position(3, 1), Position(1, 0), Position(1, 4), Position(2, 3), Position(2, 9)])
def test_a_position_outside_the_text_is_an_error(position: Position) -> None:
    with pytest.raises(ValueError, match="outside"):
        Offsets("é😊\n€").offset(position)


def test_a_lone_surrogate_has_a_width() -> None:
    text = "a\ud83d b"
    assert [Offsets(text).length(unit) for unit in UNITS] == [4, 4, 6]
