"""The reference entries for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from twins.oracles import Entry, read_entries


@pytest.fixture(scope="session")
def entries(shared_dir: Path) -> dict[str, Entry]:
    """Return the reference entries by id."""
    return read_entries(shared_dir)
