"""A real Chromium and a real server on this machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.conftest import unavailable

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=20_000)  # a slow machine is not a fault of the page


class Server:
    """The app as `make run` starts it, with a port and a data folder of its own; it can be killed and started again."""

    def __init__(self, data: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = data
        self._environment = environment
        self._log = data.parent / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {**os.environ, **self._environment, "PRACTICE_LINE_DATA": str(self.data)}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless=true"]
        self._process = subprocess.Popen(
            [*command, f"--server.port={self.port}"],
            cwd=ROOT,
            env=environment,
            stdout=self._log.open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Kill it as a power cut would: SIGKILL, no chance to write anything more."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def log(self) -> str:
        return self._log.read_text(errors="replace")


def chromium_path(playwright: Playwright) -> str:
    """Return a Chromium found on the machine, else Playwright's own download."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    path = playwright.chromium.executable_path
    if not Path(path).exists():
        unavailable("no Chromium: install one, or run `playwright install chromium`")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path(playwright), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def _one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("app") / "data")
    started.start()
    yield started
    started.kill()


@pytest.fixture
def server(_one_server: Server) -> Server:
    return _one_server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that a test may kill."""
    started = Server(tmp_path / "data")
    started.start()
    yield started
    started.kill()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a new guest, which fails the test if anything outside this machine is asked for."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    outside: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if "//127.0.0.1" in request.url or request.url.startswith(("data:", "blob:"))
            else outside.append(request.url)
        ),
    )
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()
    assert outside == []
