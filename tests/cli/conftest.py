"""Commands are run as a user runs them: in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Riskcast = Callable[..., subprocess.CompletedProcess[str]]
MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="session")
def riskcast() -> Riskcast:
    """Run ``riskcast ARGS`` and return what it printed and its exit code."""

    def run(*args: str | Path, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "riskcast", *map(str, args)],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **(env or {})},
            timeout=300,
        )

    return run
