"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis.internal.conjecture import providers

if hasattr(providers, "_get_local_constants"):
    # Hypothesis takes constants from the modules that are loaded: examples would depend on what a worker ran before.
    setattr(providers, "_get_local_constants", lambda: providers._local_constants)  # noqa: B010


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder ``shared`` beside the repository, with reference data that is not part of it."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("reference data is not available: there is no folder ../shared beside the repository")
    return folder
