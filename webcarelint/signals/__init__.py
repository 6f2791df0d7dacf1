"""How Dutch works, where data cannot say it: senses in Python. Importing this package registers them all."""

from webcarelint.signals import address, content, emoji, measures, sign_off
from webcarelint.signals.registry import MEASURES, SIGNALS, Registered, measure, signal

__all__ = ["MEASURES", "SIGNALS", "Registered", "address", "content", "emoji", "measure", "measures", "sign_off", "signal"]
