"""Where letters are spelt in JSON and YAML, against what the libraries for these formats read and write."""

import io
import json
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString, SingleQuotedScalarString

from tests.helpers import finding
from webcarelint.cli.macros import macros
from webcarelint.model import Draft, Report
from webcarelint.render.fixes import fixed
from webcarelint.render.places import Checked, Source, SourceFile, rewritten
from webcarelint.render.scalars import Style, spelling, spelt

WORDS = ["Hoi", "Kees,", "één", "foto's", '"zo"', "😊", "👩‍👩‍👧", "e\u0301e", "a\\b", "100%", "#3", "ja: nee", "𝓗", "- x", "{{naam}}", "'t"]
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4).map("\n".join)
YAML_KINDS = {
    "double": DoubleQuotedScalarString,
    "single": SingleQuotedScalarString,
    "block": LiteralScalarString,
    "folded": FoldedScalarString,
    "plain": str,
}


def _yaml(text: str, kind: str, *, unicode: bool = True) -> str:
    stream = io.StringIO()
    dumper = YAML()
    dumper.allow_unicode, dumper.width = unicode, 40
    dumper.dump({"macros": [{"title": "t", "text": YAML_KINDS[kind](text)}]}, stream)
    return stream.getvalue()


@given(text=st.text(max_size=40), ascii_only=st.booleans())
def test_every_letter_of_a_json_string(text: str, ascii_only: bool) -> None:
    raw = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
    found = spelling(raw, text, "json")
    assert found is not None
    for place, char in enumerate(text):
        start, end = found.span(place, place + 1)
        assert json.loads(f'"{raw[start:end]}"') == char
    assert found.span(0, len(text)) == (0, len(raw))
    assert found.span(len(text), len(text)) == (len(raw), len(raw))


@pytest.mark.parametrize("kind", YAML_KINDS)
@given(text=texts, unicode=st.booleans(), crlf=st.booleans())
def test_every_letter_of_a_yaml_scalar(kind: str, text: str, unicode: bool, crlf: bool) -> None:
    raw = _yaml(text, kind, unicode=unicode)
    raw = raw.replace("\n", "\r\n") if crlf else raw
    (macro,) = macros(raw, "m.yaml")
    text = macro.scalar.text.rstrip()  # what the library reads; what it writes without Unicode is not always the same
    slice_ = raw[macro.scalar.start : macro.scalar.end]
    found = spelling(slice_, text, macro.scalar.style)
    assert found is not None
    assert list(found.starts) == sorted(found.starts)
    for place, char in enumerate(text):
        start, end = found.span(place, place + 1)
        if not char.isspace():
            assert slice_[start:end] == char or re.match(r"\\|''", slice_[start:end])


def test_a_raw_text_that_spells_something_else_is_not_guessed_at() -> None:
    assert spelling("Hoi Kees", "Hoi Jan", "json") is None
    assert spelling("Hoi", "Hoi Kees", "yaml-plain") is None


def test_a_folded_line_end_is_the_space_that_it_reads_as() -> None:
    found = spelling("een\ntwee", "een twee", "yaml-double")
    assert found is not None
    assert (found.span(0, 3), found.span(4, 8), found.span(0, 8)) == ((0, 3), (4, 8), (0, 8))


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ('zeg "ja"\n', "json", r"zeg \"ja\"\n"),
        ('zeg "ja"\n', "yaml-double", r"zeg \"ja\"\n"),
        ("foto's", "yaml-single", "foto''s"),
        ("a\nb", "yaml-single", None),
        ("a\nb", "yaml-block", None),
        ("ja: nee #1", "yaml-block", "ja: nee #1"),
        ("ja: nee", "yaml-plain", None),
        ("onmiddellijk, één keer", "yaml-plain", "onmiddellijk, één keer"),
        ("a\nb", "verbatim", "a\nb"),
    ],
)
def test_how_a_correction_is_spelt(text: str, style: Style, written: str | None) -> None:
    assert spelt(text, style) == written


BETTER = ["onmiddellijk", "zo's", 'met "quotes"', "een: twee", "é😊", "a\\b", "#", "nieuwe\nregel", ""]


def _after(raw: str, path: str, old: str, better: str) -> tuple[str, str]:
    """What the text should read after correcting the first `old`, and what the rewritten file says."""
    file = SourceFile(path, raw)
    (macro,) = macros(raw, path)
    text = macro.scalar.text.rstrip()
    start = text.index(old)
    found = finding(start=start, end=start + len(old), match=old, better=better, safe=True)
    draft = Draft(text)
    source = Source(file, macro.scalar.start, macro.scalar.end, macro.scalar.style)
    after = rewritten(file, [Checked(draft, Report("", (found,), 0, {}, "send", {}, (), ""), source)])
    (again,) = macros(after, path)
    return (text if after == raw else fixed(text, [found])[0]), again.scalar.text.rstrip()


@given(text=texts, better=st.sampled_from(BETTER), ascii_only=st.booleans())
def test_a_corrected_json_file_says_the_corrected_text(text: str, better: str, ascii_only: bool) -> None:
    raw = json.dumps([{"title": "t", "body": f"{text} typpo {text}"}], ensure_ascii=ascii_only, indent=2)
    expected, got = _after(raw, "m.json", "typpo", better)
    assert got == expected


@pytest.mark.parametrize("kind", YAML_KINDS)
@given(text=texts, better=st.sampled_from(BETTER))
def test_a_corrected_yaml_file_says_the_corrected_text(kind: str, text: str, better: str) -> None:
    assume(better)
    expected, got = _after(_yaml(f"{text} typpo {text}", kind), "m.yaml", "typpo", better)
    assert got == expected
