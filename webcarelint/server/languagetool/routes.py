"""The endpoints. One handler takes every path under /v2, because clients build them in many ways."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from uuid import uuid4

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from webcarelint.errors import UserError
from webcarelint.server.languagetool import answers
from webcarelint.server.languagetool.categories import Catalogue
from webcarelint.server.languagetool.cors import cors_headers, preflight_headers
from webcarelint.server.languagetool.engine import Busy, Engine, Settings
from webcarelint.server.languagetool.errors import RequestError
from webcarelint.server.languagetool.languages import AUTO, DUTCH, Detected, detect, is_dutch, languages, name_of, normalised, warm_up
from webcarelint.server.languagetool.parameters import Check, Parameters, read_callback, read_check, read_parameters
from webcarelint.server.languagetool.selection import Selection

_LOG = logging.getLogger(__name__)
_PATHS: Final = ("/v2", "/v2/{action:path}", "//v2/{action:path}")
_REPEATED: Final = re.compile(r"^(?:/*v2(?:/+|$))*/*")
_TOO_LATE: Final = "De tijd was op; nog niet alles is nagekeken."

Answer = Callable[[Parameters], Awaitable[object]]


def router(engine: Engine, settings: Settings | None = None) -> APIRouter:
    """The LanguageTool API over an engine. Loads what recognises languages, so that no client waits for it."""
    warm_up()
    api = _Api(engine, settings or Settings())
    routes = APIRouter(tags=["languagetool"])
    for path in _PATHS:
        routes.add_api_route(path, api.handle, methods=["GET", "POST", "HEAD", "OPTIONS"], include_in_schema=False)
    return routes


class _Api:
    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._settings = settings
        self._catalogue = Catalogue(engine.rules)
        self._actions: Mapping[str, Answer] = {
            "check": self._check,
            "configinfo": self._config_info,
            "info": self._info,
            "languages": self._languages,
            "words": self._words,
            "words/add": self._add_word,
            "words/delete": self._delete_word,
        }
        self._texts: Mapping[str, Callable[[], Response]] = {"healthcheck": self._health, "maxtextlength": self._max_text_length}

    async def handle(self, request: Request) -> Response:
        """Any request under /v2. Errors leave as one line of plain text, without a word of the reply in it."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=preflight_headers(request, self._settings.origins))
        try:
            response = await self._respond(request)
        except RequestError as error:
            response = _failed(error.status, str(error))
        except UserError as error:
            response = _failed(400, str(error))
        except HTTPException as error:
            response = _failed(error.status_code, str(error.detail))
        except Busy:
            response = _failed(503, "Het is te druk; probeer het over een paar tellen opnieuw.")
        except TimeoutError:
            response = _failed(500, f"Checking took longer than {self._settings.timeout:g} seconds. {_TOO_LATE}")
        except ClientDisconnect:
            raise
        except Exception as error:
            response = _crashed(error)
        response.headers.update(cors_headers(request, self._settings.origins))
        return response

    async def _respond(self, request: Request) -> Response:
        action = _REPEATED.sub("", request.url.path).rstrip("/")
        if action in self._texts:
            return self._texts[action]()
        if action not in self._actions:
            raise RequestError(f"Unsupported action: '{action[:40]}'. Dit kan wel: {', '.join([*self._actions, *self._texts])}.", 404)
        body = await request.body() if request.method == "POST" else b""
        given = read_parameters(request.url.query.encode(), body)
        callback = read_callback(given)
        answer = await self._actions[action](given)
        media_type = "application/javascript" if callback else "application/json"
        return Response(answers.as_bytes(answer, callback), media_type=media_type)

    # ── checking ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _check(self, given: Parameters) -> answers.CheckAnswer:
        check = read_check(given, self._settings.max_text_length)
        detected = detect(check.text.plain)
        code = _code(check, detected)
        language = answers.language_answer(code, detected)
        if not is_dutch(code):
            reason = f"De taal is {name_of(code)}; webcarelint kijkt alleen Nederlands na."
            return answers.unchecked(language, reason, compact=check.compact)
        if not check.text.plain.strip():
            return answers.unchecked(language, "Er staat geen tekst.", compact=check.compact)
        return await self._examined(check, language)

    async def _examined(self, check: Check, language: answers.Language) -> answers.CheckAnswer:
        try:
            report = await self._engine.examine(check.draft, self._limits(check))
        except TimeoutError:
            if not check.allow_incomplete:
                raise
            return answers.out_of_time(language, _TOO_LATE, compact=check.compact)
        late = any(skipped.timed_out for skipped in report.skipped)
        if late and not check.allow_incomplete:
            raise TimeoutError
        whole_draft = self._engine.whole_draft
        selection = Selection(check.choice, self._catalogue, whole_draft)
        shown = answers.Shown(
            report, selection.of(report.findings), _TOO_LATE if late else "", check.choice.mode != "allButTextLevelOnly"
        )
        page = answers.CheckPage(check.text, self._catalogue, whole_draft, compact=check.compact)
        return page.answer(language, shown)

    def _limits(self, check: Check) -> dict[str, float]:
        """The limits that the client set, for rules that have one."""
        named = ((self._catalogue.named(name), value) for name, value in check.limits.items())
        return {rule.id: value for rule, value in named if rule is not None and self._limit(rule.id) is not None}

    def _limit(self, rule: str) -> float | None:
        known = self._catalogue.named(rule)
        return self._engine.limits.get(rule, answers.limit_of(known) if known else None)

    # ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _config_info(self, given: Parameters) -> answers.ConfigInfo:
        language = given.get("language", "")
        if normalised(language) is None:
            raise RequestError("De parameter 'language' ontbreekt of is geen taalcode; geef nl.")
        catalogue = self._catalogue if is_dutch(language.lower()) else Catalogue([])
        return answers.config_info(catalogue, self._engine.limits, self._engine.whole_draft, self._settings.max_text_length)

    async def _info(self, _: Parameters) -> dict[str, answers.Info]:
        return {"software": answers.info()}

    async def _languages(self, _: Parameters) -> object:
        return languages()

    async def _words(self, _: Parameters) -> dict[str, list[str]]:
        # Words that a team allows stand in its house style, where everybody has the same ones.
        return {"words": []}

    async def _add_word(self, _: Parameters) -> dict[str, bool]:
        return {"added": False}

    async def _delete_word(self, _: Parameters) -> dict[str, bool]:
        return {"deleted": False}

    def _health(self) -> Response:
        return PlainTextResponse("OK") if self._engine.ready else _failed(503, "Het is te druk; probeer het over een paar tellen opnieuw.")

    def _max_text_length(self) -> Response:
        return PlainTextResponse(str(self._settings.max_text_length))


def _code(check: Check, detected: Detected) -> str:
    """The language to check by: the one that the client named, or else the one that the text is in."""
    if check.language != AUTO:
        return check.language
    if detected.code != DUTCH:
        return detected.code
    preferred = map(normalised, check.preferred_variants)
    return next((variant for variant in preferred if variant and is_dutch(variant)), DUTCH)


def _failed(status: int, sentence: str) -> Response:
    return PlainTextResponse(f"Error: {sentence}", status_code=status)


def _crashed(error: Exception) -> Response:
    """Our own fault. The log names where, never the text; the id brings the two together."""
    number = uuid4().hex[:12]
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "?"
    _LOG.error("fout %s: %s op %s", number, type(error).__name__, where)
    return _failed(500, f"Er ging iets mis in webcarelint; het staat in het logboek onder nummer {number}.")
