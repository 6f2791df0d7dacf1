"""One draft with its signals and measures, each computed once, when somebody asks."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final, TypeVar, cast

import pcre2
from spacy.tokens import Doc

from webcarelint.model import Draft, Span
from webcarelint.pack import Signal
from webcarelint.pack.lists import in_regex
from webcarelint.reading.clauses import Clause, clauses
from webcarelint.reading.expressions import Cued, Expression, quick
from webcarelint.reading.fitting import Fitting, meant
from webcarelint.reading.senses import Sense, Senses, Timeouts, expression_spans
from webcarelint.reading.verbs import mend_verbs
from webcarelint.reading.words import Words

_MARK: Final = quick(r"[.!?,;:\n]")
T = TypeVar("T")
Measure = Callable[["Reading"], float]


class View:
    """One analysed text: the reply, or the customer's message."""

    def __init__(self, doc: Doc, senses: Senses, on: str) -> None:
        self.doc = doc
        self.on = on
        self.words = Words(doc, senses.parse)
        mend_verbs(self.words)
        self.text = self.words.text
        self._senses = senses

    @cached_property
    def awake(self) -> set[Cued]:
        """The expressions, and senses in Python with cues, that may match this text."""
        return self._senses.wakers[self.on].awake(self.text)

    @cached_property
    def finders(self) -> dict[str, list[Expression]]:
        """The signals that expressions, or senses in Python with cues, may find in this text, with those expressions."""
        return self._senses.finders(self.awake)

    @cached_property
    def matches(self) -> dict[str, list[Span]]:
        return self._senses.matches(self.doc)

    @cached_property
    def clauses(self) -> list[Clause]:
        return clauses(self.words, self._senses.moods)

    @cached_property
    def fitting(self) -> dict[str, Fitting]:
        """By signal, the clauses that may fit its patterns."""
        return self._senses.patterns[self.on].fitting(self.clauses)

    @cached_property
    def live(self) -> frozenset[str]:
        """The signals about this text that may occur; of the others it is certain that they do not."""
        return self._senses.live(self.on, self.finders, self.matches, self.fitting)

    def clause_at(self, token: int) -> Clause | None:
        """The clause that a token is in."""
        return next((clause for clause in self.clauses if clause.first <= token < clause.last), None)

    def clause_around(self, span: Span) -> Span:
        """The code points of the clause that a place begins in; of its sentence, when that has no clause."""
        first, _ = self.words.at(*span)
        if first >= len(self.words):
            return span
        clause = self.clause_at(first)
        return self.words.span(*((clause.first, clause.last) if clause else self.words.sentences[self.words.sent[first]]))

    def mark_after(self, at: int, end: int) -> int:
        """Where the next punctuation mark or line end stands; `end` when there is none."""
        mark = _MARK.search(self.text, at)
        return mark.start() if mark else end

    @cached_property
    def cut(self) -> int:
        """Where the reply's own text ends: before a quoted thread, without trailing white space."""
        end: int = self.doc.user_data.get("webcare.cut", len(self.text))
        return len(self.text[:end].rstrip())

    @cached_property
    def own_words(self) -> list[int]:
        """The tokens that are words of the writer's own: no address, number with a meaning, emoji or tag, and not quoted."""
        words = self.words
        return [i for i in self.word_tokens if not words.is_foreign(words.start[i], words.end[i])] if words.foreign else self.word_tokens

    @cached_property
    def word_tokens(self) -> list[int]:
        """The same, quoted words included."""
        words = self.words
        return [i for i in self.own_tokens if i not in words.kinds and any(map(str.isalnum, words.lower[i]))]

    @cached_property
    def own_tokens(self) -> range:
        """The tokens before a quoted thread."""
        return range(bisect_left(self.words.start, self.cut))

    @cached_property
    def own_sentences(self) -> list[tuple[int, int]]:
        """The sentences, as first and past-last token, before a quoted thread."""
        return [sentence for sentence in self.words.sentences if self.words.start[sentence[0]] < self.cut]

    @cached_property
    def opening(self) -> Span:
        """The first sentence with words of its own, and what stands before it."""
        return 0, self._end_of_opening()

    def _end_of_opening(self) -> int:
        for first, last in self.words.sentences:
            if sum(pos not in ("PUNCT", "SPACE", "SYM", "PROPN") for pos in self.words.pos[first:last]) >= 3:
                return self.words.end[last - 1]
        return len(self.text)

    @cached_property
    def closing(self) -> Span:
        """The last sentence with words of its own, and what follows it."""
        for first, last in reversed(self.own_sentences):
            if last - first >= 4:
                return self.words.start[first], self.cut
        return 0, self.cut

    def trimmed(self, first: int, last: int) -> Span:
        """The code points of tokens first..last without punctuation and space around them."""
        pos = self.words.pos
        lower = self.words.lower
        while first < last - 1 and (pos[first] in ("PUNCT", "SPACE") or not lower[first].strip(",.;:!?-–— \n")):
            first += 1
        while last > first + 1 and (pos[last - 1] in ("PUNCT", "SPACE") or not lower[last - 1].strip(",.;:!?-–— \n")):
            last -= 1
        return self.words.span(first, last)


class Context:
    """What a sense in Python may know beside the texts: word lists of the packs, and what describes the organisation."""

    def __init__(self, lists: Mapping[str, Iterable[str]], style: Mapping[str, Any]) -> None:
        self._words = {name: frozenset(word.lower() for word in words) for name, words in lists.items()}
        self._lists = {name: list(words) for name, words in lists.items()}
        self._patterns: dict[str, pcre2.Pattern[str]] = {}
        self.style = style

    def words(self, name: str) -> frozenset[str]:
        """A word list of the packs, in lower case; empty when no pack has it."""
        return self._words.get(name, frozenset())

    def pattern(self, source: str) -> "pcre2.Pattern[str]":
        """A regular expression of a sense in Python, with the words of a list of the packs as alternatives for each `(@list)`."""
        known = self._patterns.get(source)
        if known is None:
            known = self._patterns[source] = quick(in_regex(source, self._lists))
        return known


