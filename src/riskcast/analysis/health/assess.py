"""All health checks of one program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.analysis.health.order import DCMA, RULES
from riskcast.analysis.health.rule import Outcome
from riskcast.errors import Finding

if TYPE_CHECKING:
    import pandas as pd

    from riskcast.model.program import Program
    from riskcast.simulation.schedule import Schedule


@dataclass(frozen=True)
class Health:
    """What the checks have found, in the order of their codes."""

    outcomes: tuple[Outcome, ...]
    ignored: tuple[str, ...]
    """Codes of the checks that the program asks not to make."""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The checks whose limit is not kept."""
        return tuple(outcome for outcome in self.outcomes if outcome.verdict == "fail")

    @property
    def dcma(self) -> tuple[Outcome, ...]:
        """The checks that belong to the fourteen points."""
        return tuple(outcome for outcome in self.outcomes if outcome.rule.code in DCMA)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One finding for each part of the program that makes a check fail, without file locations."""
        return tuple(finding for outcome in self.failed for finding in _findings(outcome))

    def to_frame(self) -> pd.DataFrame:
        """Return one row per check: title, count, population, value, limit, verdict, reason and the offending ids."""
        import pandas as pd

        rows = [
            {
                "code": outcome.rule.code,
                "title": outcome.rule.title,
                "count": outcome.measured.count,
                "population": outcome.measured.population,
                "value": outcome.measured.value,
                "unit": outcome.rule.unit,
                "limit": outcome.limit,
                "verdict": outcome.verdict,
                "reason": outcome.measured.reason,
                "offenders": [offender.id for offender in outcome.measured.offenders],
            }
            for outcome in self.outcomes
        ]
        return pd.DataFrame(rows).set_index("code") if rows else pd.DataFrame()


def assess(program: Program, schedule: Schedule | None = None) -> Health:
    """Check the health of a program; ``schedule`` when its deterministic schedule is at hand.

    The checks and limits are those of ``program.checks``. All but the critical path test only count; that one
    schedules the program once more.

    Raises
    ------
    InvalidInput
        When the program's parts do not fit together.
    """
    from riskcast.analysis.health.facts import Facts
    from riskcast.simulation.schedule import schedule_program

    facts = Facts(program, schedule or schedule_program(program))
    ignored = tuple(rule.code for rule in RULES if rule.code in program.checks.ignore)
    made = (rule for rule in RULES if rule.code not in ignored)
    return Health(tuple(Outcome(rule, facts.limit(rule.code), rule.measure(facts)) for rule in made), ignored)


def _findings(outcome: Outcome) -> Iterator[Finding]:
    rule, measured = outcome.rule, outcome.measured
    for offender in measured.offenders:
        message = f"{rule.title.lower()}: {offender.note}"
        path, subject = (offender.section, offender.row), f"{offender.section}.{offender.id}"
        yield Finding(rule.code, message, rule.remedy, rule.level, path, subject)
    if not measured.offenders and measured.value is not None:
        limit = rule.say_limit(outcome.limit)
        message = f"{rule.title.lower()}: {rule.say_value(measured.value)}, where {limit} is asked"
        yield Finding(rule.code, message, rule.remedy, rule.level)
