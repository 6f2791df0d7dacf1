"""The server as a process, over both transports, and everything that must be said before it starts."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from tests.cli.conftest import ROOT
from webcarelint.errors import InputError
from webcarelint.linter import Linter
from webcarelint.mcp.run import run_mcp

MAIN = "from webcarelint.cli import main; main()"
TEXT = "Helaas, dat lukt niet!!! ^EK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(monkeypatch: pytest.MonkeyPatch, port: int, host: str = "127.0.0.1", token_file: Path | None = None) -> Iterator[None]:
    """The HTTP server on a thread of this process."""
    servers: list[uvicorn.Server] = []

    class Noted(uvicorn.Server):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            servers.append(self)

    monkeypatch.setattr(uvicorn, "Server", Noted)
    thread = threading.Thread(target=run_mcp, args=("http", host, port, token_file, None, None, None), daemon=True)
    thread.start()
    while not (servers and servers[0].started):
        assert thread.is_alive()
        thread.join(0.02)
    yield
    servers[0].should_exit = True
    thread.join(60)
    assert not thread.is_alive()


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_over_standard_input_and_output(mode: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = StdioServerParameters(command=sys.executable, args=["-c", MAIN, "mcp"], env=environment, cwd=tmp_path)

    async def conversation() -> tuple[str, float]:
        async with Client(server, mode=mode) as client:
            answer = await client.call_tool("check_reply", {"text": TEXT})
            return client.protocol_version, answer.structured_content["score"]

    version, score = asyncio.run(conversation())
    assert version == {"legacy": "2025-11-25", "auto": "2026-07-28"}[mode]
    assert 0 < score < 100


def test_standard_output_holds_nothing_but_the_protocol(tmp_path: Path) -> None:
    """Every byte that is not JSON-RPC breaks a client; and when the client hangs up the server goes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    hello = (
        b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},'
        b'"clientInfo":{"name":"proef","version":"1"}}}\n'
    )
    done = subprocess.run([sys.executable, "-c", MAIN, "mcp"], input=hello, capture_output=True, env=environment, cwd=tmp_path, check=True)
    (line,) = done.stdout.splitlines()
    assert b'"protocolVersion":"2025-06-18"' in line
    assert done.stderr == b""


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_over_http(mode: str, quick_pipeline: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick_pipeline
    port = free_port()

    async def conversation() -> float:
        async with Client(f"http://127.0.0.1:{port}/mcp", mode=mode) as client:
            answer = await client.call_tool("check_reply", {"text": TEXT})
            return float(answer.structured_content["score"])

    with running(monkeypatch, port):
        assert 0 < asyncio.run(conversation()) < 100


def test_another_site_in_the_browser_gets_nothing(quick_pipeline: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick_pipeline
    port = free_port()
    with running(monkeypatch, port):
        headers = {"Origin": "https://elders.example", "Accept": "application/json, text/event-stream"}
        answer = httpx.post(f"http://127.0.0.1:{port}/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"}, headers=headers)
    assert answer.status_code == 403


def test_with_a_token_only_who_knows_it_gets_in(quick_pipeline: Linter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert quick_pipeline
    port = free_port()
    secret = tmp_path / "token.txt"
    secret.write_text("een-lang-genoeg-geheim\n")
    ping = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "proef", "version": "1"}}}  # fmt: skip
    accept = {"Accept": "application/json, text/event-stream"}
    with running(monkeypatch, port, "0.0.0.0", secret):
        url = f"http://127.0.0.1:{port}/mcp"
        refused = [
            httpx.post(url, json=ping, headers=accept),
            httpx.post(url, json=ping, headers={**accept, "Authorization": "Bearer mis"}),
        ]
        welcome = httpx.post(url, json=ping, headers={**accept, "Authorization": "Bearer een-lang-genoeg-geheim"})
    assert [answer.status_code for answer in refused] == [401, 401]
    assert "Bearer" in refused[0].text
    assert welcome.status_code == 200
    assert welcome.json()["result"]["serverInfo"]["name"] == "webcarelint"


def start(host: str = "127.0.0.1", port: int = 8788, token_file: Path | None = None) -> None:
    run_mcp("http", host, port, token_file, None, None, None)


def test_another_address_needs_a_token() -> None:
    with pytest.raises(InputError, match="--token-file"):
        start(host="0.0.0.0")


def test_a_short_or_missing_token_file_is_said(tmp_path: Path) -> None:
    short = tmp_path / "token.txt"
    short.write_text("kort\n")
    with pytest.raises(InputError, match="korter dan 16"):
        start(token_file=short)
    with pytest.raises(InputError, match="niet te lezen"):
        start(token_file=tmp_path / "weg.txt")


def test_a_port_in_use_is_said(quick_pipeline: Linter) -> None:
    assert quick_pipeline
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError, match="--port"):
        start(port=taken.getsockname()[1])


def test_the_missing_extra_is_said_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webcarelint.mcp.run.find_spec", lambda _name: None)
    with pytest.raises(InputError, match=r"pip install 'webcarelint\[mcp\]'"):
        start()