class Reading:
    """A draft, read. `spans(name)` gives the places of a signal, in code points of the text that the signal is about."""

    def __init__(
        self, draft: Draft, reply: Doc, customer: Doc | None, senses: Senses, context: Context, measures: Mapping[str, Measure]
    ) -> None:
        self.draft = draft
        self.reply = View(reply, senses, "reply")
        self.customer = View(customer, senses, "customer") if customer is not None else None
        self.context = context
        self.timeouts = Timeouts()
        self._senses = senses
        self._measures = measures
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._values: dict[str, float] = {}
        self._computed: dict[Callable[[Reading], object], object] = {}

    def view_of(self, name: str) -> View | None:
        """The text that a signal is about; None when the draft does not hold it."""
        return self.customer if self._senses.senses[name].signal.on == "customer" else self.reply

    def has(self, name: str) -> bool:
        return bool(self.spans(name))

    def has_in(self, name: str, around: Span) -> bool:
        """Whether a place of a signal overlaps these code points."""
        return any(_overlaps(span, around) for span in self.spans(name))

    def spans(self, name: str) -> tuple[Span, ...]:
        """The places of a signal, in order, without overlap."""
        known = self._spans.get(name)
        if known is None:
            sense = self._senses.senses[name]  # a KeyError for a name that no pack has: absent is not the same as unknown
            self._spans[name] = ()  # a signal that, by way of others, asks for itself finds nothing
            known = self._spans[name] = self._look(name, sense) if name in self.live else ()
        return known

    @cached_property
    def live(self) -> frozenset[str]:
        """The signals that may occur; of the others it is certain that they do not."""
        return self.reply.live if self.customer is None else self.reply.live | self.customer.live

    def measure(self, name: str) -> float:
        if name not in self._values:
            self._values[name] = self._measures[name](self)
        return self._values[name]

    def once(self, compute: Callable[["Reading"], T]) -> T:
        """What `compute` makes of this reading, computed the first time that somebody asks."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast(T, self._computed[compute])

    def _look(self, name: str, sense: Sense) -> tuple[Span, ...]:
        signal = sense.signal
        view = self.view_of(name)
        if view is None or not self._allowed(signal):
            return ()
        found: list[Span] = list(view.matches.get(name, ()))
        if expressions := view.finders.get(name):
            found.extend(expression_spans(sense, expressions, view.text, self.timeouts))
        if fitting := view.fitting.get(name):
            found.extend(view.trimmed(clause.first, clause.last) for clause in meant(fitting))
        for other in signal.includes:
            found.extend(self.spans(other))
        if sense.computed is not None:
            found.extend(sense.computed.places(self))
        if not found:
            return ()
        return self._kept(sense, found, view)

    def _allowed(self, signal: Signal) -> bool:
        """Whether the signals that this one depends on let it be looked for at all."""
        if signal.where and not any(map(self.has, signal.where)):
            return False
        return not (signal.without and any(map(self.has, signal.without)))

    def _kept(self, sense: Sense, found: list[Span], view: View) -> tuple[Span, ...]:
        """What is left of the places after quotes, zone, exceptions and other signals have had their say."""
        signal = sense.signal
        if view.words.foreign and not signal.quotes:
            found = [span for span in found if not view.words.is_foreign(*span)]
        if signal.zone in ("opening", "closing"):
            zone = view.opening if signal.zone == "opening" else view.closing
            found = [span for span in found if _overlaps(span, zone)]
        if found and sense.exceptions:
            exceptions = [expression for expression in sense.exceptions if expression in view.awake]
            found = _clear_of(found, expression_spans(sense, exceptions, view.text, self.timeouts))
        for other in signal.outside:
            if found:
                found = _clear_of(found, self.spans(other))
        if found and signal.beside:
            found = self._beside(found, signal.beside, view)
        if found and signal.in_clause_with:
            found = self._sharing_clause(found, signal.in_clause_with, view)
        if found and signal.not_in_clause_with:
            sharing = self._sharing_clause(found, signal.not_in_clause_with, view)
            found = [span for span in found if span not in sharing]
        return _without_overlap(found)

    def _beside(self, spans: list[Span], others: Iterable[str], view: View) -> list[Span]:
        """The places that share a sentence with a place of one of these signals."""
        words = view.words
        sentences = {words.sent[words.at(*span)[0]] for other in others for span in self.spans(other) if words.at(*span)[0] < len(words)}
        return [span for span in spans if words.at(*span)[0] < len(words) and words.sent[words.at(*span)[0]] in sentences]

    def _sharing_clause(self, spans: list[Span], others: Iterable[str], view: View) -> list[Span]:
        """The places that share a clause with a place of one of these signals."""
        places = [place for other in others for place in self.spans(other)]
        return [span for span in spans if any(_overlaps(view.clause_around(span), place) for place in places)]


def _overlaps(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _clear_of(spans: list[Span], others: Iterable[Span]) -> list[Span]:
    taken = list(others)
    return [span for span in spans if not any(_overlaps(span, other) for other in taken)]


def _without_overlap(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order; of overlapping places the longest that starts first stays."""
    spans = set(spans)
    if len(spans) == 1:
        return tuple(spans)
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)
