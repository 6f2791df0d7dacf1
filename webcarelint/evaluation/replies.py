"""What is measured on: replies, with the file they came from, and pairs of a better and a worse reply."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from webcarelint.house_style import Variety
from webcarelint.linter import Linter
from webcarelint.model import Draft, Report


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft of a labelled file. `part` names the half it belongs to ("train", "test", "pairs"); `variety` is None when the file
    does not say, and then that of the house style counts."""

    draft: Draft
    part: str = ""
    variety: Variety | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two replies to one customer, and why the one is better."""

    id: str
    better: Reply
    worse: Reply
    reasons: tuple[str, ...] = ()
    subtle: bool = False


def reports(linter: Linter, replies: Sequence[Reply]) -> Iterator[tuple[Reply, Report]]:
    """The report of each reply, by the Linter's house style in the reply's own variety of Dutch, grouped by variety."""
    for variety, here in by_variety(replies):
        judging = in_variety(linter, variety)
        yield from zip(here, judging.check_many(reply.draft for reply in here), strict=True)


def by_variety(replies: Sequence[Reply]) -> Iterator[tuple[Variety | None, list[Reply]]]:
    for variety in dict.fromkeys(reply.variety for reply in replies):
        yield variety, [reply for reply in replies if reply.variety == variety]


def in_variety(linter: Linter, variety: Variety | None) -> Linter:
    """A Linter by the same house style for this variety of Dutch; None is the house style's own."""
    if variety is None or variety == linter.style.variety:
        return linter
    return Linter(linter.pack, replace(linter.style, variety=variety), linter.nlp)
