"""The figures of the service, in one command: python bench/service.py [--seconds 60] [--requests 100000]

Starts `webcarelint serve`, loads it with wrk (Debian: wrk) or, without it, with threads of its own, which take time from the
machine themselves. Absolute times are of this machine and this moment; beside them stands what a check costs without a service.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPLIES = [
    "Hoi {name}, wat naar dat je pakket {n} nog niet bij je is. Stuur ons even een berichtje met je ordernummer en je postcode, dan zoek ik "
    "vandaag nog voor je uit waar het ligt. ^EK",
    "Beste {name}, bedankt voor uw bericht over rekening {n}. Wij hebben uw vraag doorgezet naar onze collega's van de administratie. "
    "U hoort binnen twee werkdagen van ons hoe wij dit oplossen. Groetjes, Eva",
    "Ha {name}! De storing in wijk {n} is sinds vanmorgen bekend en onze monteurs zijn ermee bezig. Kijk op onze site voor het nieuws, "
    "of laat het ons weten als het vanavond nog niet werkt. 😊 ^JB",
]
NAMES = ["Jan", "Fatima", "Petra", "Youssef", "Sanne", "Bram"]
DISTINCT = 20_000
"""Different replies, so that nothing is answered from memory and new words keep coming."""

_PAUSE = 0.2
"""Seconds between the first requests of a service."""

WRK_SCRIPT = """
local bodies = {}
for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end
local at = 0
wrk.method = "POST"
wrk.path = "/v1/check"
wrk.headers["Content-Type"] = "application/json"
request = function() at = at % #bodies + 1; return wrk.format(nil, nil, nil, bodies[at]) end
done = function(summary, latency)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('{"p50": %f, "p99": %f, "requests": %d, "seconds": %f, "errors": %d}\\n',
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests, summary.duration / 1e6, wrong))
end
"""


@dataclass(frozen=True)
class Load:
    """What came of a load; times in ms."""

    p50: float
    p99: float
    requests: int
    seconds: float
    errors: int

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def bodies() -> list[str]:
    drafts = ({"text": REPLIES[n % 3].format(name=NAMES[n % 6], n=f"W{n}"), "channel": "twitter"} for n in range(DISTINCT))
    return [json.dumps(draft, ensure_ascii=False) for draft in drafts]


@contextlib.contextmanager
def service(workers: int) -> Iterator[int]:
    """A service with nothing but defaults; gives its port."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, "-c", "from webcarelint.cli import main; main()", "serve", "--port", "0", "--socket", "none", "--workers", str(workers), "--no-access-log"],
            cwd=folder, env=environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert process.stderr is not None
            ready = next(found for line in process.stderr if (found := re.search(r"luistert op http://\S+:(\d+)", line)))
            yield int(ready[1])
        finally:
            process.terminate()
            process.communicate()


def ask(connection: http.client.HTTPConnection, body: str) -> float:
    """One request over an open connection, in ms."""
    start = time.perf_counter()
    connection.request("POST", "/v1/check", body.encode(), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"status {answer.status}")
    return 1000 * (time.perf_counter() - start)


def connect(port: int) -> http.client.HTTPConnection:
    """A connection, once the service listens."""
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.connect()
            return connection
        except ConnectionRefusedError:
            time.sleep(0.02)


def memory(port: int) -> float:
    """What the front and its workers hold, in MB."""
    connection = connect(port)
    connection.request("GET", "/metrics")
    lines = connection.getresponse().read().decode().splitlines()
    return sum(float(line.split()[1]) for line in lines if re.match(r"webcarelint_\w*resident_memory_bytes[ {]", line)) / 1e6


def load(port: int, connections: int, seconds: float, texts: Sequence[str], folder: Path) -> Load:
    return _by_wrk(port, connections, seconds, texts, folder) if shutil.which("wrk") else _by_threads(port, connections, seconds, texts)


