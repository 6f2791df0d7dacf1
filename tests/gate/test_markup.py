"""Markup reduced to what a reader sees, and the way back to the markup."""

import html
import sys
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webcarelint.errors import InputError
from webcarelint.gate.markup import places_of, reduce, within

Markup = Literal["html", "markdown"]

HTML = [
    ("<p>Hoi Jan,</p><p>Sorry!</p>", "Hoi Jan,\n\nSorry!"),
    ("Hoi<br>Jan<br/>Piet", "Hoi\nJan\nPiet"),
    ("<div>Hoi  \n  Jan</div>\n<div>Dag</div>", "Hoi Jan\nDag"),
    ("Jan &amp; Piet &eacute;&#233;n &euro;5 a&nbsp;b", "Jan & Piet één €5 a\u00a0b"),
    ("Jan &amp Piet", "Jan & Piet"),
    ("3 < 5 en 5 > 3 & klaar", "3 < 5 en 5 > 3 & klaar"),
    ("<style>p { color: red }</style><script>u = 1</script><title>Titel</title>Hoi", "Hoi"),
    ("Hoi <!-- u bent --> Jan", "Hoi Jan"),
    ("S<b>or</b>ry", "Sorry"),
    ("<pre>a  b\n c</pre>", "a  b\n c"),
    ("<ul><li>een</li><li>twee</li></ul>", "een\ntwee"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ("Dag<blockquote>Waar blijft het?<br>Nou?</blockquote>Tot dan", "Dag\n\n> Waar blijft het?\n> Nou?\n\nTot dan"),
    ("<p>Hoi 👩‍👩‍👧 <b>e\u0301</b>\r\nJan</p>", "Hoi 👩‍👩‍👧 e\u0301 Jan"),
    ("a&#10;b&#32;&#32;c", "a b c"),
    ("</p></blockquote></div>Hoi", "Hoi"),
    ("<p>Hoi <b>Jan", "Hoi Jan"),
    ("<template><p>u</p></template><img alt='u' src=x>", ""),
]
MARKDOWN = [
    ("# Hoi\n\n**Sorry** voor *dit* en ~~dat~~.", "Hoi\n\nSorry voor dit en dat."),
    ("Zie [onze site](https://x.nl 'u') en ![u](u.png) <b>nu</b>", "Zie onze site en  nu"),
    ("Jan &amp; Piet \\* `u  v`", "Jan & Piet * u  v"),
    ("Dag\n\n> Waar blijft het?\n> Nou?\n\nTot dan", "Dag\n\n> Waar blijft het?\n> Nou?\n\nTot dan"),
    ("- een\n- twee\n\n1. drie", "een\ntwee\n\ndrie"),
    ("een  \ntwee\ndrie", "een\ntwee\ndrie"),
    ("Hoi\n\n<p>Jan &amp; ik</p>\n\nDag", "Hoi\n\nJan & ik\n\nDag"),
    ("Hoi\n\n---\n\nDag", "Hoi\n\nDag"),
    ("```\nu  bent\n```", "u  bent"),
    ("| a | b |\n|---|---|\n| c | d |", "a b\nc d"),
]


@pytest.mark.parametrize(("source", "seen"), HTML)
def test_html_as_a_reader_sees_it(source: str, seen: str) -> None:
    assert reduce(source, "html").text == seen


@pytest.mark.parametrize(("source", "seen"), MARKDOWN)
def test_markdown_as_a_reader_sees_it(source: str, seen: str) -> None:
    assert reduce(source, "markdown").text == seen


def test_plain_text_stays_as_it_is() -> None:
    reduced = reduce("Hoi <b>", "text")
    assert (reduced.text, reduced.back((1, 3))) == ("Hoi <b>", (1, 3))


def test_a_place_that_markup_cuts_through_is_covered_whole() -> None:
    source = "<p>S<b>or</b>ry Jan &amp; co</p>"
    reduced = reduce(source, "html")
    start, end = reduced.back((0, 5))
    assert source[start:end] == "S<b>or</b>ry"
    start, end = reduced.back((10, 11))
    assert source[start:end] == "&amp;"
    assert reduced.back((len(reduced.text), len(reduced.text))) == (source.index(" co") + 3,) * 2
    assert reduce("", "html").back((0, 0)) == (0, 0)


PIECES = st.sampled_from(
    [
        "Hoi",
        "u",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br>",
        "<br/>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<td>",
        "<li>",
        "&amp;",
        "&eacute;",
        "&#x1F600;",
        "&notit;",
        "&",
        "<",
        ">",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<!x>",
        "<?p",
        "*",
        "**",
        "_",
        "`",
        "```",
        "#",
        ">",
        "-",
        "1.",
        "[a](b)",
        "![a](b)",
        "\\*",
        "\\",
        "|",
        "~~",
        "---",
        "<http://a.b>",
        "😀",
        "é",
        "👩\u200d👧",
        "ﬁ",
        "\x00",
        "�",
        "\u2028",
    ]
)
SOURCES = st.lists(st.one_of(PIECES, st.sampled_from([" ", "\n", "\r\n", "\n\n", "\t", "  "]), st.text(max_size=3)), max_size=25).map(
    "".join
)


@pytest.mark.parametrize("format", ["html", "markdown"])
@given(source=SOURCES)
@example(source="<p>\ud83d</p>")
@example(source="a\r\n> b\r\n\r\n```\r\nc\r\n```")
def test_every_character_seen_stands_at_its_place(format: Markup, source: str) -> None:
    reduced = reduce(source, format)
    assert reduced.places is not None
    assert len(reduced.places) == len(reduced.text)
    before = 0
    for i, (char, (start, end)) in enumerate(zip(reduced.text, reduced.places, strict=True)):
        assert before <= start <= end <= len(source)
        before = start
        written = source[start:end]
        inserted = not written and (char in " \n" or reduced.text[max(0, i - 1) : i + 2].find("> ") >= 0)
        assert inserted or char.isspace() or char in written or char in html.unescape(written) or not char.isascii() or char == "?"


@given(source=SOURCES, data=st.data())
def test_a_range_of_the_source_covers_what_is_seen(source: str, data: st.DataObject) -> None:
    reduced = reduce(source, "html")
    start = data.draw(st.integers(0, len(reduced.text)))
    end = data.draw(st.integers(start, len(reduced.text)))
    first, last = reduced.back((start, end))
    assert 0 <= first <= last <= len(source)
    assert all(reduced.places is not None and first <= place[0] and place[1] <= last for place in (reduced.places or ())[start:end])


def test_markdown_says_which_extra_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyromark", None)
    with pytest.raises(InputError, match="webcarelint\\[markdown\\]"):
        reduce("Hoi", "markdown")


def test_places_of_words() -> None:
    assert places_of("aaa b aa", "aa") == [(0, 2), (1, 3), (6, 8)]
    assert within((1, 3), [(0, 2), (1, 3)])
    assert not within((1, 4), [(0, 2), (1, 3)])
    assert not within((0, 1), [(1, 3)])
    assert not within((0, 1), [])
