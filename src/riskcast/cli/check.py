"""``riskcast check``."""

from __future__ import annotations

import click

from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.lines import line_width, say_count
from riskcast.cli.problems import show_findings
from riskcast.cli.read import nothing_to_schedule, program_argument
from riskcast.cli.scenario_option import read_with_scenarios, scenario_option


@click.command()
@program_argument
@scenario_option
def check(program: str, scenarios: tuple[str, ...]) -> None:
    """Say what was understood of a PROGRAM, and everything that is wrong with it (exit code 2)."""
    loaded = read_with_scenarios(program, scenarios, quiet=True)
    prepare_kernels(loaded.program)
    from riskcast.analysis.health import assess
    from riskcast.analysis.reconcile import reconcile
    from riskcast.cli.echo import echo_program
    from riskcast.cli.health_text import health_summary
    from riskcast.cli.reconcile_text import reconcile_text
    from riskcast.simulation.schedule import schedule_program

    found = schedule_program(loaded.program, checked=True)
    findings = [*loaded.findings, *nothing_to_schedule(loaded, found)]
    click.echo(echo_program(loaded.program, found, line_width()))
    if found.network.nodes:
        hint = f"riskcast health {program} shows them."
        health = assess(loaded.program, found)
        click.echo("\n" + health_summary(health, line_width(), hint if health.failed else ""))
    reconciled = reconcile(found)
    if reconciled is not None:
        click.echo("\n" + reconcile_text(reconciled, line_width()))
    show_findings(findings)
    warnings = sum(f.level == "warning" for f in findings)
    click.echo(f"\nNo errors, {say_count(warnings, 'warning')}.")
