"""What a process needs to know to score; knowing it costs nothing, cooking by it loads the Dutch pipeline."""

from dataclasses import dataclass, field

from webcarelint.house_style import HouseStyle


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a process needs to score: frozen, hashable, picklable. `key` is that of the pseudonyms; None writes texts as they are."""

    style: HouseStyle = field(default_factory=HouseStyle)
    pipeline: str | None = None
    text: bool = True
    key: bytes | None = None
