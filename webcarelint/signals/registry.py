"""The register of senses that are written in Python because something must be computed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from webcarelint.reading import Computed, Measure, PythonSignal, Reading

On = Literal["reply", "customer"]


@dataclass(frozen=True, slots=True)
class Registered:
    """A signal in Python: what finds it and when, whose text it speaks of, and which capabilities of the pipeline it needs."""

    computed: Computed
    on: On
    needs: frozenset[str]


SIGNALS: Final[dict[str, Registered]] = {}
MEASURES: Final[dict[str, Measure]] = {}


def signal(
    name: str, *, needs: Iterable[str] = (), on: On = "reply", cues: Iterable[str] = (), after: Iterable[str] = ()
) -> Callable[[PythonSignal], PythonSignal]:
    """Register a function Reading -> spans (code points) under a signal's name.

    It is called only for a text that holds one of the `cues` (strings in lower case, when there are any), and only when one of
    the signals `after` (when there are any) may occur: what most texts need not be asked costs nothing.
    """

    def register(find: PythonSignal) -> PythonSignal:
        if name in SIGNALS:
            raise ValueError(f"signal {name!r} is registered twice")
        SIGNALS[name] = Registered(Computed(find, tuple(cues), tuple(after)), on, frozenset(needs))
        return find

    return register


def measure(name: str) -> Callable[[Callable[[Reading], float]], Callable[[Reading], float]]:
    """Register a function Reading -> number under a measure's name."""

    def register(count: Callable[[Reading], float]) -> Callable[[Reading], float]:
        if name in MEASURES:
            raise ValueError(f"measure {name!r} is registered twice")
        MEASURES[name] = count
        return count

    return register
