"""Opens reports in a browser and listens to what they say."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NEEDS_BROWSER = pytest.mark.skipif(BROWSER is None, reason="no browser: install chromium to test the drawn report")


@dataclass
class Visit:
    """An open report and everything it said or asked for."""

    page: Any
    noise: list[str] = field(default_factory=list)


def visit(browser: Any, file: Path, **options: Any) -> Visit:
    context = browser.new_context(offline=True, **options)
    seen = Visit(context.new_page())
    seen.page.on("console", lambda message: seen.noise.append(f"console: {message.text}"))
    seen.page.on("pageerror", lambda error: seen.noise.append(f"error: {error}"))
    seen.page.on("dialog", lambda dialog: seen.noise.append(f"dialog: {dialog.message}"))
    seen.page.on("request", lambda request: seen.noise.append(f"request: {request.url[:300]}"))
    seen.page.goto(file.as_uri())
    if options.get("java_script_enabled", True):
        seen.page.wait_for_selector("html[data-charts]", timeout=60_000)
    return seen


def until(page: Any, condition: str) -> None:
    """Wait until an expression is true; the page's own policy forbids the browser driver's way of waiting."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"this never came true: {condition}")


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
