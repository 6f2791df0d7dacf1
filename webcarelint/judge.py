"""One rule and one reading: where does the rule apply? Knows no spaCy, no weights, and not how findings look."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from webcarelint.model import Span
from webcarelint.pack import Rule
from webcarelint.reading import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule applies, in code points of the cleaned text, and what its message can be filled with."""

    start: int
    end: int
    fields: Mapping[str, str] = field(default_factory=dict)


def judge(rule: Rule, reading: Reading, at_most: float | None = None) -> list[Hit]:
    """Every place where the rule applies. `at_most` overrules the limit that the rule itself sets."""
    whole_draft = rule.within == "draft"
    if whole_draft and not _wanted(rule, reading):
        return []
    hits = list(_VERBS[rule.verb](rule, reading, at_most))
    # What forbids a rule is asked last: most rules find nothing, and then it need not be looked for.
    return [] if hits and whole_draft and any(map(reading.has, rule.unless)) else hits


def _wanted(rule: Rule, reading: Reading) -> bool:
    return all(map(reading.has, rule.when))


def _allowed_in_sentence(rule: Rule, reading: Reading, span: Span) -> bool:
    """The modifiers, asked of the sentence around a place instead of the whole draft."""
    words = reading.reply.words
    first, _ = words.at(*span)
    sentence = words.sentences[words.sent[min(first, len(words) - 1)]]
    around = words.span(*sentence)
    inside = [reading.has_in(name, around) for name in rule.when]
    outside = [reading.has_in(name, around) for name in rule.unless]
    return all(inside) and not any(outside)


def _places(rule: Rule, name: str, reading: Reading) -> list[Span]:
    """The places of a signal that the rule looks at: in its zone, and where its modifiers hold."""
    spans = list(reading.spans(name))
    if rule.zone in ("opening", "closing"):
        zone = reading.reply.opening if rule.zone == "opening" else reading.reply.closing
        spans = [span for span in spans if span[0] < zone[1] and zone[0] < span[1]]
    if rule.within == "sentence":
        spans = [span for span in spans if _allowed_in_sentence(rule, reading, span)]
    return spans


def _finds(rule: Rule, reading: Reading, at_most: float | None) -> Iterable[Hit]:
    limit = int(rule.at_most if at_most is None else at_most)
    spans = _places(rule, rule.signals[0], reading)
    if rule.zone == "customer":
        spans = [(0, 0) for _ in spans]
    for start, end in spans[limit:]:
        yield Hit(start, end, {"match": reading.reply.text[start:end], "count": str(len(spans)), "limit": str(limit)})


def _replaces(rule: Rule, reading: Reading, _: float | None) -> Iterable[Hit]:
    for start, end in _places(rule, rule.signals[0], reading):
        old = reading.reply.text[start:end]
        better = rule.replaces.get(old.lower(), "")
        if better and old[0].isupper():
            better = better[0].upper() + better[1:]
        yield Hit(start, end, {"match": old, "better": better})


def _requires(rule: Rule, reading: Reading, _: float | None) -> Iterable[Hit]:
    if any(_places(rule, name, reading) for name in rule.signals):
        return
    where = 0 if rule.zone == "opening" else reading.reply.cut
    yield Hit(where, where)


def _mixes(rule: Rule, reading: Reading, _: float | None) -> Iterable[Hit]:
    """Both occur: the rarer one is the slip; when they are equally frequent, the one that came later."""
    one, other = (_places(rule, name, reading) for name in rule.signals)
    if not one or not other:
        return
    rare, usual = (one, other) if (len(one), -one[0][0]) < (len(other), -other[0][0]) else (other, one)
    text = reading.reply.text
    for start, end in rare:
        yield Hit(start, end, {"match": text[start:end], "other": text[usual[0][0] : usual[0][1]]})


def _measures(rule: Rule, reading: Reading, at_most: float | None) -> Iterable[Hit]:
    bounds = rule.bounds
    assert bounds is not None, "the loader gives every measuring rule its bounds"
    value = reading.measure(bounds.measure)
    ceiling = at_most if at_most is not None else bounds.per_channel.get(reading.draft.channel, bounds.at_most)
    if ceiling is not None and value > ceiling:
        limit = ceiling
    elif bounds.at_least is not None and value < bounds.at_least:
        limit = bounds.at_least
    else:
        return
    fields = {"value": _number(value), "limit": _number(limit), "measure": bounds.measure}
    yield Hit(reading.reply.cut, reading.reply.cut, fields)


def _number(value: float) -> str:
    """A number as Dutch writes it: 12 or 20,5."""
    return str(int(value)) if value == int(value) else f"{value:.1f}".replace(".", ",")


_VERBS: Final[Mapping[str, Callable[[Rule, Reading, float | None], Iterable[Hit]]]] = {
    "finds": _finds,
    "replaces": _replaces,
    "requires": _requires,
    "mixes": _mixes,
    "measures": _measures,
}
