"""What drives a result, in tables for the terminal."""

from __future__ import annotations

from riskcast.analysis.drivers import Drivers
from riskcast.analysis.events import RiskDriver, SharedDriver
from riskcast.analysis.noise import within_noise
from riskcast.analysis.wording import say_date, say_percent
from riskcast.cli.lines import wrap
from riskcast.cli.table import format_table, shorten


def task_table(found: Drivers, wide: int) -> str:
    """Return the tasks that drive the finish most; nothing when no duration is uncertain."""
    rows = [
        [shorten(d.task, 24), shorten(d.name, wide), say_percent(d.criticality), f"{d.rank_correlation:+.2f}"]
        for d in found.tasks
        if d.rank_correlation is not None and d.criticality > 0.0
    ]
    return format_table(["driving task", "name", "critical", "rank corr."], rows[:6], right=(2, 3)) if rows else ""


def shared_table(found: Drivers, wide: int) -> str:
    """Return the drivers that tasks share; nothing when none acted."""
    rows = [
        [
            shorten(d.driver, 12),
            shorten(d.name, wide),
            say_percent(d.probability),
            "" if d.rank_correlation is None else f"{d.rank_correlation:+.2f}",
            _delay(d),
        ]
        for d in found.shared
        if d.acted > 0.0
    ]
    head = ["driver", "name", "chance", "rank corr.", "if it acts"]
    if not any(row[-1] for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
    return format_table(head, rows[:5], right=(2, 3, 4)[: len(head) - 2]) if rows else ""


def risk_table(found: Drivers, wide: int) -> str:
    """Return the risks that matter most; nothing when none can be compared."""
    rows = [
        [shorten(d.risk, 12), shorten(d.name, wide), say_percent(d.probability), _delay(d)]
        for d in found.risks
        if d.delay_days is not None
    ]
    return format_table(["risk", "name", "chance", "if it occurs"], rows[:5], right=(2, 3)) if rows else ""


def responses_line(found: Drivers, width: int) -> str:
    """Return which responses count and which wait for a decision; nothing when there are none."""
    counted = sorted(d.risk for d in found.risks if d.state in ("active", "done"))
    open_ = sorted((d for d in found.risks if d.state == "planned"), key=lambda d: d.risk)
    waiting = [d.risk + (f", decide by {say_date(d.decide_by)}" if d.decide_by else "") for d in open_]
    said = [f"counted for {_some(counted)}"] if counted else []
    said += [f"planned and not counted for {_some(waiting)}"] if waiting else []
    return wrap(f"Responses: {'; '.join(said)}", width) if said else ""


def _some(parts: list[str]) -> str:
    return "; ".join(parts[:5]) + (f" and {len(parts) - 5} more" if len(parts) > 5 else "")


def _delay(d: RiskDriver | SharedDriver) -> str:
    if d.delay_days is None or d.delay_error is None:
        return ""
    if within_noise(d.delay_days, d.delay_error):
        return "within noise"
    return f"{d.delay_days:+.0f} ± {2 * d.delay_error:.0f} d"
