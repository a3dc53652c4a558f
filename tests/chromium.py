"""The Chromium of the browser tests: the one on the machine, else installed. `python -m tests.chromium` finds or installs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
CHINESE = ":lang=zh"


def executable() -> str | None:
    """The browser to start, or None if there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    on_the_machine = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_the_machine or playwrights_own()


def playwrights_own() -> str | None:
    """The browser that `playwright install chromium` has put beside the library."""
    with sync_playwright() as play:
        path = play.chromium.executable_path
    return path if Path(path).exists() else None


def draws_chinese() -> bool:
    """Whether the machine has a font with Chinese characters."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", CHINESE], capture_output=True, check=False).stdout.strip())


def install() -> None:
    """From Debian's packages when root on Debian, else with Playwright."""
    if os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet, stdout=subprocess.DEVNULL)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Find or install; say in one line what to do when neither works."""
    if executable() and draws_chinese():
        return 0
    try:
        install()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"browser not installed: {error}", file=sys.stderr)
    if executable():
        return 0
    print("The browser tests need Chromium and a Chinese font: install chromium and fonts-noto-cjk, or set CHROMIUM=/path.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
