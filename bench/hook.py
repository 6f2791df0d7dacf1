"""How long somebody waits for `webcarelint hook generic` when a service runs: the whole process, start to exit.

python bench/hook.py [RUNS]

Starts a service of its own on a free port and a Unix socket in a temporary folder, and stops it again. Each figure is the median
of RUNS (default 40), and the fastest, in ms; beside it the processor time of the process itself, which other work on the machine
does not change much. For comparison: Python that does nothing, the service asked from a process that already runs, and the
same question without a service.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from webcarelint.gate.client import Service, ServiceUnavailable

REPLY = (
    "Hoi Sanne, wat vervelend dat je pakket nog niet binnen is! Ik heb het net voor je uitgezocht: het ligt bij het depot in Utrecht "
    "en wordt morgen tussen 9 en 12 uur bezorgd. Laat je me weten of het gelukt is? ^EK"
)
QUESTION = json.dumps({"text": REPLY, "customer": "Waar blijft mijn pakket?", "channel": "twitter", "customer_name": "Sanne"}).encode()
MAIN = "from webcarelint.cli import main; main()"


def timed(name: str, runs: int, call: Callable[[], object]) -> None:
    walls, processor = [], []
    for _ in range(runs):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        call()
        walls.append(1000 * (time.perf_counter() - start))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    print(f"{name:<44} median {median(walls):7.1f}   fastest {min(walls):7.1f}   processor {median(processor):7.1f}")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o700)
        (folder / "webcarelint.toml").write_text('[house_style]\non_error = "hold"\n')
        environment = {**os.environ, "XDG_RUNTIME_DIR": name}
        serve = [sys.executable, "-c", MAIN, "serve", "--port", "0", "--no-access-log"]
        service = subprocess.Popen(serve, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            socket = Service(str(folder / "webcarelint.sock"))
            _wait_for(socket)

            def process(*arguments: str, code: str = MAIN) -> None:
                call = [sys.executable, "-c", code, *arguments]
                done = subprocess.run(call, input=QUESTION, capture_output=True, cwd=folder, env=environment, check=False)
                assert done.returncode == 0, done
                assert not done.stderr, done

            timed("python that does nothing", runs, lambda: process(code="pass"))
            timed("the service, asked by a running process", runs, lambda: socket.gate(QUESTION))
            timed("hook generic, through the service", runs, lambda: process("hook", "generic"))
            timed("hook generic, without a service", max(3, runs // 10), lambda: process("hook", "generic", "--via", "none"))
        finally:
            service.terminate()
            service.wait()


def _wait_for(service: Service) -> None:
    for _ in range(600):
        try:
            service.gate(QUESTION)
            return
        except ServiceUnavailable:
            time.sleep(0.1)
    raise SystemExit("The service did not start.")


if __name__ == "__main__":
    main()
