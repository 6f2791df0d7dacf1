"""HTML and Markdown reduced to the words that a reader sees, with the way back to the markup.

HTML is read by the parser of the standard library, Markdown by pulldown-cmark (pyromark): both say where each piece stood.
Quoted blocks become lines that begin with `>`, as in plain mail, so that words of others do not count as the agent's own.
"""

import html
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any, Final, Literal

from webcarelint.errors import InputError
from webcarelint.model import Span
from webcarelint.render.offsets import Offsets

_UNSEEN: Final = frozenset({"script", "style", "title", "template", "textarea", "select"})
_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr", "dl", "figure"})
_LINES: Final = frozenset({
    "address", "article", "aside", "body", "br", "caption", "center", "dd", "details", "div", "dt", "fieldset", "figcaption", "footer",
    "form", "header", "head", "html", "legend", "li", "main", "nav", "section", "summary", "tbody", "tfoot", "thead", "tr",
})  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_WHITE: Final = " \t\n\r\f"
_QUOTE: Final = "> "


@dataclass(frozen=True, slots=True)
class Reduced:
    """A text without its markup. Code point i stood at `places[i]` of the source; None when source and text are the same."""

    text: str
    places: tuple[Span, ...] | None = None

    def back(self, span: Span) -> Span:
        """The range of the source that covers this range of the text; an empty range stays empty."""
        if self.places is None:
            return span
        start, end = span
        if start == end:
            here = self.places[start][0] if start < len(self.places) else (self.places[-1][1] if self.places else 0)
            return here, here
        return self.places[start][0], self.places[end - 1][1]


def reduce(source: str, format: Literal["text", "html", "markdown"]) -> Reduced:
    """The words of `source` as a reader sees them. Raises InputError when the parser for Markdown is not installed."""
    if format == "html":
        return _reduce_html(source)
    return _reduce_markdown(source) if format == "markdown" else Reduced(source)


