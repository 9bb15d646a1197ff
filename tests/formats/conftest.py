"""Small programs as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = """\
riskcast: 1
id: demo
start: 2027-01-04
calendar: office
calendars:
  office: {week: {mon-fri: "08:00-12:00, 13:00-17:00"}}
projects:
  CORE: {name: Core}
"""

TASKS = """\
id,name,duration,predecessors
A,First,10d,
B,Second,5d,A
"""

WriteProgram = Callable[..., Path]


@pytest.fixture
def write_program(tmp_path: Path) -> WriteProgram:
    """Writes a program folder; keyword arguments replace the files, ``extra`` is appended to program.yaml."""

    def write(*, program: str = PROGRAM, extra: str = "", **tables: str | bytes) -> Path:
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        (folder / "program.yaml").write_text(program + extra, encoding="utf-8")
        for name, text in ({"tasks": TASKS} | tables).items():
            data = text if isinstance(text, bytes) else text.encode()
            if data:
                (folder / f"{name}.csv").write_bytes(data)
        return folder

    return write
