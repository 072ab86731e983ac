"""The machine's own Chromium, driven by playwright; nothing is downloaded."""

import contextlib
import shutil

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome"]


@contextlib.contextmanager
def chromium():
    """A browser for the length of a block, for the thread that opened it."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        raise RuntimeError(f"none of {NAMES} is installed; run bin/setup tests")
    with sync_playwright() as driver:
        # Continuous integration runs as root in a container, where the browser's own sandbox cannot start.
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
