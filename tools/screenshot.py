"""Take the picture in README.md: `python -m tools.screenshot` starts the app and photographs it."""

import socket
import subprocess
import sys
import urllib.request

from playwright.sync_api import sync_playwright

from tools.chromium import FLAGS, find
from tools.serving import ROOT

PICTURE = ROOT / "docs" / "step.png"


def main() -> None:
    """Start a server, open the step page, save the picture."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            _photograph(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


def _photograph(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=1.5)
        _wait_for(f"{url}/_stcore/health")
        page.goto(f"{url}/step-by-step?stage=C")
        page.wait_for_selector(".frame-of-figure svg")
        page.get_by_text("An examiner asks").wait_for()
        page.screenshot(path=PICTURE)
        browser.close()


def _wait_for(url: str, tries: int = 200) -> None:
    for _ in range(tries):
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            continue
        return
    raise TimeoutError(f"{url} did not answer")


if __name__ == "__main__":
    main()
