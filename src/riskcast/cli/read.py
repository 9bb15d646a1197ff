"""Read a program for a command, showing what its reader remarked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from riskcast.cli.problems import show_findings
from riskcast.errors import Finding

if TYPE_CHECKING:
    from riskcast.formats import Loaded
    from riskcast.simulation.schedule import Schedule

program_argument = click.argument("program", type=click.Path())


def read_program(path: str, *, quiet: bool = False) -> Loaded:
    """Load a program; print warnings (not infos) to standard error unless ``quiet``."""
    from riskcast.formats import load

    loaded = load(path)
    if not quiet:
        show_findings(f for f in loaded.findings if f.level == "warning")
    return loaded


def nothing_to_schedule(loaded: Loaded, found: Schedule) -> list[Finding]:
    """Return a warning when there is no task to schedule, and none of the findings says so already."""
    if found.network.nodes or not loaded.program.tasks:
        return []
    kinds = "all its tasks are summaries or levels of effort"
    return [Finding("RC182", f"there is nothing to schedule: {kinds}", "add tasks that do work", "warning")]
