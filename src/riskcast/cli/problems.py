"""What the command line says and returns when something goes wrong."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import click

from riskcast.errors import FileProblem, Finding, InvalidInput, RiskcastError

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def exit_code(error: BaseException, *, as_json: bool) -> int:
    """Say what went wrong on standard error (and as JSON when asked) and return the exit code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt | click.Abort):
        click.echo("interrupted", err=True)
        return 130
    if isinstance(error, BrokenPipeError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - the reader has gone; stay silent at exit
        return 0
    if isinstance(error, click.ClickException):
        if as_json:
            click.echo(envelope("error", None, [Finding("RC000", error.format_message())]))
        error.show()
        return error.exit_code
    if isinstance(error, InvalidInput):
        return _refuse(error.findings, error.exit_code, as_json)
    if isinstance(error, RiskcastError):
        return _refuse([Finding("RC000", str(error))], error.exit_code, as_json)
    if isinstance(error, OSError):
        problem = FileProblem(f"{error.filename or 'file'}: {error.strerror or error}")
        return _refuse([Finding("RC000", str(problem))], problem.exit_code, as_json)
    if isinstance(error, MemoryError):
        return _refuse([Finding("RC000", "not enough memory; use fewer iterations")], 3, as_json)
    raise error


def _refuse(findings: Iterable[Finding], code: int, as_json: bool) -> int:
    findings = list(findings)
    if as_json:
        click.echo(envelope("error", None, findings))
    show_findings(findings)
    errors = sum(f.level == "error" for f in findings)
    if errors > 1:
        click.secho(f"{errors} errors", fg="red", bold=True, err=True)
    return code


def show_findings(findings: Iterable[Finding]) -> None:
    """Print findings to standard error, one per line: place, level and code, what, remedy."""
    for f in findings:
        place = "  ".join(part for part in (f.where, f.subject) if part)
        head = click.style(f"{f.level}{'' if f.code == 'RC000' else ' ' + f.code}", fg=_COLOURS[f.level], bold=True)
        remedy = f"\n    {f.remedy}" if f.remedy else ""
        click.echo(f"{place + ': ' if place else ''}{head}: {f.message}{remedy}", err=True)


def envelope(status: str, data: Mapping[str, Any] | None, findings: Iterable[Finding]) -> str:
    """Return the JSON envelope that machine-readable commands print."""
    diagnostics = [{k: v for k, v in asdict(f).items() if k != "path"} for f in findings]
    return json.dumps({"schema": 1, "status": status, "data": data, "diagnostics": diagnostics}, indent=1)
