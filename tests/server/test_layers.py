"""The door of a service: tokens, rate, other websites, and what is said when something breaks."""

import asyncio
import logging
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server.conftest import Running, running
from tests.server.workers import work
from webcarelint.errors import RuleCrash
from webcarelint.server.app import build_app
from webcarelint.server.jobs import Crashed, Done, Job, ReadRuleBook, Recipe
from webcarelint.server.layers import Express
from webcarelint.server.pool import Pool
from webcarelint.server.rule_book import RuleBook
from webcarelint.server.service import Service
from webcarelint.server.settings import Settings

TOKENS = ("een-heel-lang-geheim-woord", "nog-een-heel-lang-woord")
BODY = {"text": "Hoi Jan, morgen heb je je pakket. ^EK"}
SITE = "https://helpdesk.voorbeeld.nl"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service that wants a token, ten times a minute each, and that one website may call."""
    folder = tmp_path_factory.mktemp("wacht")
    tokens = folder / "tokens"
    tokens.write_text(f"# van het team\n{TOKENS[0]}  # helpdesk\n\n{TOKENS[1]}\n", encoding="utf-8")
    with running(folder, "--token-file", str(tokens), "--rate", "10", "--cors", SITE, "--max-body", "2000", "--no-access-log") as one:
        yield one


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


WITHOUT_A_TOKEN: list[Any] = [{}, bearer("verkeerd"), {"authorization": TOKENS[0]}, {"authorization": f"Basic {TOKENS[0]}"}]


@pytest.mark.parametrize("headers", WITHOUT_A_TOKEN)
@pytest.mark.parametrize("path", ["/v1/rules", "/metrics", "/v1/schema", "/nergens"])
def test_without_a_token_nobody_gets_in(guarded: Running, headers: Any, path: str) -> None:
    answer = guarded.client().get(path, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("headers", WITHOUT_A_TOKEN)
@pytest.mark.parametrize("path", ["/v2/check", "/v2/nergens", "/v2"])
def test_without_a_token_a_languagetool_program_is_told_so_in_its_own_language(guarded: Running, headers: Any, path: str) -> None:
    answer = guarded.client().get(path, headers=headers)
    assert (answer.status_code, answer.text[:7]) == (403, "Error: ")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json", "/static-offline-docs/swagger-ui.css"])
def test_what_anybody_may_see(guarded: Running, path: str) -> None:
    assert guarded.client().get(path).status_code == 200


def test_each_token_has_a_rate_of_its_own(guarded: Running) -> None:
    with guarded.client() as client:
        statuses = [client.post("/v1/gate", json=BODY, headers=bearer(TOKENS[0])).status_code for _ in range(14)]
        late = client.post("/v1/gate", json=BODY, headers=bearer(TOKENS[0]))
        other = client.post("/v1/gate", json=BODY, headers=bearer(TOKENS[1]))
    assert set(statuses) == {200, 429}
    assert statuses[:10] == [200] * 10
    assert (late.status_code, late.json()["error"]["code"]) == (429, "rate_limited")
    assert 1 <= int(late.headers["retry-after"]) <= 7
    assert other.status_code == 200


def test_whoever_cannot_send_headers_may_give_the_token_as_a_key(guarded: Running) -> None:
    with guarded.client() as client:
        assert client.get("/v2/bestaat-niet", params={"apiKey": TOKENS[1]}).status_code == 404
        assert client.post("/v2/bestaat-niet", data={"apiKey": TOKENS[1], "text": "Hoi"}).status_code == 404
        assert client.post("/v2/bestaat-niet", data={"apiKey": "fout", "text": "Hoi"}).status_code == 403
        assert client.post("/v1/check", data={"apiKey": TOKENS[1]}).status_code == 401


def test_the_socket_needs_no_token_and_knows_no_rate(guarded: Running) -> None:
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(guarded.socket)), base_url="http://x") as local:
        assert {local.post("/v1/gate", json=BODY).status_code for _ in range(15)} == {200}


def test_one_website_may_call_and_another_may_not(guarded: Running) -> None:
    asks = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}
    with guarded.client() as client:
        allowed = client.options("/v1/gate", headers={"origin": SITE, **asks})
        refused = client.options("/v1/gate", headers={"origin": "https://elders.nl", **asks})
        without_token = client.post("/v1/gate", json=BODY, headers={"origin": SITE})
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, SITE)
    assert (refused.status_code, refused.headers.get("access-control-allow-origin")) == (400, None)
    assert (without_token.status_code, without_token.headers["access-control-allow-origin"]) == (401, SITE)


def test_a_body_beyond_the_limit_is_refused(guarded: Running) -> None:
    answer = guarded.client().post("/v1/gate", json={"text": "x" * 2000}, headers=bearer(TOKENS[1]))
    assert answer.status_code == 413
    assert "hooguit 2000 bytes" in answer.json()["error"]["message"]


def test_a_log_without_requests_has_none_and_never_a_token(guarded: Running) -> None:
    assert "GET" not in guarded.written()
    assert TOKENS[0] not in guarded.written()


# ── what is said when something breaks ───────────────────────────────────────


NO_RULES = RuleBook((), {}, frozenset())
CRASHED = Crashed("RuleCrash(excuus/schijnexcuus): KeyError", ("judge.py:12 judge",))


def crashing(connection: Connection, _: Recipe) -> None:
    """A worker that loads and tells its rules, and whose every other job fails by our fault."""
    work(connection, lambda job: Done(NO_RULES) if isinstance(job, ReadRuleBook) else CRASHED)


def echo(connection: Connection, _: Recipe) -> None:
    """A worker that loads and tells its rules, and gives back the texts that it was asked to check."""
    work(connection, lambda job: Done(NO_RULES if isinstance(job, ReadRuleBook) else [draft.text for draft in job.drafts]))


def slow(connection: Connection, _: Recipe) -> None:
    """A worker that tells its rules at once, and takes a second for every other job."""

    def do(job: Job) -> Done:
        if isinstance(job, ReadRuleBook):
            return Done(NO_RULES)
        time.sleep(1)
        return Done(["{}"])

    work(connection, do)


async def _ask(service: Service, path: str, body: Any, times: int = 1) -> list[httpx.Response]:
    """The answers to this request, sent so many times at once."""
    app = build_app(service)
    await service.open()
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
            return await asyncio.gather(*(client.post(path, json=body) for _ in range(times)))
    finally:
        await service.close()


def test_the_route_answers_what_the_way_past_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(body: dict[str, str]) -> tuple[int, bytes, str]:
        service = Service(Settings())
        service.pool = Pool(Recipe(), 1, 4, echo)
        (answer,) = asyncio.run(_ask(service, "/v1/check", body))
        return answer.status_code, answer.content, answer.headers["content-type"]

    bodies = [{"text": "Hoi"}, {"text": ""}, {"tekst": "Hoi"}]
    past = [asked(body) for body in bodies]
    assert [status for status, *_ in past] == [200, 400, 400]
    monkeypatch.setattr(Express, "__call__", lambda self, *call: self._app(*call))
    assert [asked(body) for body in bodies] == past


@pytest.mark.parametrize(("on_error", "extra"), [("hold", {"on_error": "hold"}), (None, {})])
def test_our_own_fault_has_an_id_that_is_in_the_log_and_no_text(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, on_error: str | None, extra: dict[str, str]
) -> None:
    style = tmp_path / "webcarelint.toml"
    style.write_text(f'[house_style]\non_error = "{on_error}"\n' if on_error else "[house_style]\n", encoding="utf-8")
    service = Service(Settings(config=style))
    service.pool = Pool(Recipe(), 1, 4, crashing)
    (answer,) = asyncio.run(_ask(service, "/v1/gate", {"text": "Geheimpje"}))
    assert answer.status_code == 500
    body = answer.json()
    assert body["error"]["code"] == "internal"
    assert {key: value for key, value in body.items() if key not in ("schema", "error")} == extra
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert body["error"]["id"] in line
    assert "RuleCrash(excuus/schijnexcuus): KeyError [judge.py:12 judge]" in line
    assert "Geheimpje" not in answer.text + caplog.text


def test_a_fault_in_the_front_itself_is_answered_too(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    service = Service(Settings())
    service.pool = Pool(Recipe(), 1, 4, crashing)

    async def fail(*_: object) -> object:
        raise ValueError("Geheimpje")

    monkeypatch.setattr(service, "check_line", fail)
    (answer,) = asyncio.run(_ask(service, "/v1/check", {"text": "Geheimpje"}))
    assert answer.status_code == 500
    assert "ValueError" in caplog.text
    assert "test_layers.py" in caplog.text
    assert "Geheimpje" not in answer.text + caplog.text


def test_when_too_many_wait_new_ones_are_turned_away() -> None:
    service = Service(Settings(queue=1))
    service.pool = Pool(Recipe(), 1, 1, slow)
    answers = asyncio.run(_ask(service, "/v1/check", {"text": "Hoi"}, times=3))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 503]
    (away,) = (answer for answer in answers if answer.status_code == 503)
    assert (away.json()["error"]["code"], away.headers["retry-after"]) == ("overloaded", "1")


def test_a_crash_tells_where_and_never_what() -> None:
    try:
        try:
            raise KeyError("Geheimpje")
        except KeyError as cause:
            raise RuleCrash("proef/kaas", "a1") from cause
    except RuleCrash as error:
        crashed = Crashed.of(error)
    assert crashed.kind == "RuleCrash(proef/kaas): KeyError"
    assert len(crashed.frames) == 1
    assert "test_a_crash_tells_where" in crashed.frames[0]
    assert "Geheimpje" not in repr(crashed)
