"""The LanguageTool HTTP API (v2), so that every LanguageTool client checks webcare replies unchanged.

LanguageTool counts UTF-16 code units, answers errors as plain text that starts with `Error: `, and calls a rule
`EXCUUS_SCHIJNEXCUUS`; inside webcarelint none of that exists.
"""

from webcarelint.server.languagetool.by_service import ServiceEngine
from webcarelint.server.languagetool.doorstep import Doorstep, is_languagetool
from webcarelint.server.languagetool.engine import Busy, Engine, Settings
from webcarelint.server.languagetool.errors import error_text
from webcarelint.server.languagetool.routes import router

__all__ = ["Busy", "Doorstep", "Engine", "ServiceEngine", "Settings", "error_text", "is_languagetool", "router"]
