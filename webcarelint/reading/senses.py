"""Signals, compiled: all phrases in one PhraseMatcher, all token patterns in one Matcher, each run once per Doc."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import regex
from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher, PhraseMatcher
from spacy.tokens import Doc

from webcarelint.model import Span
from webcarelint.pack import Pack, Signal, reached
from webcarelint.reading.expressions import Cued, Expression, Waker
from webcarelint.reading.fitting import ClausePatterns

if TYPE_CHECKING:
    from webcarelint.reading.reading import Reading

PythonSignal = Callable[["Reading"], Iterable[Span]]


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """A signal in Python, and when it need not be asked: without one of its cues in the text, or of the signals `after`."""

    find: PythonSignal
    any_of: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def cues(self) -> tuple[tuple[str, ...], ...]:
        return (self.any_of,) if self.any_of else ()

    def places(self, reading: "Reading") -> Iterable[Span]:
        """What it finds; nothing, unasked, where none of the signals occurs that alone can lead to it."""
        if self.after and not self.any_of and not any(map(reading.has, self.after)):
            return ()
        return self.find(reading)


@dataclass(frozen=True, slots=True)
class Sense:
    """One signal, ready to look at a text."""

    signal: Signal
    expressions: tuple[Expression, ...]
    exceptions: tuple[Expression, ...]
    computed: Computed | None = None


TEXTS: Final = ("reply", "customer")


class Timeouts(list[str]):
    """The signals whose regular expression ran out of time on this draft."""


class Senses:
    """What a Linter looks with. Built once, read by every Reading."""

    def __init__(
        self,
        pack: Pack,
        nlp: Language,
        computed: Mapping[str, Computed],
        style_words: Mapping[str, tuple[str, ...]],
        capabilities: frozenset[str],
        parse: Callable[[Doc], Doc] | None = None,
    ) -> None:
        """`parse` adds the tree to a Doc that was made without one."""
        self.moods = "imperative" in capabilities
        self.parse = parse
        self._capabilities = capabilities
        self.senses: dict[str, Sense] = {}
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._tokens = Matcher(nlp.vocab)
        self._trees = DependencyMatcher(nlp.vocab)
        for signal in pack.signals.values():
            self._add(signal, nlp, computed.get(signal.name), style_words)
        self._wants_trees = any("dep" in signal.token_needs or signal.tree for signal in pack.signals.values())
        self.wakers = {on: Waker(self._cued(on)) for on in TEXTS}
        self.patterns = {on: ClausePatterns((s.name, p) for s in pack.signals.values() if s.on == on for p in s.clauses) for on in TEXTS}
        builders = _builders(pack, computed)
        self._builders = builders
        self._owners = {cued: name for name, sense in self.senses.items() for cued in _finders(sense)}
        self._always = {on: frozenset(b for name in self._uncalled(on) for b in builders[name]) for on in TEXTS}

    def _cued(self, on: str) -> Iterable[Cued]:
        """Everything that may match a text of the reply, or of the customer."""
        for sense in self.senses.values():
            if sense.signal.on == on:
                yield from _finders(sense)
                yield from sense.exceptions

    def _uncalled(self, on: str) -> Iterable[str]:
        """The signals that must always be looked for, because no word and no other signal says when not to."""
        for name, sense in self.senses.items():
            computed = sense.computed
            if sense.signal.on == on and computed and not computed.any_of and not computed.after:
                yield name

    def _add(self, signal: Signal, nlp: Language, computed: Computed | None, style_words: Mapping[str, tuple[str, ...]]) -> None:
        phrases = (*signal.phrases, *style_words.get(signal.style_phrases or "", ()))
        if phrases:
            self._phrases.add(signal.name, [nlp.make_doc(phrase) for phrase in phrases])
        if signal.tokens and signal.token_needs <= self._capabilities:
            self._tokens.add(signal.name, [[dict(token) for token in pattern] for pattern in signal.tokens], greedy="LONGEST")
        if signal.tree:
            self._trees.add(signal.name, [[dict(token) for token in pattern] for pattern in signal.tree])
        allowed = tuple(regex.escape(word) for word in style_words.get(signal.style_allows or "", ()))
        exceptions = (*signal.except_, *(rf"\b{word}\b" for word in allowed))
        timeout = None if signal.bundled else signal.timeout_ms / 1000
        expressions = tuple(Expression(source, timeout) for source in signal.regex)
        self.senses[signal.name] = Sense(
            signal=signal,
            expressions=expressions,
            exceptions=tuple(Expression(source, timeout) for source in exceptions),
            computed=computed,
        )

    def compile(self) -> None:
        """Compile every expression now, for who would rather wait at the start than at a reply."""
        for sense in self.senses.values():
            for expression in (*sense.expressions, *sense.exceptions):
                expression.compile()

    def finders(self, awake: Iterable[Cued]) -> dict[str, list[Expression]]:
        """Of what may match a text: the signals that it may find, each with its expressions."""
        found: dict[str, list[Expression]] = {}
        owners = self._owners
        for cued in awake:
            if (name := owners.get(cued)) is not None:
                expressions = found.setdefault(name, [])
                if isinstance(cued, Expression):
                    expressions.append(cued)
        return found

    def live(self, on: str, *may_occur: Iterable[str]) -> frozenset[str]:
        """The signals about this text that may occur, given those that its words, tokens or clauses may be.

        Most signals of most texts are not among them, and need not be looked for.
        """
        builders = self._builders.__getitem__
        return self._always[on].union(*map(builders, chain.from_iterable(may_occur)))

    def matches(self, doc: Doc) -> dict[str, list[Span]]:
        """Every phrase, token and tree match in a Doc, by signal, in code points."""
        if self._wants_trees and self.parse is not None and not doc.has_annotation("DEP"):
            doc = self.parse(doc)
        found: dict[str, list[Span]] = {}
        strings = doc.vocab.strings
        for matcher in (self._phrases, self._tokens):
            if len(matcher):
                for key, first, last in matcher(doc):
                    span = (doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
                    found.setdefault(strings[key], []).append(span)
        if len(self._trees) and doc.has_annotation("DEP"):
            for key, positions in self._trees(doc):
                tokens = [doc[i] for i in positions]
                span = (min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))
                found.setdefault(strings[key], []).append(span)
        return found


def _finders(sense: Sense) -> Iterable[Cued]:
    """What finds a signal and is woken by words: its expressions, and its Python when that has cues."""
    yield from sense.expressions
    if sense.computed is not None and sense.computed.any_of:
        yield sense.computed


def _builders(pack: Pack, computed: Mapping[str, Computed]) -> dict[str, frozenset[str]]:
    """Each signal with itself and the signals that are built from it, at any remove."""
    direct: dict[str, set[str]] = {name: {name} for name in pack.signals}
    for name, signal in pack.signals.items():
        after = computed[name].after if name in computed else ()
        for other in (*signal.includes, *after):
            direct[other].add(name)
    return {name: frozenset(reached(name, direct)) for name in direct}


def expression_spans(sense: Sense, expressions: Iterable[Expression], text: str, timeouts: Timeouts) -> list[Span]:
    """Every match of these expressions of a signal, in code points; one that runs out of time is noted."""
    found: list[Span] = []
    try:
        for expression in expressions:
            found.extend([span for span in expression.spans(text) if span[1] > span[0]])
    except TimeoutError:
        timeouts.append(sense.signal.name)
    return found
