"""The words of a finding: what was found filled in, and je or u as the reply itself says it."""

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

from webcarelint.reading import Reading

Form = Literal["je", "u"]

_FORMS: Final = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def in_form(wording: str, form: Form = "je") -> str:
    """The wording with every `{je|u}` decided: what stands before the bar for je, what stands after it for u."""
    return _FORMS.sub(lambda both: both[1 if form == "je" else 2], wording)


def filled(wording: str, fields: Mapping[str, str], form: Form = "je") -> str:
    """The wording in this form, with its fields; a field that is not there is empty."""
    return in_form(wording, form).format_map(_Fields(fields))


def form_of(reading: Reading, register: str) -> Form:
    """How a suggestion addresses the customer: as the reply does; when it does not say, as the house style or the customer does."""
    je, u = (len(reading.spans(name)) for name in ("je-vorm", "u-vorm"))
    if je != u:
        return "je" if je > u else "u"
    if register in ("je", "u"):
        return "u" if register == "u" else "je"
    return "u" if reading.has("klant.u-vorm") and not reading.has("klant.je-vorm") else "je"


class _Fields(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
