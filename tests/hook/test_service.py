"""With the real service: found by itself, asked, gone."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT
from tests.hook.conftest import POOR, Run
from webcarelint.gate.client import RequestRefused, Service, ServiceUnavailable

pytestmark = pytest.mark.slow
MAIN = "from webcarelint.cli import main; main()"


def test_the_service_of_this_user_is_found_and_asked(process: Run, runtime: Path, tmp_path: Path) -> None:
    (tmp_path / "webcarelint.toml").write_text('[house_style]\non_error = "hold"\nname = "van de service"\n')
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-c", MAIN, "serve", "--port", "0", "--no-access-log"]
    serving = subprocess.Popen(call, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    service = Service(str(runtime / "webcarelint.sock"))
    question = json.dumps({"text": POOR}).encode()
    try:
        while True:
            assert serving.poll() is None
            try:
                expected = json.loads(service.gate(question))
                break
            except ServiceUnavailable:
                time.sleep(0.1)
        done = process("hook", "generic", stdin=question)
        with pytest.raises(RequestRefused, match=r"De service weigert de vraag: .*'text'"):
            service.gate(b'{"text": 1}')
        event = json.dumps({"hook_event_name": "Stop", "last_assistant_message": POOR}).encode()
        stopped = process("hook", "claude-code", stdin=event)
    finally:
        serving.terminate()
        serving.wait(timeout=60)
    found = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert {**found, "elapsed_ms": 0} == {**expected, "elapsed_ms": 0}
    assert json.loads(stopped.out)["decision"] == "block"
    after = process("hook", "generic", stdin=question)
    assert after.code == 1  # without the service it is the same answer, after loading the pipeline
