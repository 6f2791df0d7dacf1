"""The routes. Each parses, asks the service and answers; bytes of reports come from the workers as they are."""

from collections.abc import Mapping
from functools import partial
from time import perf_counter
from typing import Annotated, Any, Final

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.openapi.utils import get_openapi
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from webcarelint import __version__
from webcarelint.errors import InputError
from webcarelint.gate.contract import LONGEST_TEXT, GateAnswer, GateRequest, json_schema
from webcarelint.server import languagetool
from webcarelint.server.bodies import BatchBody, CheckBody, parse
from webcarelint.server.layers import Answer, Body, Errors, Express, Guard, Journal
from webcarelint.server.metrics import CONTENT_TYPE, Metrics
from webcarelint.server.problems import Problem
from webcarelint.server.service import Service

_ABOUT: Final = "Kijkt Nederlandse webcare-antwoorden na voordat ze de deur uit gaan. Offsets zijn codepunten; tijden zijn milliseconden."
_REF: Final = "#/components/schemas/{model}"
_ANY_PAGE: Final = ("*",)
"""LanguageTool programs in web pages come from anywhere; a service that names its pages lets only those in."""
Profile = Annotated[str | None, Query(description="Een profiel uit de huisstijl.", max_length=200)]


def build_app(service: Service) -> FastAPI:
    """The application of one service, which whoever calls opens and closes."""
    app = FastAPIOffline(title="webcarelint", version=__version__, description=_ABOUT, redoc_url=None)
    metrics = Metrics(service.pool)
    awaited = _awaited(service, metrics)
    app.include_router(_checks(service, awaited))
    app.include_router(_knowledge(service))
    app.include_router(_state(service, metrics))
    app.include_router(languagetool.router(languagetool.ServiceEngine(service), _languagetool_settings(service)))
    app.openapi = partial(_openapi, app)  # type: ignore[method-assign]
    app.add_exception_handler(HTTPException, _http_problem)
    app.add_middleware(Express, answers=awaited)
    app.add_middleware(Guard, service=service)
    app.add_middleware(Body, service=service)
    app.add_middleware(Errors, service=service)
    if service.settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=service.settings.cors,
            allow_methods=["GET", "POST"],
            allow_headers=["authorization", "content-type"],
        )
    app.add_middleware(languagetool.Doorstep, origins=service.settings.cors or _ANY_PAGE)
    app.add_middleware(Journal, service=service, metrics=metrics)
    return app


def _languagetool_settings(service: Service) -> languagetool.Settings:
    return languagetool.Settings(max_text_length=LONGEST_TEXT, timeout=service.settings.timeout)


async def _http_problem(request: Request, error: Exception) -> Response:
    """What the framework itself refuses, said as we say things."""
    assert isinstance(error, HTTPException)
    sentence = {
        404: "Dit adres bestaat niet. Wat er is, staat op /docs.",
        405: "Zo mag je dit adres niet aanroepen. Hoe wel, staat op /docs.",
    }
    problem = Problem(
        error.status_code, "not_found" if error.status_code == 404 else "invalid_request", sentence.get(error.status_code, "")
    )
    problem.headers.update(error.headers or {})
    return problem.response(request.url.path)


def _json_body(model: type[BaseModel]) -> dict[str, Any]:
    """A body for the documentation; the route reads it itself, because that is faster and says better what is wrong."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}}}


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The documentation that the framework makes, with the bodies that the routes read themselves."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        _, bodies = models_json_schema([(model, "validation") for model in (CheckBody, BatchBody, GateRequest)], ref_template=_REF)
        made.setdefault("components", {}).setdefault("schemas", {}).update(bodies["$defs"])
        app.openapi_schema = made
    return app.openapi_schema


def _awaited(service: Service, metrics: Metrics) -> dict[str, Answer]:
    """What somebody waits for with a finger on the button: of each path the answer to a body, as one line of JSON."""

    async def check(raw: bytes) -> str:
        body = parse(raw, CheckBody)
        return await service.check_line(body.draft(), body.profile)

    async def gate(raw: bytes) -> str:
        decided = await service.decide(parse(raw, GateRequest), perf_counter())
        metrics.judged(decided.verdict)
        return decided.line

    return {"/v1/check": check, "/v1/gate": gate}


def _checks(service: Service, awaited: Mapping[str, Answer]) -> APIRouter:
    router = APIRouter(tags=["nakijken"])

    @router.post("/v1/check", openapi_extra=_json_body(CheckBody))
    async def check(request: Request) -> Response:
        """Eén antwoord nakijken. Geeft een verslag, als één regel JSON."""
        return Response(await awaited["/v1/check"](await request.body()), media_type="application/json")

    @router.post("/v1/check/batch", openapi_extra=_json_body(BatchBody))
    async def check_batch(request: Request) -> Response:
        """Veel antwoorden in één keer. Geeft de verslagen in dezelfde volgorde."""
        body = parse(await request.body(), BatchBody)
        lines = await service.check_lines([draft.draft() for draft in body.drafts], body.profile)
        return Response(f'{{"schema":1,"reports":[{",".join(lines)}]}}', media_type="application/json")

    @router.post("/v1/gate", openapi_extra=_json_body(GateRequest), responses={200: {"model": GateAnswer}})
    async def gate(request: Request) -> Response:
        """De poort voor het verzenden: mag dit antwoord weg?"""
        return Response(await awaited["/v1/gate"](await request.body()), media_type="application/json")

    return router


def _knowledge(service: Service) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["regels"])

    @router.get("/rules")
    async def rules(profile: Profile = None) -> Response:
        """Elke regel, zoals de huisstijl haar heeft ingesteld."""
        return JSONResponse({"schema": 1, "rules": await service.rules(profile)})

    @router.get("/rules/{name:path}")
    async def rule(name: str, profile: Profile = None) -> Response:
        """Eén regel, met wat zij zegt en haar voorbeelden."""
        try:
            return JSONResponse({"schema": 1, "rule": await service.rule(name, profile)})
        except InputError:
            raise Problem(404, "not_found", "Deze regel bestaat niet. Welke er zijn, staat op /v1/rules.") from None

    @router.get("/schema")
    async def schema() -> Response:
        """Het contract van de poort, als JSON Schema."""
        return JSONResponse(json_schema(), media_type="application/schema+json")

    return router


def _state(service: Service, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["toestand"])

    @router.get("/healthz")
    async def healthz() -> Response:
        """De dienst leeft."""
        return JSONResponse({"status": "ok", "version": __version__})

    @router.get("/readyz")
    async def readyz() -> Response:
        """De dienst kan antwoorden nakijken."""
        ready = service.pool.ready
        able = ready > 0 and not service.draining
        return JSONResponse({"status": "ok" if able else "niet klaar", "workers": ready}, 200 if able else 503)

    @router.get("/metrics")
    async def figures() -> Response:
        """Cijfers voor Prometheus."""
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    return router