def _by_wrk(port: int, connections: int, seconds: float, texts: Sequence[str], folder: Path) -> Load:
    (folder / "load.lua").write_text(WRK_SCRIPT, encoding="utf-8")
    (folder / "bodies").write_text("\n".join(texts), encoding="utf-8")
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "30s", "-s", str(folder / "load.lua"), f"http://127.0.0.1:{port}"],
        env={**os.environ, "BODIES": str(folder / "bodies")}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Load(**json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{"))))


def _by_threads(port: int, connections: int, seconds: float, texts: Sequence[str]) -> Load:
    times: list[float] = []
    errors: list[Exception] = []
    until = time.perf_counter() + seconds

    def client(number: int) -> None:
        connection = connect(port)
        while time.perf_counter() < until:
            try:
                times.append(ask(connection, texts[(number + len(times)) % len(texts)]))
            except (OSError, RuntimeError, http.client.HTTPException) as error:
                errors.append(error)
                connection = connect(port)

    threads = [threading.Thread(target=client, args=(n * 997,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    parts = statistics.quantiles(times, n=100)
    return Load(parts[49], parts[98], len(times), seconds, len(errors))


def first_requests(texts: Sequence[str]) -> list[float]:
    """The first requests of a service that has just opened its port, in ms. Each follows a pause, as the first does: what a processor
    forgets while it waits is not the start's doing."""
    times = []
    with service(1) as port:
        connection = connect(port)
        for text in texts:
            time.sleep(_PAUSE)
            times.append(ask(connection, text))
    return times


def starts() -> list[list[float]]:
    """Ten first requests, of as many starts: different replies, each of which is in turn the first and the tenth, since one may hold more
    words that are new to the service than another."""
    lines = (line for path in sorted((ROOT / "corpus" / "test").glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    texts = (json.loads(line)["text"] for line in lines)
    some = [json.dumps({"text": text, "channel": "twitter"}, ensure_ascii=False) for text in texts if 30 <= len(text.split()) <= 40][:10]
    return [first_requests(some[n:] + some[:n]) for n in range(len(some))]


def check_alone(texts: Sequence[str]) -> float:
    """What `Linter.check` takes in this process, at the median, in ms."""
    from webcarelint import Draft, Linter
    from webcarelint.house_style import HouseStyle

    linter = Linter.of(HouseStyle())
    drafts = [Draft(json.loads(text)["text"], channel="twitter") for text in texts[:600]]
    times = []
    for draft in drafts:
        start = time.perf_counter()
        linter.check(draft)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[100:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long each load lasts")
    parser.add_argument("--requests", type=int, default=100_000, help="after how many requests memory is measured again; 0 leaves it out")
    given = parser.parse_args()
    texts = bodies()
    words = statistics.mean(len(json.loads(text)["text"].split()) for text in texts[:600])
    print(f"replies of {words:.0f} words, all rules; load by {'wrk' if shutil.which('wrk') else 'threads in Python'}")
    print(f"Linter.check alone: {check_alone(texts):.2f} ms")
    first, *_, tenth = (statistics.median(times) for times in zip(*starts(), strict=True))
    print(f"first request after start {first:.2f} ms, tenth {tenth:.2f} ms (medians of ten starts, the same ten replies in turn)")
    with tempfile.TemporaryDirectory() as folder:
        with service(1) as port:
            load(port, 1, 2, texts, Path(folder))
            one = load(port, 1, given.seconds, texts, Path(folder))
            print(f"one client, one worker: p50 {one.p50:.2f} ms, p99 {one.p99:.2f} ms, {one.rate:.0f} checks/s, {one.errors} errors")
        with service(2) as port:
            load(port, 8, 2, texts, Path(folder))
            two = load(port, 8, given.seconds, texts, Path(folder))
            print(f"eight clients, two workers: {two.rate:.0f} checks/s for {two.seconds:.0f} s, p99 {two.p99:.2f} ms, {two.errors} errors")
            if given.requests:
                _memory(port, given.requests, two.requests, texts, Path(folder))


def _memory(port: int, wanted: int, done: int, texts: Sequence[str], folder: Path) -> None:
    """Memory now, and after so many requests more."""
    before, errors, begun = memory(port), 0, done
    while done - begun < wanted:
        more = load(port, 8, 30, texts, folder)
        done += more.requests
        errors += more.errors
    print(
        f"memory of the front and two workers: {before:.0f} MB after {begun:,} requests, {memory(port):.0f} MB after {done:,}; {errors} errors"
    )


if __name__ == "__main__":
    main()
