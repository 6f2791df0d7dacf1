"""Replies that are nearly the same: what a team sends again and again, with another name or number in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import regex
from datasketch import MinHash, MinHashLSH

from webcarelint.archive.quantities import Share, share
from webcarelint.archive.report.people import People

WORDS: Final = 3
"""Texts are compared by their runs of so many words."""
SHORTEST: Final = 6
"""Words; 'Graag gedaan!' is no template."""
FEWEST: Final = 3
ALIKE: Final = 0.6
"""Jaccard similarity of two sets of runs from which replies count as one template: a changed name or sentence, not another reply."""
_CANDIDATE: Final = 0.4
"""Lower than ALIKE, since sketches miss some: what they propose is compared in full."""
_PERMUTATIONS: Final = 64
_WORD: Final = regex.compile(r"\[[\p{L}-]+\]|[\p{L}\p{N}'’]+")
_SIGNED: Final = regex.compile(r"\s*\^\s*\S+\s*$")


@dataclass(frozen=True, slots=True)
class Template:
    """So many replies of the sample, in so many wordings by so many agents (0 when unknown); `text` is the commonest, pseudonymised."""

    text: str
    replies: Share
    wordings: int
    agents: int


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates in `sample` of the `judged` replies, largest first; `covered` is the share of replies that follow one."""

    judged: int
    sample: int
    covered: Share
    templates: tuple[Template, ...]


@dataclass(slots=True)
class _Group:
    text: str
    runs: frozenset[str]
    replies: int = 0
    wordings: int = 0
    agents: set[str] = field(default_factory=set)


def templates_in(sample: Sequence[Mapping[str, Any]], judged: int, people: People) -> Templates:
    """Templates among rows with a text and an agent. Each wording joins the first larger one that it is like, so groups do not chain."""
    wordings: Counter[str] = Counter()
    agents: dict[str, set[str]] = {}
    for row in sample:
        text = _SIGNED.sub("", people.text(row))
        wordings[text] += 1
        if row["agent"] is not None:
            agents.setdefault(text, set()).add(row["agent"])
    groups: list[_Group] = []
    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
    ordered = sorted(wordings.items(), key=lambda item: (-item[1], item[0]))
    for (text, count), runs, sketch in _sketched(ordered):
        group = _like(groups, index.query(sketch), runs)
        if group is None:
            group = _Group(text, runs)
            index.insert(len(groups), sketch)
            groups.append(group)
        group.replies += count
        group.wordings += 1
        group.agents |= agents.get(text, set())
    found = sorted((group for group in groups if group.replies >= FEWEST), key=lambda group: (-group.replies, group.text))
    return Templates(
        judged=judged,
        sample=len(sample),
        covered=share(sum(group.replies for group in found), len(sample)),
        templates=tuple(Template(g.text, share(g.replies, len(sample)), g.wordings, len(g.agents)) for g in found),
    )


def _sketched(ordered: Sequence[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], frozenset[str], MinHash]]:
    """Each wording that is long enough, with its runs of words and their sketch."""
    kept = [(item, runs) for item in ordered if (runs := _runs(item[0]))]
    sketches = MinHash.generator(([run.encode() for run in runs] for _, runs in kept), num_perm=_PERMUTATIONS, seed=1)
    for (item, runs), sketch in zip(kept, sketches, strict=True):
        yield item, runs, sketch


def _runs(text: str) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(" ".join(words[n : n + WORDS]) for n in range(len(words) - WORDS + 1))


def _like(groups: Sequence[_Group], candidates: Sequence[int], runs: frozenset[str]) -> _Group | None:
    """The candidate that is most alike, if any is alike enough: the sketches only guess."""
    likeness = {n: len(groups[n].runs & runs) / len(groups[n].runs | runs) for n in candidates}
    best = max(sorted(likeness), key=likeness.__getitem__, default=None)
    return None if best is None or likeness[best] < ALIKE else groups[best]
