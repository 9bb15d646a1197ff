"""Drivers, correlations, branches, conditions, reworks, lost time and seasons as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable

from riskcast.formats.save_cells import Cells, moment, texts
from riskcast.model.amount import Amount
from riskcast.model.branch import Branch, Condition, Rework
from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.driver import Driver
from riskcast.model.season import LostTime, Season, format_yearday, say_months


def driver_cells(driver: Driver) -> Cells:
    """Return the row of a driver."""
    cells: dict[str, object] = {
        "id": driver.id,
        "name": driver.name,
        "probability": "" if driver.probability == 1.0 else Amount(driver.probability),
        "duration": driver.duration,
        "cost": driver.cost,
        "tasks": "; ".join(driver.tasks),
        "enabled": "" if driver.enabled else "false",
        "cause": driver.cause,
        "note": driver.note,
    }
    return texts(cells)


def correlation_cells(correlation: Correlation) -> Cells:
    """Return the row of a correlation."""
    of = "" if correlation.of is CorrelationOf.DURATION else correlation.of.value
    among = "; ".join(correlation.among)
    return texts({"of": of, "among": among, "rho": Amount(correlation.rho), "note": correlation.note})


def branch_rows(branches: Iterable[Branch]) -> Iterable[Cells]:
    """Yield a row for every option of every branch."""
    for branch in branches:
        for n, option in enumerate(branch.options):
            own = {"id": branch.id, "name": branch.name if n == 0 else ""}
            chance, tasks = Amount(option.probability), "; ".join(option.tasks)
            yield texts({**own, "option": option.name, "probability": chance, "tasks": tasks})


def condition_cells(condition: Condition) -> Cells:
    """Return the row of a condition."""
    cells: dict[str, object] = {
        "id": condition.id,
        "name": condition.name,
        "task": condition.task,
        "later_than": moment(condition.later_than),
        "longer_than": condition.longer_than,
        "then": "; ".join(condition.then),
        "otherwise": "; ".join(condition.otherwise),
    }
    return texts(cells)


def rework_cells(rework: Rework) -> Cells:
    """Return the row of a rework."""
    cells: dict[str, object] = {
        "id": rework.id,
        "name": rework.name,
        "tasks": "; ".join(rework.tasks),
        "probability": Amount(rework.probability),
        "at_most": "" if rework.at_most == Rework.model_fields["at_most"].default else rework.at_most,
    }
    return texts(cells)


def lost_time_cells(line: LostTime) -> Cells:
    """Return the row of lost time."""
    cells: dict[str, object] = {
        "id": line.id,
        "name": line.name,
        "calendars": "; ".join(line.calendars),
        "months": "" if len(line.months) == 12 else say_months(line.months),
        "days": line.days,
        "block": "true" if line.block else "",
    }
    return texts(cells)


def season_cells(season: Season) -> Cells:
    """Return the row of a closed season."""
    cells: dict[str, object] = {
        "id": season.id,
        "name": season.name,
        "calendars": "; ".join(season.calendars),
        "first": format_yearday(season.first),
        "last": format_yearday(season.last),
        "early": season.early,
        "late": season.late,
    }
    return texts(cells)
