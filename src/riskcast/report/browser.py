"""A browser of the Chrome family on this computer, run without a window to print a page."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from riskcast.errors import FileProblem

VARIABLE = "RISKCAST_BROWSER"
"""Environment variable that names the browser to use."""

_COMMANDS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = (
    ("Google", "Chrome", "Application", "chrome.exe"),
    ("Chromium", "Application", "chrome.exe"),
    ("Microsoft", "Edge", "Application", "msedge.exe"),
)
_QUIET = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--disable-dev-shm-usage", "--hide-scrollbars"),
)
_LINES = 5
"""Lines of what a failing browser said that are worth showing."""


def find_browser() -> str:
    """Return the program file of Chrome, Chromium or Edge.

    Raises
    ------
    FileProblem
        When there is none, or the variable names no program.
    """
    wanted = os.environ.get(VARIABLE, "").strip()
    if wanted:
        found = shutil.which(wanted)
        if found is None:
            raise FileProblem(f"{VARIABLE} names {wanted}, but this is no program that can be started")
        return found
    for place in _places():
        if place is not None and Path(place).is_file():
            return str(place)
    raise FileProblem(
        "no browser was found to make a PDF: install Chromium, Chrome or Edge, or name one by the environment variable "
        f"{VARIABLE}, or open the HTML report in any browser and print it from there"
    )


def _places() -> Iterator[str | Path | None]:
    yield from (shutil.which(command) for command in _COMMANDS)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / f"{name}.app" / "Contents" / "MacOS" / name for name in _MAC)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            folder = os.environ.get(variable)
            yield from (Path(folder, *parts) for parts in _WINDOWS if folder)


def run_browser(arguments: Sequence[str], timeout: float) -> str:
    """Run the browser without a window on a fresh profile, and return what it wrote to its standard output.

    Parameters
    ----------
    arguments
        What to do, ending with the address of the page.
    timeout
        Seconds after which it is stopped.

    Raises
    ------
    FileProblem
        When there is no browser, it cannot be started, fails, or takes too long.
    """
    browser = find_browser()
    # Chrome's sandbox refuses to work for root, as in most containers; everybody else keeps it.
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="riskcast-browser-", ignore_cleanup_errors=True) as profile:
        command = [browser, *_QUIET, *alone, f"--user-data-dir={profile}", *arguments]
        try:
            out, said, code = _run(command, timeout)
        except OSError as error:
            raise FileProblem(f"{browser}: cannot be started: {error.strerror or error}") from None
    if code is None:
        raise FileProblem(f"{browser}: gave no answer within {timeout:g} seconds and was stopped{last_lines(said)}")
    if code:
        raise FileProblem(f"{browser}: failed with exit code {code}{last_lines(said)}")
    return out


def last_lines(said: str) -> str:
    """Return the end of what a browser said, ready to follow a message; empty when it said nothing."""
    lines = [line for line in said.splitlines() if line.strip()][-_LINES:]
    return "".join(f"\n  {line[:300]}" for line in lines)


def _run(command: Sequence[str], timeout: float) -> tuple[str, str, int | None]:
    """Return standard output, standard error and the exit code; None when the time was over."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        out, said = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        _stop(process)
        out, said = process.communicate()
        return out, said, None
    except BaseException:
        _stop(process)
        process.communicate()
        raise
    return out, said, process.returncode


def _stop(process: subprocess.Popen[str]) -> None:
    """End a browser with its children, which would keep its output open."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
