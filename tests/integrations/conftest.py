from collections.abc import Callable

import pytest

from webcarelint.house_style import HouseStyle
from webcarelint.integrations.gatekeeper import Gatekeeper
from webcarelint.linter import Linter

GOOD = "Wat fijn om te horen, Sanne! Groetjes, de digitale assistent"
POOR = "Helaas kan ik u niet helpen. Je hoort zo snel mogelijk van ons. Klik hier."
SECRET = "Je BSN is 111222333, klopt dat? ^EK"
SIGNED = "Dank je wel, Sanne! ^EK"
SHOUT = "Wat fijn om te horen, Sanne!!! Groetjes, de digitale assistent"


@pytest.fixture
def gate(linter_of: Callable[[HouseStyle], Linter]) -> Gatekeeper:
    return Gatekeeper(linter_of(HouseStyle(on_error="hold")))


@pytest.fixture
def lenient(linter_of: Callable[[HouseStyle], Linter]) -> Gatekeeper:
    return Gatekeeper(linter_of(HouseStyle(on_error="allow")))
