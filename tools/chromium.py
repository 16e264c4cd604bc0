"""Find a Chromium for the browser tests, or get one: the system's, else Playwright's, else Debian's.

`python -m tools.chromium` does so before the tests, and fetches `dot`, PostgreSQL and nginx, too, where it can.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (  # headless, quiet, and nothing that calls home
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

IS_SHOWN = """(scheme) => {
    const app = document.querySelector("[data-testid=stApp]");
    const light = getComputedStyle(app).backgroundColor.match(/\\d+/g).slice(0, 3).every((part) => part > 127);
    const still = app.getAttribute("data-test-script-state") === "notRunning";
    const ends = (animation) => animation.effect?.getTiming().iterations !== Infinity;
    const fading = document.getAnimations().some((one) => one.playState === "running" && ends(one));
    return light === (scheme === "light") && still && !fading;
}"""  # in these colours, at rest, and nothing fades


def find() -> str | None:
    """The path of a Chromium on this machine, or None; RECALL_CHROMIUM overrides the search."""
    named = os.environ.get("RECALL_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def apt(*packages: str) -> None:
    """Install Debian packages where that is possible without asking for a password."""
    rights = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not rights or shutil.which("sudo")):
        subprocess.run([*rights, "apt-get", "update", "-qq"], check=False)
        subprocess.run([*rights, "apt-get", "install", "-y", "-qq", *packages], check=False)


def main() -> None:
    """Get what is missing; say what to do if it cannot be had."""
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not find():
        apt("chromium")
    if not shutil.which("dot"):
        apt("graphviz")
    if not shutil.which("initdb") and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        apt("postgresql")
    if not shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        apt("nginx")
    path = find()
    if not path:
        sys.exit("The browser tests need a Chromium: install one, or set RECALL_CHROMIUM to its path.")
    print(f"Browser tests use {path}")


if __name__ == "__main__":
    main()
