"""The report as a file: complete under its name, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from riskcast.errors import FileProblem, Finding
from riskcast.report.page import render_report
from riskcast.simulation.result import Result


def write_report(
    result: Result,
    path: str | os.PathLike[str],
    *,
    findings: Sequence[Finding] = (),
    answers: Sequence[object] = (),
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
        What further analyses of this result found: Attribution, Stack, Comparison with Overlays, Mitigation, Envelope,
        Paths, Merges, CrossProject; each has its section.

    Raises
    ------
    FileProblem
        When the file cannot be written.
    """
    target = Path(path)
    page = render_report(result, findings, answers).encode("utf-8")
    try:
        if target.is_dir():
            raise FileProblem(f"{target}: this is a folder, but a file is expected")
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, page)
    except OSError as error:
        raise FileProblem(f"{target}: cannot be written: {error.strerror or error}") from None
    return target


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}-", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes private files; a report is as readable as any other new file.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
