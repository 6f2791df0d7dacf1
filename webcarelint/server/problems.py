"""What an answer says when it is no report: a status, a code for programs and one Dutch sentence for people."""

import json
from collections.abc import Mapping

from starlette.responses import PlainTextResponse, Response

from webcarelint.errors import HouseStyleError, UserError
from webcarelint.server.languagetool import error_text, is_languagetool


class Problem(Exception):
    """An answer that is no report. `code` is for programs, `sentence` for people; `error_id` finds it back in the log."""

    def __init__(
        self, status: int, code: str, sentence: str, headers: Mapping[str, str] | None = None, error_id: str | None = None
    ) -> None:
        self.status = status
        self.code = code
        self.sentence = sentence
        self.headers = dict(headers or {})
        self.error_id = error_id
        super().__init__(sentence)

    @classmethod
    def of(cls, error: UserError) -> "Problem":
        """The caller's mistake, as a sentence without the paths of this machine."""
        return cls(400, "house_style" if isinstance(error, HouseStyleError) else "invalid_request", error.sentence)

    def response(self, path: str, extra: Mapping[str, object] | None = None) -> Response:
        """The answer to a request of this path: JSON, or plain text for programs that speak LanguageTool's language.

        Those know 403 for a missing token, and 401 not at all.
        """
        if is_languagetool(path):
            return PlainTextResponse(error_text(self.sentence), 403 if self.status == 401 else self.status, self.headers)
        return Response(self.body(extra), self.status, self.headers, "application/json")

    def body(self, extra: Mapping[str, object] | None = None) -> bytes:
        error: dict[str, object] = {"code": self.code, "message": self.sentence}
        if self.error_id is not None:
            error["id"] = self.error_id
        return json.dumps({"schema": 1, "error": error, **(extra or {})}, ensure_ascii=False).encode()
