"""What is measured on: replies, with the file they came from, and pairs of a better and a worse reply."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from webcarelint.house_style import HouseStyle, Variety
from webcarelint.linter import Linter
from webcarelint.model import Draft, Report
from webcarelint.pack import Pack


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


def reports(linter: Linter, replies: Sequence[Reply], pack: Pack | None = None) -> Iterator[tuple[Reply, Report]]:
    """The report of each reply, by the Linter's house style in the reply's own variety of Dutch, grouped by variety.

    `pack` is what is judged by instead of the Linter's own.
    """
    for variety in dict.fromkeys(reply.variety for reply in replies):
        here = [reply for reply in replies if reply.variety == variety]
        judging = _in_variety(linter, variety, pack)
        yield from zip(here, judging.check_many(reply.draft for reply in here), strict=True)


def _in_variety(linter: Linter, variety: Variety | None, pack: Pack | None) -> Linter:
    style: HouseStyle = linter.style if variety is None else replace(linter.style, variety=variety)
    if pack is None and style == linter.style:
        return linter
    return Linter(pack or linter.pack, style, linter.nlp)
