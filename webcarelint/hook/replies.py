"""What a hook says to the program that started it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """Standard output, exit code, and a sentence for standard error (empty: none)."""

    out: bytes
    code: int
    aside: str = ""
