"""Ranges as they were understood: where they come from, and what varies together."""

from __future__ import annotations

from collections import Counter

from riskcast.analysis.wording import say_percent
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.range_lines import fitted_ranges
from riskcast.cli.sizes import say_size
from riskcast.cli.table import format_table, shorten
from riskcast.model.effective import OWN, effective_cost_ranges, effective_estimates
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.season import format_yearday, say_months
from riskcast.model.selector import Selection


def ranges_text(program: Program, selection: Selection, width: int) -> str:
    """Return how many durations are uncertain, by family and by source, and a table of the bands."""
    found = effective_estimates(program, selection)
    families = Counter(ranged.estimate.family for ranged in found.values())
    certain = len(program.tasks) - len(found)
    listed = ", ".join(f"{count} {family}" for family, count in families.most_common()) or "none uncertain"
    lines = ["Ranges", wrap(f"durations: {listed}; {certain} certain (milestones included)", width, "  ")]
    if program.bands:
        own = sum(ranged.source == OWN for ranged in found.values())
        lines.append(f"  from: {own} their own, {len(found) - own} from bands")
    lines += [*fitted_ranges(program, width), *_chances(program, width)]
    return "\n".join(lines) + (f"\n\n{_bands(program, selection, width)}" if program.bands else "")


def _chances(program: Program, width: int) -> list[str]:
    """Return the tasks that may not be needed."""
    open_ = [task for task in program.tasks if task.probability < 1.0]
    shown = ", ".join(f"{task.id} {say_percent(task.probability)}" for task in open_[:10])
    more = f" and {len(open_) - 10} more" if len(open_) > 10 else ""
    return [wrap(f"perhaps not needed: {shown}{more}", width, "  ")] if open_ else []


def _bands(program: Program, selection: Selection, width: int) -> str:
    durations = Counter(ranged.source for ranged in effective_estimates(program, selection).values())
    costs = Counter(ranged.source for ranged in effective_cost_ranges(program, selection).values())
    spare = max(width - 80, 0) // 2
    rows = [
        [
            shorten(band.where, 26 + spare),
            _size(band.estimate, 22 + spare // 2),
            str(durations[f"band {band.where}"]) if band.estimate is not None else "",
            _size(band.cost, 14 + spare // 2),
            str(costs[f"band {band.where}"]) if band.cost is not None else "",
        ]
        for band in program.bands
    ]
    return format_table(["band", "durations", "tasks", "costs", "tasks"], rows, right=(2, 4))


def _size(estimate: Estimate | None, width: int) -> str:
    return "" if estimate is None else shorten(say_size(estimate), width)


def drivers_text(program: Program, selection: Selection, width: int) -> str:
    """Return a table of the drivers."""
    spare = max(width - 80, 0) // 3
    rows = [
        [
            shorten(driver.id, 14 + spare),
            shorten(driver.name, 22 + spare),
            say_percent(driver.probability) if driver.enabled else "off",
            str(len(selection.every(driver.tasks))),
            _size(driver.duration, 16 + spare),
            _size(driver.cost, 14 + spare),
        ]
        for driver in program.drivers
    ]
    table = format_table(["driver", "name", "chance", "tasks", "durations", "costs"], rows, right=(2, 3))
    return f"{table}\nA factor is drawn once for all tasks of a driver; several on one task multiply."


def correlations_text(program: Program, width: int) -> str:
    """Return the correlations, and what is independent; nothing when there are neither correlations nor ranges."""
    default = program.default_correlation
    if not program.correlations and default is None:
        return ""
    lines = ["Correlations"]
    for correlation in program.correlations:
        among = correlation.among
        shown = "; ".join(among[:6]) + (f" and {len(among) - 6} more" if len(among) > 6 else "")
        lines.append(wrap(f"{correlation.of.value} {correlation.rho:g}: {shown}", width, "  "))
    other = "independent" if not default else f"{default:g} between any two"
    lines.append(f"  other durations: {other}")
    return "\n".join(lines)


def branches_text(program: Program, selection: Selection, width: int) -> str:
    """Return the branches, conditions and reworks; nothing when there are none."""
    branches, conditions, reworks = [], [], []
    for branch in program.branches:
        rest = max(1.0 - sum(option.probability for option in branch.options), 0.0)
        ways = [
            f"{say_percent(option.probability)} {option.name or f'option {n}'} ({_tasks(option.tasks, selection)})"
            for n, option in enumerate(branch.options, start=1)
        ]
        ways += [f"{say_percent(rest)} none"] if rest > 1e-9 else []
        branches.append(f"{branch.id}: {', '.join(ways)}")
    for condition in program.conditions:
        bound = condition.later_than
        when = f"finishes after {bound:%Y-%m-%d}" if bound is not None else f"takes longer than {condition.longer_than}"
        then = [f"then {_tasks(condition.then, selection)}"] if condition.then else []
        then += [f"otherwise {_tasks(condition.otherwise, selection)}"] if condition.otherwise else []
        conditions.append(f"{condition.id}: if {condition.task} {when}, {', '.join(then)}")
    for rework in program.reworks:
        again = f"{say_percent(rework.probability)} again after each pass, at most {say_count(rework.at_most, 'time')}"
        reworks.append(f"{rework.id}: {' -> '.join(rework.tasks)}; {again}")
    lost = [
        f"{line.id}: {', '.join(line.calendars)} loses {line.days.brief()} "
        f"{'in one block ' if line.block else ''}in each of {say_months(line.months)}"
        for line in program.lost_time
    ]
    closed = [
        f"{season.id}: {', '.join(season.calendars)} closed from {format_yearday(season.first)} to "
        f"{format_yearday(season.last)}"
        + (f", up to {season.early.brief()} earlier" if season.early else "")
        + (f", up to {season.late.brief()} later" if season.late else "")
        for season in program.seasons
    ]
    parts = (
        ("Branches", branches),
        ("Conditions", conditions),
        ("Reworks", reworks),
        ("Lost time", lost),
        ("Closed seasons", closed),
    )
    told = (["\n".join([title, *(wrap(line, width, "  ") for line in lines)])] for title, lines in parts if lines)
    return "\n".join(text for part in told for text in part)


def _tasks(texts: tuple[str, ...], selection: Selection) -> str:
    """Return ids and selectors, and how many tasks these are where that is not to be seen."""
    meant = selection.every(texts)
    shown = "; ".join(texts[:4]) + (f" and {len(texts) - 4} more" if len(texts) > 4 else "")
    return shown if meant == texts else f"{shown}: {say_count(len(meant), 'task')}"
