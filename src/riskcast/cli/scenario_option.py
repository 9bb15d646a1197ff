"""The option ``--scenario`` of commands that read a program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskcast.cli.problems import show_findings

if TYPE_CHECKING:
    from riskcast.formats import Loaded


def scenario_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--scenario NAME`` to a command, which gets the names as ``scenarios``."""
    option = click.option(
        "--scenario",
        "scenarios",
        metavar="NAME",
        multiple=True,
        help="Change the program by a scenario, named by id or file; several are made in the order given.",
    )
    return option(command)


def read_with_scenarios(path: str, scenarios: Sequence[str], *, quiet: bool = False) -> Loaded:
    """Load a program and apply scenarios, whose ids its name then tells; print warnings unless ``quiet``."""
    from riskcast.formats import load

    loaded = load(path)
    if scenarios:
        from riskcast.formats.scenarios import named_files, with_scenario_files

        files = named_files(scenarios, path, loaded.program)
        loaded = with_scenario_files(loaded, files, path)
        name = f"{loaded.program.label} ({', '.join(file.scenario.id for file in files)})"
        loaded = replace(loaded, program=loaded.program.replace(name=name))
    if not quiet:
        show_findings(f for f in loaded.findings if f.level == "warning")
    return loaded


def scenario_suffix(scenarios: Sequence[str]) -> str:
    """Return what the names of files say about scenarios: ``-mitigated``; nothing without one."""
    return "".join(f"-{Path(name).stem if Path(name).suffix in ('.yaml', '.yml') else name}" for name in scenarios)
