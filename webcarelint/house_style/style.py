"""The house style as the rest of the package reads it: frozen and hashable, the recipe that is sent to workers."""

from dataclasses import dataclass, field, fields
from typing import Any, Literal

from webcarelint.model import Channel, Gate, Severity

Register = Literal["je", "u", "spiegel", "vrij"]
Sector = Literal["profit", "non-profit"]
Variety = Literal["nl-NL", "nl-BE"]
OnError = Literal["allow", "hold"]


@dataclass(frozen=True, slots=True)
class Override:
    """What a house style says otherwise about one rule; None leaves it as the pack has it."""

    enabled: bool | None = None
    severity: Severity | None = None
    gate: Gate | None = None
    weight: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What one brand wants. Every value has a default that fits a brand that has chosen nothing."""

    name: str = ""
    register: Register = "spiegel"
    variety: Variety = "nl-NL"
    sector: Sector = "profit"
    sign_off: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    organisation_names: tuple[str, ...] = ()
    phone_numbers: tuple[str, ...] = ()
    mail_addresses: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()
    own_channels: tuple[str, ...] = ()
    banned_words: tuple[str, ...] = ()
    allowed_words: tuple[str, ...] = ()
    default_channel: Channel = "unknown"
    pass_mark: float = 75.0
    pipeline: str = "nl_webcare_sm"
    packs: tuple[str, ...] = ()
    on_error: OnError | None = None
    """What a gate does with a reply that it could not (wholly) check; None is no choice, and a gate then refuses to work."""
    rules: tuple[tuple[str, Override], ...] = ()
    origins: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    """Where each setting came from: (key, 'path:line'). What is missing here is the default."""

    def override(self, *names: str) -> Override:
        """What this house style says about the rule that goes by any of these names; an empty Override when nothing."""
        return next((override for name, override in self.rules if name in names), Override())

    def values(self) -> dict[str, Any]:
        """Every setting by name, for rules that ask `when_style` and for showing."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "origins"}
