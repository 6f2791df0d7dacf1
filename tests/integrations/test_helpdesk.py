"""The help desk apps, in Node, against stand-ins for the clients of Zendesk and Freshdesk and the real gate behind HTTP."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.hook.conftest import Stand
from webcarelint.house_style import HouseStyle
from webcarelint.linter import Linter

ROOT = Path(__file__).parents[2]
ZENDESK = ROOT / "integrations/zendesk"
FRESHDESK = ROOT / "integrations/freshdesk"
TESTS = Path(__file__).parent / "helpdesk"

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed: apt-get install nodejs")


@pytest.fixture
def url(linter_of: Callable[[HouseStyle], Linter], tmp_path: Path) -> Iterator[str]:
    with closing(Stand(linter_of(HouseStyle(on_error="hold")), tmp_path)) as stand:
        yield stand.url


@needs_node
@pytest.mark.parametrize("app", ["zendesk", "freshdesk"])
def test_the_app_in_node(app: str, url: str) -> None:
    done = subprocess.run(
        ["node", "--test", str(TESTS / f"{app}.test.js")],
        capture_output=True, text=True, env={**os.environ, "WEBCARELINT_URL": url, "NODE_OPTIONS": ""}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "fail 0" in done.stdout
    passed = re.search(r"pass (\d+)", done.stdout)
    assert passed
    assert int(passed[1]) >= 10


def test_the_apps_share_one_gate() -> None:
    assert (ZENDESK / "assets/gate.js").read_bytes() == (FRESHDESK / "app/scripts/gate.js").read_bytes()


def test_the_manifest_of_zendesk_names_what_is_there() -> None:
    manifest = json.loads((ZENDESK / "manifest.json").read_text())
    assert manifest["frameworkVersion"] == "2.0"
    for place in manifest["location"]["support"].values():
        assert (ZENDESK / place["url"]).is_file()
    for logo, size in (("logo.png", 320), ("logo-small.png", 128)):
        head = (ZENDESK / "assets" / logo).read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (size, size)
    parameters = {parameter["name"]: parameter for parameter in manifest["parameters"]}
    assert parameters["token"]["secure"] is True
    assert parameters["on_error"]["required"] is True  # whoever installs it chooses
    assert "default" not in parameters["on_error"]
    for language in ("nl", "en"):
        words = json.loads((ZENDESK / f"translations/{language}.json").read_text())["app"]
        assert words["parameters"].keys() == parameters.keys()


def test_the_manifest_of_freshdesk_names_what_is_there() -> None:
    manifest = json.loads((FRESHDESK / "manifest.json").read_text())
    for place in manifest["modules"]["support_ticket"]["location"].values():
        assert (FRESHDESK / "app" / place["url"]).is_file()
    requests = json.loads((FRESHDESK / "config/requests.json").read_text())
    assert manifest["modules"]["common"]["requests"].keys() == requests.keys()
    iparams = json.loads((FRESHDESK / "config/iparams.json").read_text())
    assert iparams["on_error"]["required"] is True
    assert "default_value" not in iparams["on_error"]
    for name in re.findall(r"iparam\.(\w+)", (FRESHDESK / "config/requests.json").read_text()):
        assert name in iparams


@pytest.mark.parametrize("app", [ZENDESK, FRESHDESK])
def test_no_app_writes_a_log_or_keeps_a_text(app: Path) -> None:
    for script in app.rglob("*.js"):
        for word in ("console.", "localStorage", "client.db", "eval(", "innerHTML"):
            assert word not in script.read_text(), f"{word} in {script.name}"


@pytest.mark.parametrize(
    ("page", "folder"), [(ZENDESK / "assets/iframe.html", ZENDESK / "assets"), (FRESHDESK / "app/index.html", FRESHDESK / "app")]
)
def test_the_pages_load_what_is_there(page: Path, folder: Path) -> None:
    named = re.findall(r'(?:src|href)="([^"]+)"', page.read_text())
    own = [name for name in named if not name.startswith(("https://", "{"))]
    assert {Path(name).name for name in own} >= {"gate.js", "app.js"}
    for name in own:
        assert (folder / name).is_file()
