"""Write what a run leaves behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from riskcast.errors import Finding

if TYPE_CHECKING:
    from riskcast.simulation.result import Result


def file_name(result: Result) -> str:
    """Return the name of a program's files, without a suffix."""
    return re.sub(r"[^\w.-]+", "_", result.program.id).strip(".") or "program"


def write_result(result: Result, findings: Sequence[Finding], folder: Path, *, html: bool) -> list[Path]:
    """Write the result file, and with ``html`` the report, into a folder; return their paths."""
    from riskcast.simulation.file import SUFFIX, save_result

    name = file_name(result)
    written = [save_result(result, folder / f"{name}{SUFFIX}")]
    if html:
        from riskcast.report import write_report

        written.append(write_report(result, folder / f"{name}.html", findings=findings))
    return written
