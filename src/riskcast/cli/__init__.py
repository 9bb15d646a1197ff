"""The command line: one command per file, each reads, calls the API, and prints or writes."""

from __future__ import annotations

import sys

import click

from riskcast._version import __version__
from riskcast.cli.capex import capex
from riskcast.cli.check import check
from riskcast.cli.compare import compare
from riskcast.cli.contingency import contingency
from riskcast.cli.drivers import drivers
from riskcast.cli.envelope import envelope
from riskcast.cli.explain import explain
from riskcast.cli.export import export
from riskcast.cli.gate import gate
from riskcast.cli.health import health
from riskcast.cli.import_ import import_
from riskcast.cli.indices import indices
from riskcast.cli.init import init
from riskcast.cli.mitigate import mitigate
from riskcast.cli.paths import paths
from riskcast.cli.problems import exit_code
from riskcast.cli.report import report
from riskcast.cli.review import review
from riskcast.cli.run import run
from riskcast.cli.scenario import scenario
from riskcast.cli.schedule import schedule
from riskcast.cli.schema import schema
from riskcast.cli.streams import prepare_streams

_EPILOG = """\b
Exit codes:
  0    done
  1    done, but a check failed
  2    wrong use or invalid input
  3    a file or the environment is the problem
  130  interrupted
"""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="riskcast")
def cli() -> None:
    """Forecast the dates and the budget of a program, with error bars.

    PROGRAM is a folder with program.yaml, a YAML or Excel file, a Primavera P6 .xer or .pmxml, an .xml of
    MS Project or P6, or - for YAML on standard input. With the extra riskcast[mpp] and Java, also .mpp, .mpx
    and the files of other tools. Results go to standard output, everything else to standard error.
    """


_COMMANDS = (
    *(init, check, health, explain, schedule, run, capex, contingency),
    *(scenario, compare, drivers, paths, indices, mitigate, envelope, gate),
    *(review, report, export, import_, schema),
)
for _command in _COMMANDS:
    cli.add_command(_command)


def main() -> None:
    """Run the command line and exit with a documented code."""
    try:
        prepare_streams()
        code = cli.main(standalone_mode=False)  # click returns the code of its Exit instead of raising it
    except BaseException as error:
        code = exit_code(error, as_json="--json" in sys.argv)
    if code:
        sys.exit(code)
