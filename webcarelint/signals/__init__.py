"""How Dutch works, where data cannot say it: senses in Python. Importing this package registers them all."""

from webcarelint.signals import (
    address,
    compare,
    content,
    customer,
    emoji,
    measures,
    privacy,
    questions,
    sign_off,
    sympathy,
    tongue,
    typography,
    vague_terms,
)
from webcarelint.signals.registry import MEASURES, SIGNALS, Registered, measure, signal

__all__ = [
    "MEASURES",
    "SIGNALS",
    "Registered",
    "address",
    "compare",
    "content",
    "customer",
    "emoji",
    "measure",
    "measures",
    "privacy",
    "questions",
    "sign_off",
    "signal",
    "sympathy",
    "tongue",
    "typography",
    "vague_terms",
]
