"""The report as a file: complete under its name, or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from riskcast.errors import Finding
from riskcast.formats.atomic import write_file
from riskcast.report.page import render_report
from riskcast.simulation.result import Result


def write_report(
    result: Result,
    path: str | os.PathLike[str],
    *,
    findings: Sequence[Finding] = (),
    answers: Sequence[object] = (),
    sections: Sequence[str] = (),
    workbook: str = "",
) -> Path:
    """Write the report of a result as one HTML file, replacing an older one, and return its path.

    Missing folders are made.

    Parameters
    ----------
    result
        What to report.
    path
        Name of the file.
    findings
        Remarks about the input that readers should know, listed with the method.
    answers
        What further analyses of this result found: Attribution, Stack, Comparison with Overlays, Option, Since,
        Mitigation, Envelope, Paths, Merges, CrossProject; each has its section.
    sections
        Ids of the sections to show, in this order; when empty, what the program chooses, or else all of them.
    workbook
        File name of a workbook in the same folder, to which the report then links.

    Raises
    ------
    FileProblem
        When the file cannot be written.
    InvalidInput
        When there is no such section, or none of those asked for has anything to say.
    """
    target = Path(path)
    page = render_report(result, findings, answers, sections=sections, workbook=workbook).encode("utf-8")
    with write_file(target) as stream:
        stream.write(page)
    return target
