"""Write what a run leaves behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from riskcast.cli.scenario_option import scenario_suffix
from riskcast.errors import Finding

if TYPE_CHECKING:
    from riskcast.model.program import Program
    from riskcast.simulation.result import Result


def file_name(program: Program, scenarios: Sequence[str] = ()) -> str:
    """Return the name of a program's files, without a suffix; scenarios stand behind it: ``erp-mitigated``."""
    return re.sub(r"[^\w.-]+", "_", program.id + scenario_suffix(scenarios)).strip(".") or "program"


def write_result(
    result: Result,
    findings: Sequence[Finding],
    folder: Path,
    *,
    html: bool,
    scenarios: Sequence[str] = (),
    answers: Sequence[object] = (),
) -> list[Path]:
    """Write the result file, and with ``html`` the report with further answers, into a folder; return their paths."""
    from riskcast.simulation.file import SUFFIX, save_result

    name = file_name(result.program, scenarios)
    written = [save_result(result, folder / f"{name}{SUFFIX}")]
    if html:
        from riskcast.report import write_report

        written.append(write_report(result, folder / f"{name}.html", findings=findings, answers=answers))
    return written
