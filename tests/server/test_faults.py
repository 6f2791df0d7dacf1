"""What goes wrong around a service, and what it then does. Each test has a service of its own, or leaves the shared one whole."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from tests.server.conftest import KEEPS_BUSY, STARTING, Running, command, environment, eventually, house, running

pytestmark = pytest.mark.slow

GOOD = {"text": "Hoi Jan, morgen heb je je pakket. ^EK"}


def _raw(service: Running) -> socket.socket:
    return socket.create_connection(("127.0.0.1", service.port), timeout=STARTING)


def _head(length: int, path: str = "/v1/gate", *more: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: x", "Content-Type: application/json", f"Content-Length: {length}", *more, "", ""]
    return "\r\n".join(lines).encode()


def _until_closed(connection: socket.socket) -> bytes:
    pieces = []
    while piece := connection.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces)


# ── clients that misbehave ───────────────────────────────────────────────────


def test_a_client_that_hangs_up_halfway_harms_nobody(service: Running, client: httpx.Client) -> None:
    with _raw(service) as connection:
        connection.sendall(_head(1000) + b'{"text": "Hoi')
    assert eventually(lambda: "POST onbekend 499" in service.written())
    assert client.post("/v1/gate", json=GOOD).status_code == 200
    assert "fout" not in service.written()


def test_a_client_that_does_not_wait_for_its_answer_harms_nobody(service: Running, client: httpx.Client) -> None:
    body = json.dumps({"text": KEEPS_BUSY}).encode()
    for _ in range(4):
        with _raw(service) as connection:
            connection.sendall(_head(len(body)) + body)
    assert client.post("/v1/gate", json=GOOD).status_code == 200
    assert "fout" not in service.written()


def test_half_a_body_that_claims_to_be_whole_is_a_bad_request(service: Running) -> None:
    body = b'{"text": "Hoi'
    with _raw(service) as connection:
        connection.sendall(_head(len(body), "/v1/gate", "Connection: close") + body)
        answer = _until_closed(connection)
    assert answer.startswith(b"HTTP/1.1 400")
    assert "geen geldige JSON" in answer.decode()


def test_what_is_no_http_is_refused(service: Running, client: httpx.Client) -> None:
    with _raw(service) as connection:
        connection.sendall(b"Beste klant, \x00\xff\r\n\r\n")
        assert _until_closed(connection).startswith(b"HTTP/1.1 400")
    assert client.get("/healthz").status_code == 200


def test_a_body_of_50_mb_is_too_large_and_the_client_gets_to_know(client: httpx.Client) -> None:
    huge = json.dumps({"text": "x" * 50_000_000}).encode()
    answer = client.post("/v1/gate", content=huge)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    chunked = client.post("/v1/gate", content=iter([huge[i : i + 1_000_000] for i in range(0, len(huge), 1_000_000)]))
    assert chunked.status_code == 413
    assert client.post("/v1/gate", json=GOOD).status_code == 200


def test_a_client_that_asks_first_need_not_send_what_is_too_large(service: Running) -> None:
    with _raw(service) as connection:
        connection.sendall(_head(50_000_000, "/v1/gate", "Expect: 100-continue"))
        assert _until_closed(connection).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("text", ["😀" * 10_000, "👩‍👩‍👧‍👦" * 2000, "hoi " * 12_000])
def test_texts_that_are_mostly_emoji_or_very_long_are_checked(client: httpx.Client, text: str) -> None:
    answer = client.post("/v1/gate", json={"text": text})
    assert answer.status_code == 200
    assert all(text[finding["start"] : finding["end"]] == finding["match"] for finding in answer.json()["findings"])


# ── workers that stop or hang ────────────────────────────────────────────────


def test_a_worker_that_is_killed_under_load_comes_back_while_the_other_answers(service: Running) -> None:
    before = service.metric("webcarelint_worker_restarts")
    stop = threading.Event()

    def load() -> list[int]:
        statuses = []
        with service.client() as one:
            while not stop.is_set():
                statuses.append(one.post("/v1/gate", json=GOOD).status_code)
        return statuses

    with ThreadPoolExecutor(4) as threads:
        loads = [threads.submit(load) for _ in range(4)]
        try:
            killed = service.workers()[0]
            killed.kill()
            assert eventually(lambda: service.metric("webcarelint_worker_restarts") == before + 1)
            assert eventually(lambda: service.metric("webcarelint_workers_ready") == 2)
        finally:
            stop.set()
        statuses = [status for one in loads for status in one.result()]
    assert set(statuses) == {200}
    assert eventually(lambda: killed.pid not in psutil.pids())


def test_every_worker_killed_at_once_only_makes_the_answer_late(service: Running, client: httpx.Client) -> None:
    for worker in service.workers():
        worker.kill()
    assert eventually(lambda: client.post("/v1/gate", json=GOOD).status_code == 200)


def test_a_request_that_takes_too_long_costs_its_worker_and_says_so(tmp_path: Path) -> None:
    with running(tmp_path, "--timeout", "0.4") as service, service.client() as client:
        late = client.post("/v1/gate", json={"text": f"{KEEPS_BUSY} Geheimpje"})
        assert (late.status_code, late.json()["error"]["code"], late.json()["on_error"]) == (504, "timeout", "hold")
        assert eventually(lambda: client.post("/v1/check", json=GOOD).status_code == 200)
        assert service.metric("webcarelint_worker_restarts") >= 1
        with _raw(service) as connection:
            connection.sendall(_head(1000) + b'{"text"')
            assert _until_closed(connection).startswith(b"HTTP/1.1 408")
        assert "Geheimpje" not in service.written()


def test_a_front_that_is_killed_takes_its_workers_along(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        (worker,) = service.workers()
        service.process.kill()
        assert eventually(lambda: not worker.is_running() or worker.status() == "zombie")


# ── starting and stopping ────────────────────────────────────────────────────


def test_sigterm_under_load_loses_no_answer(tmp_path: Path) -> None:
    """Whoever got a request over before the end gets its answer; later connections are refused."""
    with running(tmp_path, "--workers", "2") as service:
        answered: list[int] = []
        lost: list[str] = []

        def load() -> None:
            with service.client() as one:
                while True:
                    try:
                        answered.append(one.post("/v1/gate", json=GOOD).status_code)
                    except httpx.ConnectError:
                        return
                    except httpx.TransportError as error:
                        lost.append(type(error).__name__)
                        return

        threads = [threading.Thread(target=load) for _ in range(6)]
        for thread in threads:
            thread.start()
        assert eventually(lambda: len(answered) > 30)
        assert service.stop() == 0
        for thread in threads:
            thread.join(STARTING)
        assert lost == []
        assert set(answered) == {200}
        assert not service.socket.exists()
        assert "fout" not in service.written()


def test_sigterm_to_all_processes_at_once_still_finishes_what_runs(tmp_path: Path) -> None:
    """As a process manager does it that stops a whole group."""
    with running(tmp_path) as service, ThreadPoolExecutor(1) as thread, service.client() as client:
        (worker,) = service.workers()
        answer = thread.submit(client.post, "/v1/gate", json={"text": KEEPS_BUSY})
        assert eventually(lambda: worker.cpu_percent() > 0 or worker.status() == "running")
        worker.send_signal(signal.SIGTERM)
        worker.send_signal(signal.SIGINT)
        assert service.stop() == 0
        assert answer.result().status_code == 200


def test_a_stop_while_it_still_loads_is_clean(tmp_path: Path) -> None:
    house(tmp_path)
    process = subprocess.Popen(
        command("--port", "0", "--socket", str(tmp_path / "s.sock")), cwd=tmp_path, env=environment(tmp_path), stderr=subprocess.PIPE
    )
    assert eventually((tmp_path / "s.sock").exists)
    process.terminate()
    _, written = process.communicate(timeout=STARTING)
    assert (process.returncode, b"Traceback" in written) == (0, False)
    assert not (tmp_path / "s.sock").exists()


def _refused(tmp_path: Path, *arguments: str) -> str:
    """What it says when it does not start."""
    tmp_path.chmod(0o700)
    done = subprocess.run(
        command(*arguments), cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=STARTING, check=False, text=True
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


def test_a_port_in_use_is_said_before_anything_loads(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Poort {port} op 127.0.0.1 is al bezet" in _refused(tmp_path, "--port", str(port), "--socket", "none")


def test_an_address_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("een-lang-genoeg-token", encoding="utf-8")
    said = _refused(tmp_path, "--host", "203.0.113.7", "--port", "0", "--socket", "none", "--token-file", str(tmp_path / "tokens"))
    assert "is niet te luisteren" in said


def test_a_pack_that_is_wrong_is_named_with_its_line(tmp_path: Path) -> None:
    house(tmp_path)
    pack = tmp_path / "traag.toml"
    pack.write_text(pack.read_text(encoding="utf-8") + "onbekend = 1\n", encoding="utf-8")
    assert "traag.toml:" in _refused(tmp_path, "--port", "0", "--socket", "none")


def test_a_socket_that_a_crash_left_is_cleared_and_one_in_use_is_not(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        service.process.kill()
        service.process.wait()
        assert service.socket.exists()
    with running(tmp_path) as service:
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(service.socket)), base_url="http://x") as local:
            assert local.get("/readyz").status_code == 200
        assert "al een webcarelint" in _refused(tmp_path, "--port", "0", "--socket", str(service.socket))
        assert service.client().get("/healthz").status_code == 200
    plain = tmp_path / "gewoon"
    plain.write_text("", encoding="utf-8")
    assert "geen socket" in _refused(tmp_path, "--port", "0", "--socket", str(plain))
    assert plain.exists()


def test_what_a_service_asks_itself_before_it_opens_is_noted_nowhere(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        with service.client() as client:
            assert "/v1/check" not in client.get("/metrics").text
            assert client.post("/v1/check", json=GOOD).status_code == 200
        assert eventually(lambda: "POST /v1/check 200" in service.written())
        assert service.written().count("/v1/check") == 1


def test_a_gate_without_a_choice_stays_shut_and_the_rest_is_open(tmp_path: Path) -> None:
    with running(tmp_path, "--profile", "deftig") as service, service.client() as client:
        assert client.post("/v1/gate", json=GOOD).status_code == 200
    folder = tmp_path / "kaal"
    folder.mkdir()
    (folder / "kaal.toml").write_text("[house_style]\n", encoding="utf-8")
    with running(folder, "--config", "kaal.toml") as service, service.client() as client:
        refused = client.post("/v1/gate", json=GOOD)
        assert (refused.status_code, refused.json()["error"]["code"]) == (400, "house_style")
        assert "webcarelint init" in refused.json()["error"]["message"]
        assert client.post("/v1/check", json=GOOD).status_code == 200


def test_a_connection_that_idles_does_not_keep_it_from_stopping(tmp_path: Path) -> None:
    with running(tmp_path) as service, service.client() as client:
        assert client.get("/healthz").status_code == 200
        begun = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            os.kill(service.process.pid, signal.SIGINT)
        assert service.process.wait(timeout=STARTING) == 0
        assert time.monotonic() - begun < STARTING
