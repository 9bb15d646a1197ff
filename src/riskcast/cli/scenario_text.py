"""Scenarios and what they change as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from riskcast.analysis.wording import say_date
from riskcast.cli.change_text import name_of, say_change, say_effect, say_field
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten
from riskcast.formats.scenarios import ScenarioFile
from riskcast.model.program import Program
from riskcast.model.scenario import Applied, FieldChange, differences

_MOST = 12
"""Effects of one change that are listed."""


def list_text(files: Sequence[ScenarioFile], program: Program, width: int) -> str:
    """Return a table of the scenarios of a program, with where they stand."""
    if not files:
        return wrap(
            f"There is no scenario for {program.label}. Scenarios are YAML files in the folder scenarios beside the "
            f"program, or in scenarios/{program.id} or scenarios here.",
            width,
        )
    name_width = max(width - 48, 24)
    rows = []
    for file in files:
        scenario = file.scenario
        until = say_date(scenario.decide_by) if scenario.decide_by is not None else ""
        rows.append([shorten(scenario.id, 20), shorten(scenario.name, name_width), str(len(scenario.changes)), until])
    table = format_table(["scenario", "name", "changes", "decide by"], rows, right=(2, 3))
    paths = "\n".join(f"  {file.path}" for file in files)
    return f"{table}\n\nFiles\n{paths}"


def show_text(file: ScenarioFile, program: Program, applied: Applied, width: int) -> str:
    """Return a scenario with its changes and what each of them did."""
    scenario = file.scenario
    parts = [f"{scenario.label} ({scenario.id})", wrap(scenario.note, width, "  ") if scenario.note else ""]
    said = [f"owner: {scenario.owner}"] if scenario.owner else []
    said += [f"decide by {say_date(scenario.decide_by)}"] if scenario.decide_by is not None else []
    parts += [wrap(", ".join(said), width, "  ")] if said else []
    before = program
    lines = []
    for number, (change, after) in enumerate(applied.steps, start=1):
        lines.append(wrap(f"{number}. {say_change(change)}", width))
        lines += _effects(differences(before, after), width)
        before = after
    return "\n".join(filter(None, parts)) + "\n\n" + "\n".join(lines)


def _effects(found: Sequence[FieldChange], width: int) -> list[str]:
    if not found:
        return ["     changes nothing: it is so already"]
    lines = [_hanging(say_effect(change), width, "     ") for change in found[:_MOST]]
    more = len(found) - _MOST
    return [*lines, f"     and {more} more, which riskcast scenario diff shows"] if more > 0 else lines


def diff_text(found: Sequence[FieldChange], before: str, after: str, width: int) -> str:
    """Return every difference between two programs, grouped by what it is about."""
    head = wrap(f"{before} -> {after}: {say_count(len(found), 'difference')}", width)
    lines = [head]
    for who, changes in groupby(found, key=name_of):
        lines += ["", who, *(_hanging(say_field(change), width, "  ") for change in changes)]
    return "\n".join(lines)


def _hanging(text: str, width: int, indent: str) -> str:
    """Return wrapped text whose further lines stand two columns deeper."""
    first, *rest = wrap(text, width - 2, indent).split("\n")
    return "\n".join([first, *(f"  {line}" for line in rest)])
