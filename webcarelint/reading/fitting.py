"""Which clauses fit which patterns: all patterns of all signals at once, looked up by a word that a clause must hold to fit."""

from collections.abc import Iterable, Iterator, Sequence

from webcarelint.pack import ClausePattern
from webcarelint.reading.clauses import Clause

Wanted = tuple[str, ClausePattern]
"""A pattern, and the signal that it is of."""

Fitting = list[tuple[Clause, ClausePattern]]
"""Clauses in order, each with a pattern that it fits as far as can be told without a parser."""


class ClausePatterns:
    """The clause patterns of all signals about one text."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._wanted = tuple(wanted)
        self._moods: dict[str, _Mood] = {}

    def fitting(self, found: Sequence[Clause]) -> dict[str, Fitting]:
        """By signal: the clauses that may be what it looks for. `meant` asks the rest."""
        by_signal: dict[str, Fitting] = {}
        for i, clause in enumerate(found):
            following = found[i + 1] if i + 1 < len(found) and found[i + 1].sentence == clause.sentence else None
            for name, pattern in self._mood(clause.mood).candidates(clause):
                if _fits(pattern, clause, following):
                    by_signal.setdefault(name, []).append((clause, pattern))
        return by_signal

    def _mood(self, mood: str) -> "_Mood":
        if mood not in self._moods:
            self._moods[mood] = _Mood((name, p) for name, p in self._wanted if p.mood is None or mood in p.mood)
        return self._moods[mood]


class _Mood:
    """The patterns for clauses in one mood, by their main verbs, else by the words that they want, else by their auxiliaries."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._by_lemma: dict[str, list[Wanted]] = {}
        self._by_word: dict[str, list[Wanted]] = {}
        self._by_modal: dict[str, list[Wanted]] = {}
        self._others: list[Wanted] = []
        for name, pattern in wanted:
            for index, keys in ((self._by_lemma, pattern.lemma), (self._by_word, pattern.has), (self._by_modal, pattern.modal)):
                if keys is not None:
                    for key in keys:
                        index.setdefault(key, []).append((name, pattern))
                    break
            else:
                self._others.append((name, pattern))

    def candidates(self, clause: Clause) -> Iterator[Wanted]:
        """Every pattern that a clause may fit; one may come twice."""
        yield from self._others
        for index, keys in ((self._by_lemma, clause.lemmas), (self._by_word, clause.words), (self._by_modal, clause.modals)):
            for key in index.keys() & keys:
                yield from index[key]


def meant(fitting: Fitting) -> Iterator[Clause]:
    """Of the clauses that may be what a signal looks for: those that are. The parser is asked only where word order does not tell."""
    last: Clause | None = None
    for clause, pattern in fitting:
        if clause is not last and _is_meant(pattern, clause):
            last = clause
            yield clause


def _fits(pattern: ClausePattern, clause: Clause, following: Clause | None) -> bool:
    """All but mood, and what the parser may have to say."""
    return not (
        (pattern.subject is not None and clause.shown is not None and clause.shown[0] not in pattern.subject)
        or (pattern.lemma_not is not None and not pattern.lemma_not.isdisjoint(clause.lemmas))
        or (pattern.modal is not None and pattern.modal.isdisjoint(clause.modals))
        or (pattern.modal_not is not None and not pattern.modal_not.isdisjoint(clause.modals))
        or (pattern.perfect is not None and clause.perfect != pattern.perfect)
        or (pattern.past is not None and clause.past != pattern.past)
        or (pattern.opens is not None and (clause.opens and following is not None) != pattern.opens)
        or (pattern.negated is not None and clause.negated != pattern.negated)
        or (pattern.question_mark is not None and clause.question_mark != pattern.question_mark)
        or (pattern.has is not None and pattern.has.isdisjoint(clause.words))
        or (pattern.has_too is not None and pattern.has_too.isdisjoint(clause.words))
        or (pattern.has_not is not None and not pattern.has_not.isdisjoint(clause.words))
        or (pattern.next_has is not None and (following is None or pattern.next_has.isdisjoint(following.words)))
        or (pattern.subject_lemma is not None and pattern.subject_lemma.isdisjoint(clause.words))
        or (pattern.subject_ends is not None and not any(_ends(word, pattern.subject_ends) for word in clause.words))
    )


def _is_meant(pattern: ClausePattern, clause: Clause) -> bool:
    return not (
        (pattern.subject is not None and not clause.is_by(pattern.subject))
        or (pattern.subject_lemma is not None and clause.subject_lemma not in pattern.subject_lemma)
        or (pattern.subject_ends is not None and not _ends(clause.subject_lemma, pattern.subject_ends))
        or (pattern.generic is not None and clause.generic != pattern.generic)
        or (pattern.passive is not None and clause.passive != pattern.passive)
    )


def _ends(word: str, wanted: frozenset[str]) -> bool:
    """Whether a word is one of these, or a compound of which one is the head: 'storingsmonteur' is a 'monteur'."""
    return any(word[i:] in wanted for i in range(len(word) - 2))
