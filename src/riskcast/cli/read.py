"""Read a program for a command, showing what its reader remarked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from riskcast.cli.problems import show_findings

if TYPE_CHECKING:
    from riskcast.formats import Loaded

program_argument = click.argument("program", type=click.Path())


def read_program(path: str, *, quiet: bool = False) -> Loaded:
    """Load a program; print warnings (not infos) to standard error unless ``quiet``."""
    from riskcast.formats import load

    loaded = load(path)
    if not quiet:
        show_findings(f for f in loaded.findings if f.level == "warning")
    return loaded
