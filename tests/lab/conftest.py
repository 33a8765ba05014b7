"""A browser for the laboratory: Debian's Chromium, driven by Playwright, with everything it says recorded."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.lab.serving import Served

HERE = Path(__file__).parent
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
]
PATIENCE = 60_000
"""Milliseconds to wait for what takes a moment: a busy machine may be many times slower than an idle one."""
LONG = 240_000
"""Milliseconds to wait for dozens of runs."""


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (apt-get install -y chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def lab():
    served = Served()
    yield served
    served.stop()
    assert "Traceback" not in served.errors, served.errors


class Visit:
    """Fresh profiles, each with one page, that all go to one laboratory."""

    def __init__(self, browser, lab):
        self.browser, self.lab = browser, lab
        self.contexts, self.said, self.foreign, self.excused = [], [], [], ()

    def page(self, address="", width=1280, height=800, script=None, **settings):
        """Return a page of a fresh profile at an address (what stands after the #).

        It is at the market of three-levels, unless the address names another or is empty.
        ``script`` is run in the page before its own scripts.
        """
        if address and "scenario=" not in address:
            address = f"scenario=three-levels&{address}"
        context = self.browser.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        if script is not None:
            context.add_init_script(script)
        page = context.new_page()
        page.on("console", self._say)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", self._request)
        page.on("websocket", lambda each: self._note(each.url.replace("ws:", "http:")))
        page.goto(f"{self.lab.address}#{address}")
        page.wait_for_selector("#foot code", state="attached")  # a projector hides it
        return page

    def _say(self, message):
        if message.type in ("error", "warning"):
            self.said.append(f"{message.text} {message.location.get('url', '')}")

    def _request(self, request):
        self._note(request.url)

    def _note(self, url):
        if not url.startswith((self.lab.address, "data:", "blob:")):
            self.foreign.append(url)


@pytest.fixture
def visit(browser, lab):
    """Visits in which nothing may be said on the console and nothing fetched from elsewhere."""
    visit = Visit(browser, lab)
    yield visit
    for context in visit.contexts:
        context.close()
    assert visit.foreign == []
    assert [said for said in visit.said if not any(excuse in said for excuse in visit.excused)] == []


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, fetched once by npm."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        if shutil.which("npm") is None:
            pytest.skip(
                "axe-core is not installed, and there is no npm to fetch it (cd tests/lab && npm install)"
            )
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=120)
    return script.read_text("utf-8")
