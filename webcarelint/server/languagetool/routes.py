"""The endpoints."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from webcarelint.server.languagetool import answers
from webcarelint.server.languagetool.categories import Catalogue
from webcarelint.server.languagetool.doorstep import BASE
from webcarelint.server.languagetool.engine import Busy, Engine, Settings
from webcarelint.server.languagetool.errors import RequestError, error_text
from webcarelint.server.languagetool.languages import AUTO, DUTCH, Detected, detect, is_dutch, languages, name_of, normalised, warm_up
from webcarelint.server.languagetool.parameters import Check, Parameters, read_callback, read_check, read_parameters
from webcarelint.server.languagetool.selection import Selection
from webcarelint.server.rule_book import RuleBook

_TOO_LATE: Final = "De tijd was op voordat alles was nagekeken."
_TOO_BUSY: Final = "Het is te druk; probeer het over een paar tellen opnieuw."


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parameters of a request, and the address under which the API was called."""

    given: Parameters
    home: str


Answer = Callable[[_Asked], Awaitable[object]]
Endpoint = Callable[[Request], Awaitable[Response]]


def router(engine: Engine, settings: Settings | None = None) -> APIRouter:
    """The LanguageTool API over an engine, to stand behind a Doorstep.

    Loads what recognises languages, so that no client waits for it. What goes wrong inside the engine is left to the app around it.
    """
    warm_up()
    return _Api(engine, settings or Settings()).routes()