class _Writer:
    """Collects what is seen, each code point with its place in the source."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._places: list[Span] = []
        self.quotes = 0

    def literal(self, words: str, start: int) -> None:
        """Words that stand in the source as they are."""
        for i, char in enumerate(words, start=start):
            self._put(char, (i, i + 1))

    def whole(self, words: str, place: Span) -> None:
        """Words that a piece of the source stands for, such as an entity."""
        for char in words:
            self._put(char, place)

    def flowing(self, words: str, start: int) -> None:
        """Words in which white space is only a space, and none at all at the start of a line."""
        for i, char in enumerate(words, start=start):
            if char not in _WHITE:
                self._put(char, (i, i + 1))
            elif self._text and self._text[-1] not in (" ", "\n"):
                self._put(" ", (i, i + 1))

    def space(self, at: int) -> None:
        if self._text and self._text[-1] not in (" ", "\n"):
            self._put(" ", (at, at))

    def line_end(self, place: Span) -> None:
        while self._text and self._text[-1] == " ":
            self._drop()
        self._text.append("\n")
        self._places.append(place)

    def lines(self, count: int, at: int) -> None:
        """At least this many line ends before what follows; none at the very beginning."""
        while self._text and self._text[-1] == " ":
            self._drop()
        if self._text:
            have = next((i for i, char in enumerate(reversed(self._text)) if char != "\n"), len(self._text))
            for _ in range(count - have):
                self.line_end((at, at))

    def done(self) -> Reduced:
        while self._text and self._text[-1] in (" ", "\n"):
            self._drop()
        return Reduced("".join(self._text), tuple(self._places))

    def _put(self, char: str, place: Span) -> None:
        if self.quotes and (not self._text or self._text[-1] == "\n"):
            self._text.extend(_QUOTE)
            self._places.extend([(place[0], place[0])] * len(_QUOTE))
        self._text.append(char)
        self._places.append(place)

    def _drop(self) -> None:
        self._text.pop()
        self._places.pop()


class _HtmlReader(HTMLParser):
    """Writes what a browser would show. `offset` is where `source` begins in a larger text."""

    def __init__(self, source: str, writer: _Writer, offset: int = 0) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._writer = writer
        self._offset = offset
        self._line_starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._unseen: list[str] = []
        self._kept_white = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._break(tag)
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._nest(tag, 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        self._nest(tag, -1)
        if tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        at = self._here()
        if self._unseen:
            return
        if not self._source.startswith(data, at):
            self._writer.whole(data, self._placed(at, at + len(data)))
        elif self._kept_white:
            self._writer.literal(data, at + self._offset)
        else:
            self._writer.flowing(data, at + self._offset)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        at = self._here()
        if self._source.startswith(";", at + len(written)):
            written += ";"
        if not self._unseen:
            seen = html.unescape(written)
            if seen in _WHITE:
                self._writer.space(at + self._offset)
            else:
                self._writer.whole(seen, self._placed(at, at + len(written)))

    def _nest(self, tag: str, step: int) -> None:
        if tag == "blockquote":
            self._writer.quotes = max(0, self._writer.quotes + step)
        elif tag == "pre":
            self._kept_white = max(0, self._kept_white + step)

    def _break(self, tag: str) -> None:
        at = self._here() + self._offset
        if self._unseen:
            return
        if tag == "br":
            self._writer.line_end((at, at))
        elif tag in _PARAGRAPHS:
            self._writer.lines(2, at)
        elif tag in _LINES:
            self._writer.lines(1, at)
        elif tag in _CELLS:
            self._writer.space(at)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _placed(self, start: int, end: int) -> Span:
        return start + self._offset, min(end, len(self._source)) + self._offset


def _reduce_html(source: str) -> Reduced:
    writer = _Writer()
    _HtmlReader(source, writer)
    return writer.done()


def _reduce_markdown(source: str) -> Reduced:
    try:
        import pyromark
    except ImportError as cause:
        raise InputError("Voor Markdown is een extra nodig: pip install 'webcarelint[markdown]'.") from cause
    options = pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TABLES
    readable = source.encode("utf-8", "replace").decode("utf-8") if not source.isascii() else source  # lone surrogates: one ? each
    offsets = Offsets(readable)
    writer = _Writer()
    _MarkdownReader(source, writer).read(
        (event, (offsets.back(place["start"], "utf-8"), offsets.back(place["end"], "utf-8")))
        for event, place in pyromark.events_with_range(readable, options=options)
    )
    return writer.done()


class _MarkdownReader:
    """Writes what a Markdown page shows, event by event."""

    def __init__(self, source: str, writer: _Writer) -> None:
        self._source = source
        self._writer = writer
        self._images = 0

    def read(self, events: Iterable[tuple[Any, Span]]) -> None:
        for event, place in events:
            if isinstance(event, str):
                self._mark(event, place)
            else:
                self._piece(event, place)

    def _mark(self, event: str, place: Span) -> None:
        if event in ("SoftBreak", "HardBreak"):
            self._writer.line_end(place)
        elif event == "Rule":
            self._writer.lines(2, place[0])

    def _piece(self, event: Mapping[str, Any], place: Span) -> None:
        ((kind, value),) = event.items()
        if kind in ("Start", "End"):
            self._container(kind == "Start", value if isinstance(value, str) else next(iter(value)), place)
        elif self._images:
            return
        elif kind in ("Text", "Code"):
            self._words(value, place)
        elif kind in ("Html", "InlineHtml"):
            _HtmlReader(self._source[slice(*place)], self._writer, place[0])

    def _container(self, opens: bool, name: str, place: Span) -> None:
        at = place[0] if opens else place[1]
        if name == "Image":
            self._images += 1 if opens else -1
        elif name in ("Item", "TableRow", "TableHead"):
            self._writer.lines(1, at)
        elif name == "TableCell":
            self._writer.space(at)
        elif name not in ("Emphasis", "Strong", "Strikethrough", "Link"):
            self._writer.lines(1 if name == "HtmlBlock" else 2, at)
        if name == "BlockQuote":
            self._writer.quotes = max(0, self._writer.quotes + (1 if opens else -1))

    def _words(self, words: str, place: Span) -> None:
        """Words where they stand; words that are written otherwise, such as an entity, at the whole of their place."""
        at = self._source.find(words, *place)
        if at >= 0:
            self._writer.literal(words, at)
        else:
            self._writer.whole(words, place)


def places_of(text: str, words: str) -> list[Span]:
    """Every place of these words in a text, also where they overlap."""
    found: list[Span] = []
    at = text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def within(span: Span, places: list[Span]) -> bool:
    """Whether a range lies in one of these places, which are in order and of one length."""
    i = bisect_left(places, (span[0] + 1, 0)) - 1
    return i >= 0 and places[i][0] <= span[0] and span[1] <= places[i][1]
