"""What a rule file may say, and where in the file it said it. Nothing here has seen a text."""

from webcarelint.pack.bundled import bundled_rules
from webcarelint.pack.loader import load_packs
from webcarelint.pack.pack import Bounds, ClausePattern, Pack, Place, Rule, Signal, reached

__all__ = ["Bounds", "ClausePattern", "Pack", "Place", "Rule", "Signal", "bundled_rules", "load_packs", "reached"]
