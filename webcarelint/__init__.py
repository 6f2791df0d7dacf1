"""webcarelint: says of a Dutch webcare reply what a good team lead would say, before it is sent.

from webcarelint import Draft, Linter

report = Linter.load().check(Draft(text="Helaas. ^EK", customer="Waar is mijn pakket?", channel="twitter"))
"""

from typing import TYPE_CHECKING, Any

from webcarelint.errors import HouseStyleError, InputError, PackError, PipelineError, RuleCrash, ServiceError, UserError, WebcarelintError
from webcarelint.model import Draft, Evidence, Finding, Report, Skipped

if TYPE_CHECKING:
    from webcarelint.linter import Linter

__version__ = "0.1.0"

__all__ = [
    "Draft",
    "Evidence",
    "Finding",
    "HouseStyleError",
    "InputError",
    "Linter",
    "PackError",
    "PipelineError",
    "Report",
    "RuleCrash",
    "ServiceError",
    "Skipped",
    "UserError",
    "WebcarelintError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """`Linter` is imported when it is asked for: it brings spaCy, which `--help` does not need."""
    if name == "Linter":
        from webcarelint.linter import Linter

        return Linter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
