"""How much to hold, for what, and if what is left is enough."""

from __future__ import annotations

from riskcast.analysis.money.allocation import Breakdown, Part, allocate
from riskcast.analysis.money.contingency import Contingency, Cover, contingencies
from riskcast.analysis.money.drawdown import Drawdown, drawdown
from riskcast.analysis.money.joint import equal_level, joint
from riskcast.analysis.wording import say_finish, say_money, say_percent
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result

_SHOWN = 12
"""Causes that are listed."""


def contingency_text(result: Result, width: int = 80) -> str:
    """Return the contingency of a result at the program's confidence, at most so many columns (80 or more)."""
    found = contingencies(result)
    allocation = allocate(result)
    causes = _breakdown("for what", allocation.by_cause, width) if allocation.by_cause is not None else ""
    parts = [
        result.program.label,
        wrap(_head(result, found.program), width),
        wrap(_held(result, found.program.cover), width),
        _needs((found.program, *found.projects), width),
        _breakdown("for whom", allocation.by_project, width),
        causes,
        _drawdown(drawdown(result), width),
        wrap(_joint(result), width),
        _method(result, width),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(result: Result, found: Contingency) -> str:
    money = say_money(found.money.value, result.program.currency)
    low, high = say_money(found.money.low, "").strip(), say_money(found.money.high, "").strip()
    return (
        f"For {found.p} % confidence hold {money} ({low} to {high}) and {found.days.value:.0f} days "
        f"({found.days.low:.0f} to {found.days.high:.0f}) beyond the plan of "
        f"{say_money(found.planned_cost, result.program.currency)} and {say_finish(found.planned_finish)}."
    )


def _held(result: Result, cover: Cover) -> str:
    said = []
    if cover.contingency is not None and cover.exceeds_contingency is not None:
        said.append(
            f"The contingency of {say_money(cover.contingency, result.program.currency)} is not enough with "
            f"{say_percent(cover.exceeds_contingency.value)}."
        )
    if cover.reserve is not None and cover.exceeds_all is not None:
        said.append(
            f"Together with the management reserve of {say_money(cover.reserve, result.program.currency)} it is not "
            f"enough with {say_percent(cover.exceeds_all.value)}."
        )
    if cover.budget is not None and cover.budget_confidence is not None:
        said.append(
            f"The budget of {say_money(cover.budget, result.program.currency)} holds with "
            f"{say_percent(cover.budget_confidence.value)}."
        )
    return " ".join(said)


def _needs(found: tuple[Contingency, ...], width: int) -> str:
    rows = [
        [
            shorten(each.project or "program", width - 58),
            _plain(each.planned_cost),
            _plain(float(each.cost.value)),  # type: ignore[arg-type]
            _plain(each.money.value),
            say_finish(each.planned_finish),
            f"{each.days.value:.0f} d",
        ]
        for each in found
    ]
    head = ["to hold", "plan", f"P{found[0].p}", "money", "planned finish", "time"]
    return format_table(head, rows, right=range(1, 6)) + "\n" + wrap("Those of projects do not add up.", width)


def _breakdown(title: str, breakdown: Breakdown, width: int) -> str:
    named = [part for part in breakdown.parts if part.kind != "rest"]
    few = named[len(named) if len(named) <= _SHOWN else _SHOWN - 1 :]
    rows = [_part(part, width) for part in named if part not in few]
    if few:
        rows.append([f"{len(few)} more", _plain(sum(part.amount for part in few)), ""])
    rows += [_part(part, width) for part in breakdown.parts if part.kind == "rest"]
    rows.append(["total", _plain(breakdown.total), ""])
    return format_table([title, "money", "error"], rows, right=(1, 2))


def _part(part: Part, width: int) -> list[str]:
    return [shorten(part.label, width - 26), _plain(part.amount), _error(part.error)]


def _drawdown(found: Drawdown, width: int) -> str:
    done = next((n for n, at in enumerate(found.positions) if abs(at.required.value) < 1.0), len(found.positions) - 1)
    positions = found.positions[: done + 1]
    step = max(1, -(-len(positions) // _SHOWN))
    shown = [at for n, at in enumerate(positions) if n % step == 0 or n == len(positions) - 1]
    rows = [
        [
            at.period or "now",
            _plain(at.remaining.value),
            _plain(at.remaining_p10.value),
            _plain(at.remaining_p90.value),
            _plain(at.required.value),
            say_percent(at.exhausted.value),
        ]
        for at in shown
    ]
    head = ["end of", "left", "P10", "P90", f"needed P{found.p}", "exhausted"]
    what = "the contingency that is held" if found.is_promised else "what the confidence needs, as none is held"
    return format_table(head, rows, right=range(1, 6)) + "\n" + wrap(f"Left of {what}: {_plain(found.held)}.", width)


def _joint(result: Result) -> str:
    both, needs = joint(result), equal_level(result, 70)
    return (
        f"Within {say_money(both.budget, result.program.currency)} and by {say_finish(both.date)} together: "
        f"{say_percent(both.both.value)}. A joint confidence of 70 % takes P{needs.p:.0f} of both: "
        f"{say_money(needs.cost, result.program.currency)} and {say_finish(needs.date)}."
    )


def _method(result: Result, width: int) -> str:
    m = result.manifest
    text = f"Money in {result.program.currency}, costs positive; days are calendar days."
    share = "Shares: means over the futures whose cost lies at the percentile, less the plan; with standard errors."
    run = f"{say_count(m.iterations, 'iteration')}, seed {m.seed}, digest {m.result_digest[:16]}."
    return wrap(f"{share} {text} {run}", width)


def _plain(value: float) -> str:
    return say_money(value, "").strip()


def _error(error: float | None) -> str:
    return "" if error is None else f"±{_plain(error)}"
