"""How Dutch works, where data cannot say it: senses in Python. Importing this package registers them all."""

from webcarelint.signals import address, compare, content, emoji, measures, privacy, sign_off, typography
from webcarelint.signals.registry import MEASURES, SIGNALS, Registered, measure, signal

__all__ = [
    "MEASURES",
    "SIGNALS",
    "Registered",
    "address",
    "compare",
    "content",
    "emoji",
    "measure",
    "measures",
    "privacy",
    "sign_off",
    "signal",
    "typography",
]
