"""Every real schedule can be imported: read, saved as a riskcast program, and loaded again."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskcast.formats import load
from riskcast.formats.save import save_program

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "schedules"
FILES = sorted(str(p.relative_to(FOLDER)) for end in ("xer", "xml", "pmxml") for p in FOLDER.rglob(f"*.{end}"))


@pytest.mark.parametrize("name", FILES or ["(no file)"])
def test_an_imported_schedule_is_saved_and_loads_back_equal(name: str, shared_dir: Path, tmp_path: Path) -> None:
    program = load(shared_dir / "data" / "schedules" / name).program
    save_program(program, tmp_path / "imported")
    assert load(tmp_path / "imported").program == program