class _Api:
    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._settings = settings
        self._actions: Mapping[str, Answer] = {
            "check": self._check,
            "configinfo": self._config_info,
            "info": self._info,
            "languages": self._languages,
            "words": self._words,
            "words/add": self._add_word,
            "words/delete": self._delete_word,
        }
        self._texts: Mapping[str, Endpoint] = {"healthcheck": self._health, "maxtextlength": self._max_text_length}

    def routes(self) -> APIRouter:
        made = APIRouter()
        methods = ["GET", "HEAD", "POST"]
        for action, answer in self._actions.items():
            made.add_api_route(f"{BASE}/{action}", self._endpoint(answer), methods=methods, include_in_schema=False)
            made.add_api_route(f"/{action}", _no_base, methods=methods, include_in_schema=False)
        for action, endpoint in self._texts.items():
            made.add_api_route(f"{BASE}/{action}", endpoint, methods=methods, include_in_schema=False)
        made.add_api_route(f"{BASE}/{answers.EXPLAIN}/{{rule:path}}", self._explain, methods=methods, include_in_schema=False)
        for path in (BASE, f"{BASE}/{{action:path}}"):
            made.add_api_route(path, self._unknown, methods=methods, include_in_schema=False)
        made.add_api_route("/", _no_base, methods=methods, include_in_schema=False)
        return made

    def _endpoint(self, answer: Answer) -> Endpoint:
        """An answer as JSON, or as a call of the client's function; an error as one line of plain text, without a word of the reply."""

        async def respond(request: Request) -> Response:
            try:
                body = await request.body() if request.method == "POST" else b""
                given = read_parameters(request.url.query.encode(), body)
                callback = read_callback(given)
                home = f"{str(request.base_url).rstrip('/')}{BASE}"
                content = answers.as_bytes(await answer(_Asked(given, home)), callback)
                return Response(content, media_type="application/javascript" if callback else "application/json")
            except RequestError as error:
                return _failed(error.status, error.sentence)
            except Busy:
                return _failed(503, _TOO_BUSY)
            except TimeoutError:
                return _failed(500, f"Checking took longer than {self._settings.timeout:g} seconds. {_TOO_LATE}")

        return respond

    # ── checking ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _check(self, asked: _Asked) -> answers.CheckAnswer:
        check = read_check(asked.given, self._settings.max_text_length)
        detected = detect(check.text.plain)
        code = _code(check, detected)
        language = answers.language_answer(code, detected)
        if not is_dutch(code):
            reason = f"De taal is {name_of(code)}; webcarelint kijkt alleen Nederlands na."
            return answers.unchecked(language, reason, compact=check.compact)
        if not check.text.plain.strip():
            return answers.unchecked(language, "Er staat geen tekst.", compact=check.compact)
        return await self._examined(check, language, asked.home)

    async def _examined(self, check: Check, language: answers.Language, home: str) -> answers.CheckAnswer:
        catalogue = self._catalogue
        try:
            report = await self._engine.examine(check.draft, _limits(check, catalogue))
        except TimeoutError:
            if not check.allow_incomplete:
                raise
            return answers.out_of_time(language, _TOO_LATE, compact=check.compact)
        late = any(skipped.timed_out for skipped in report.skipped)
        if late and not check.allow_incomplete:
            raise TimeoutError
        findings = Selection(check.choice, catalogue).of(report.findings)
        shown = answers.Shown(report, findings, _TOO_LATE if late else "", whole=check.choice.mode != "allButTextLevelOnly")
        return answers.CheckPage(check.text, catalogue, home, compact=check.compact).answer(language, shown)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._engine.rule_book)

    # ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _config_info(self, asked: _Asked) -> answers.ConfigInfo:
        language = normalised(asked.given.get("language", ""))
        if language is None:
            raise RequestError("De parameter 'language' ontbreekt of is geen taalcode; geef nl.")
        catalogue = self._catalogue if is_dutch(language) else Catalogue(RuleBook((), {}, frozenset()))
        return answers.config_info(catalogue, self._settings.max_text_length)

    async def _info(self, _: _Asked) -> dict[str, answers.Info]:
        return {"software": answers.info()}

    async def _languages(self, _: _Asked) -> object:
        return languages()

    async def _words(self, _: _Asked) -> dict[str, list[str]]:
        # Words that a team allows stand in its house style, where everybody has the same ones.
        return {"words": []}

    async def _add_word(self, _: _Asked) -> dict[str, bool]:
        return {"added": False}

    async def _delete_word(self, _: _Asked) -> dict[str, bool]:
        return {"deleted": False}

    async def _health(self, _: Request) -> Response:
        return PlainTextResponse("OK") if self._engine.ready else _failed(503, _TOO_BUSY)

    async def _max_text_length(self, _: Request) -> Response:
        return PlainTextResponse(str(self._settings.max_text_length))

    async def _explain(self, request: Request) -> Response:
        rule = self._catalogue.named(request.path_params["rule"])
        return PlainTextResponse(answers.explanation(rule)) if rule else _failed(404, "Deze regel is er niet, of staat uit.")

    async def _unknown(self, request: Request) -> Response:
        action = request.path_params.get("action", "")[:40]
        return _failed(404, f"Unsupported action: '{action}'. Dit kan wel: {', '.join([*self._actions, *self._texts])}.")


async def _no_base(_: Request) -> Response:
    return _failed(400, f"Hier is niets. Een LanguageTool-programma wil een adres dat op {BASE} eindigt; wat er verder is, staat op /docs.")


def _code(check: Check, detected: Detected) -> str:
    """The language to check by: the one that the client named, or else the one that the text is in."""
    if check.language != AUTO:
        return check.language
    if detected.code != DUTCH:
        return detected.code
    preferred = map(normalised, check.preferred_variants)
    return next((variant for variant in preferred if variant and is_dutch(variant)), DUTCH)


def _limits(check: Check, catalogue: Catalogue) -> dict[str, float]:
    """The limits that the client set, for rules that have one."""
    named = ((catalogue.named(name), value) for name, value in check.limits.items())
    return {rule.id: value for rule, value in named if rule is not None and catalogue.limit_of(rule) is not None}


def _failed(status: int, sentence: str) -> Response:
    return PlainTextResponse(error_text(sentence), status_code=status)
