"""Signals, compiled: all phrases in one PhraseMatcher, all token patterns in one Matcher, each run once per Doc."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import regex
from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher, PhraseMatcher
from spacy.tokens import Doc

from webcarelint.model import Span
from webcarelint.pack import ClausePattern, Pack, Signal
from webcarelint.reading.clauses import Clause
from webcarelint.reading.expressions import Expression, Waker

if TYPE_CHECKING:
    from webcarelint.reading.reading import Reading, View

PythonSignal = Callable[["Reading"], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Sense:
    """One signal, ready to look at a text."""

    signal: Signal
    expressions: tuple[Expression, ...]
    exceptions: tuple[Expression, ...]
    python: PythonSignal | None = None


TEXTS: Final = ("reply", "customer")


class Timeouts(list[str]):
    """The signals whose regular expression ran out of time on this draft."""


class Senses:
    """What a Linter looks with. Built once, read by every Reading."""

    def __init__(
        self,
        pack: Pack,
        nlp: Language,
        python: Mapping[str, PythonSignal],
        style_words: Mapping[str, tuple[str, ...]],
        capabilities: frozenset[str],
    ) -> None:
        self.moods = "imperative" in capabilities
        self._capabilities = capabilities
        self.senses: dict[str, Sense] = {}
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._tokens = Matcher(nlp.vocab)
        self._trees = DependencyMatcher(nlp.vocab)
        for signal in pack.signals.values():
            self._add(signal, nlp, python.get(signal.name), style_words)
        self.waker = Waker(expression for sense in self.senses.values() for expression in (*sense.expressions, *sense.exceptions))
        builders = _builders(pack)
        self._builders = builders
        self._wakes = {expression: builders[name] for name, sense in self.senses.items() for expression in sense.expressions}
        own = [name for name, sense in self.senses.items() if sense.python is not None or sense.signal.clauses]
        self._always = {on: frozenset(b for name in own for b in builders[name] if self.senses[name].signal.on == on) for on in TEXTS}

    def _add(self, signal: Signal, nlp: Language, python: PythonSignal | None, style_words: Mapping[str, tuple[str, ...]]) -> None:
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
            python=python,
        )

    def live(self, on: str, awake: set[Expression], matched: Iterable[str]) -> frozenset[str]:
        """The signals about this text that may occur, given the expressions that may match it and what was matched by token.

        Most signals of most texts are not among them, and need not be looked for.
        """
        wakes = self._wakes
        return self._always[on].union(
            *[wakes[expression] for expression in awake if expression in wakes], *map(self._builders.__getitem__, matched)
        )

    def matches(self, doc: Doc) -> dict[str, list[Span]]:
        """Every phrase, token and tree match in a Doc, by signal, in code points."""
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


def _builders(pack: Pack) -> dict[str, frozenset[str]]:
    """Each signal with itself and the signals that include it, at any remove."""
    direct: dict[str, set[str]] = {name: {name} for name in pack.signals}
    for name, signal in pack.signals.items():
        for other in signal.includes:
            direct[other].add(name)
    return {name: frozenset(_closure(name, direct)) for name in direct}


def _closure(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(direct[name])
    return reached


def clause_spans(patterns: tuple[ClausePattern, ...], view: "View") -> Iterable[Span]:
    """The code points of every clause that fits one of the patterns."""
    found = view.clauses
    for i, clause in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) and found[i + 1].sentence == clause.sentence else None
        if any(_fits(pattern, clause, following, view) for pattern in patterns):
            yield view.trimmed(clause.first, clause.last)


def _fits(pattern: ClausePattern, clause: Clause, following: Clause | None, view: "View") -> bool:
    return (
        _in(pattern.mood, clause.mood)
        and _in(pattern.subject, clause.subject)
        and not (pattern.lemma is not None and pattern.lemma.isdisjoint(clause.lemmas))
        and not (pattern.lemma_not is not None and clause.lemma in pattern.lemma_not)
        and not (pattern.modal is not None and not pattern.modal & clause.modals)
        and not (pattern.modal_not is not None and pattern.modal_not & clause.modals)
        and _same(pattern.perfect, clause.perfect)
        and _same(pattern.passive, clause.passive)
        and _same(pattern.negated, clause.negated)
        and _same(pattern.question_mark, clause.question_mark)
        and not (pattern.has is not None and not pattern.has & clause.words)
        and not (pattern.has_too is not None and not pattern.has_too & clause.words)
        and not (pattern.has_not is not None and pattern.has_not & clause.words)
        and (pattern.subject_lemma is None or (clause.subject_at >= 0 and view.words.lemma[clause.subject_at] in pattern.subject_lemma))
        and (pattern.subject_ends is None or (clause.subject_at >= 0 and _ends(view.words.lemma[clause.subject_at], pattern.subject_ends)))
        and (pattern.next_has is None or (following is not None and bool(pattern.next_has & following.words)))
    )


def _ends(word: str, wanted: frozenset[str]) -> bool:
    """Whether a word is one of these, or a compound of which one is the head: 'storingsmonteur' is a 'monteur'."""
    return any(word[i:] in wanted for i in range(len(word) - 2))


def _in(wanted: frozenset[str] | None, value: str) -> bool:
    return wanted is None or value in wanted


def _same(wanted: bool | None, value: bool) -> bool:
    return wanted is None or wanted == value


def expression_spans(
    sense: Sense, expressions: tuple[Expression, ...], text: str, awake: set[Expression], timeouts: Timeouts
) -> list[Span]:
    """Every match of these expressions of a signal, in code points; one that runs out of time is noted."""
    found: list[Span] = []
    try:
        for expression in expressions:
            if expression in awake:
                found.extend(span for span in expression.spans(text) if span[1] > span[0])
    except TimeoutError:
        timeouts.append(sense.signal.name)
    return found
