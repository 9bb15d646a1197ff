"""``riskcast scenario``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope, show_findings
from riskcast.cli.read import program_argument, read_program

if TYPE_CHECKING:
    from riskcast.formats import Loaded
    from riskcast.formats.scenarios import ScenarioFile

_json = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


@click.group()
def scenario() -> None:
    """List, show and compare scenarios: named lists of changes to a program.

    NAME is the path of a scenario file, or an id. Ids are looked for in the folder scenarios beside the program, and in
    scenarios/PROGRAM-ID and scenarios below the current folder.
    """


@scenario.command("list")
@program_argument
@_json
def list_(program: str, as_json: bool) -> None:
    """List the scenarios of a PROGRAM."""
    from riskcast.formats.scenarios import list_scenarios

    loaded = read_program(program, quiet=True)
    files, findings = list_scenarios(program, loaded.program)
    from riskcast.cli.scenario_json import list_data
    from riskcast.cli.scenario_text import list_text

    if as_json:
        click.echo(envelope("ok", list_data(files), findings))
        return
    click.echo(list_text(files, loaded.program, line_width()))
    show_findings(findings)


@scenario.command()
@program_argument
@click.argument("name")
@_json
def show(program: str, name: str, as_json: bool) -> None:
    """Show the changes of a scenario, and what each of them does to the PROGRAM."""
    loaded = read_program(program, quiet=True)
    file = _file(name, program, loaded)
    changed = _changed(file, program, loaded)
    from riskcast.cli.scenario_json import show_data
    from riskcast.cli.scenario_text import show_text
    from riskcast.model.scenario import apply_in_steps

    applied = apply_in_steps(loaded.program, file.scenario)
    new = [finding for finding in changed.findings if finding not in loaded.findings]
    if as_json:
        click.echo(envelope("ok", show_data(file, loaded.program, applied), new))
        return
    click.echo(show_text(file, loaded.program, applied, line_width()))
    show_findings(new)


@scenario.command()
@program_argument
@click.argument("names", metavar="NAME [NAME2]", nargs=-1, required=True)
@_json
def diff(program: str, names: tuple[str, ...], as_json: bool) -> None:
    """List every field that a scenario changes, or that differs between two scenarios."""
    if len(names) > 2:
        raise click.UsageError("give one scenario to compare with the program, or two to compare with each other")
    loaded = read_program(program, quiet=True)
    sides = [_changed(_file(name, program, loaded), program, loaded).program for name in names]
    before, after = (loaded.program, sides[0]) if len(sides) == 1 else (sides[0], sides[1])
    labels = ("program", names[0]) if len(sides) == 1 else (names[0], names[1])
    from riskcast.cli.scenario_json import diff_data
    from riskcast.cli.scenario_text import diff_text
    from riskcast.model.scenario import differences

    found = differences(before, after)
    if as_json:
        click.echo(envelope("ok", diff_data(found, *labels), []))
        return
    click.echo(diff_text(found, *labels, line_width()))


def _file(name: str, program: str, loaded: Loaded) -> ScenarioFile:
    from riskcast.formats.scenarios import named_files

    return named_files([name], program, loaded.program)[0]


def _changed(file: ScenarioFile, program: str, loaded: Loaded) -> Loaded:
    from riskcast.formats.scenarios import with_scenario_files

    return with_scenario_files(loaded, [file], program)
