"""What a rule file may say, and where in the file it said it. Nothing here has seen a text."""

from webcarelint.pack.loader import bundled_rules, load_packs
from webcarelint.pack.pack import Bounds, ClausePattern, Pack, Place, Rule, Signal

__all__ = ["Bounds", "ClausePattern", "Pack", "Place", "Rule", "Signal", "bundled_rules", "load_packs"]
