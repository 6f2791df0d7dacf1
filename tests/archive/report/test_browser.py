"""The report in a browser: nothing asked of the network, nothing on the console, charts drawn, no serious fault for axe-core.

Needs Debian's chromium and chromium-driver, and axe-core from npm (`npm install --no-save axe-core` at the root of the project).
"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.archive.report.scores import finding, reply, write
from webcarelint.archive.report.figures import ReportOptions
from webcarelint.archive.report.write import write_report

ROOT = Path(__file__).parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")

TOO_WIDE = """
return [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > arguments[0] + 1)
    .map(one => one.outerHTML.slice(0, 200))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="Chromium is missing: apt-get install chromium chromium-driver"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is missing: npm install --no-save axe-core"),
]

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is missing: pip install selenium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for word in ("--headless=new", "--disable-gpu", *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])):
        options.add_argument(word)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every section filled: weeks, teams, findings with examples, templates, replies to discuss."""
    line = "Hoi Jan, wat vervelend! Stuur ons even een privébericht met je ordernummer en je postcode. ^EK"
    rows = []
    for n in range(200):
        start = reply(n)["time"].replace(month=1 + n % 3, day=1 + n % 28)
        bad = n % 5 == 0
        rows.append(
            reply(
                n, ["je-vorm", "initialen", "begroeting"] if n % 2 else ["u-vorm", "naam", "excuus", "onze-excuses"], time=start, text=line,
                team=("Zuid", "Noord", "Een team met een bijzonder lange naam dat nergens past")[n % 3], channel=("twitter", "email")[n % 2],
                score=50.0 + n % 50, verdict="hold" if bad else "send", findings=[finding("toon/een", 9, 23)] if bad else [finding("toon/twee")],
                skipped=[{"rule": "toon/twee", "reason": "het kanaal is niet bekend"}] if n % 7 == 0 else [], text_hash=f"{n % 90:016x}",
            )
        )  # fmt: skip
    folder = write(tmp_path_factory.mktemp("report") / "scores", rows, left_out={"zonder tijd": 3})
    return write_report(folder, ReportOptions()).page


def open_page(browser: Any, page: Path, scheme: str, width: int) -> None:
    browser.get_log("performance"), browser.get_log("browser")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page.as_uri())
    browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 840), ("light", 360), ("dark", 360)])
def test_in_a_browser(browser: Any, page: Path, scheme: str, width: int) -> None:
    open_page(browser, page, scheme, width)
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith(("data:", page.as_uri()))} == set()
    assert page.as_uri() in asked  # the log does hold requests

    heights = browser.execute_script("return [...document.querySelectorAll('figure svg')].map(svg => svg.getBoundingClientRect().height)")
    assert len(heights) >= 8
    assert min(heights) > 30
    assert browser.execute_script(TOO_WIDE, width) == []

    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    serious = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"] if fault["impact"] in ("serious", "critical")]
    assert serious == []
    assert len(found["passes"]) > 10  # axe did look
