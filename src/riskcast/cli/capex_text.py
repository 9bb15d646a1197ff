"""The fiscal-year table and what a controller asks beside it."""

from __future__ import annotations

from riskcast.analysis.answer import answer
from riskcast.analysis.money.buckets import By
from riskcast.analysis.money.capitalised import capitalised
from riskcast.analysis.money.cost_report import CostRow, cost_report
from riskcast.analysis.money.excess import excess_of_standalone
from riskcast.analysis.money.profiles import profiles
from riskcast.analysis.money.runout import RunOut, runout
from riskcast.analysis.money.years import YearRow, year_table
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result


def capex_text(result: Result, by: By, width: int = 80) -> str:
    """Return the forecast of money by fiscal year, at most so many columns (80 or more)."""
    program = result.program
    parts = [
        program.label,
        wrap(answer(result).cost, width),
        _years(result, width),
        _treatments(result),
        _projects(result, width),
        _assets(result, width),
        _runout(result, width),
        _profiles(result, by) if by != "year" else "",
        _method(result, width),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _years(result: Result, width: int) -> str:
    rows = year_table(result)
    budgeted = any(row.budget is not None for row in rows)
    head = ["year", "actual", "plan", "mean", "P10", "P50", "P80"] + (["budget", "over", "under"] if budgeted else [])
    table = format_table(head, [_year(row, budgeted) for row in rows], right=range(1, len(head)))
    found = excess_of_standalone(result)
    more = (
        f"Years do not add up: their own P{found.p}s come to {_sum(result, found.standalone)}, "
        f"{_sum(result, abs(found.excess))} {'more' if found.excess >= 0 else 'less'} than the P{found.p} "
        "of the total. "
        f"All years stay within their own P{found.p} with {say_percent(found.all_within)}."
    )
    error = max(max(row.p80 - row.p80_low, row.p80_high - row.p80) for row in rows)
    exact = "" if any(row.is_open for row in rows) else f"95 % intervals: each P80 within ±{_plain(error)}. "
    threshold = (
        f"over, under: chance to miss the budget by more than {100 * result.program.finance.threshold:g} % of it. "
    )
    return f"{table}\n" + wrap(exact + (threshold if budgeted else "") + more, width)


def _year(row: YearRow, budgeted: bool) -> list[str]:
    sums = [row.actual, row.plan, row.mean, row.p10, row.p50, row.p80]
    cells = [row.year, *("" if value is None else _plain(value) for value in sums)]
    if budgeted:
        cells.append("" if row.budget is None else _plain(row.budget))
        cells += ["" if chance is None else say_percent(chance) for chance in (row.over, row.under)]
    return cells


def _treatments(result: Result) -> str:
    capital, revenue = year_table(result, treatment="capex"), year_table(result, treatment="opex")
    if not any(row.mean for row in capital):
        return ""
    other = {row.year: row for row in revenue}
    rows = []
    for row in capital:
        beside = other.get(row.year)
        rows.append(
            [row.year, _plain(row.mean), _plain(row.p80), _plain(row.budget)]
            + (["", "", ""] if beside is None else [_plain(beside.mean), _plain(beside.p80), _plain(beside.budget)])
        )
    kept = [k for k in range(7) if k not in (3, 6) or any(row[k] for row in rows)]
    head = ["year", "capex mean", "P80", "budget", "opex mean", "P80", "budget"]
    return format_table([head[k] for k in kept], [[row[k] for k in kept] for row in rows], right=range(1, len(kept)))


def _projects(result: Result, width: int) -> str:
    rows = cost_report(result).rows
    head = ["cost report", "budget", "changes", "actual", "ordered", "to come", "EAC", "P80", "left"]
    body = [[shorten(row.project or "program", width - 66), *_cells(row)] for row in rows]
    kept = [k for k in range(len(head)) if k < 1 or k > 4 or any(row[k] not in ("", "0") for row in body)]
    table = format_table([head[k] for k in kept], [[row[k] for k in kept] for row in body], right=range(1, len(kept)))
    return table + "\nEAC: mean of actuals and what is to come; left: budget with approved changes less EAC."


def _cells(row: CostRow) -> list[str]:
    sums = (row.budget, row.changes, row.actual, row.committed, row.etc, row.eac.value, row.eac_p80.value, row.variance)
    return [_plain(value) for value in sums]


def _assets(result: Result, width: int) -> str:
    found = capitalised(result)
    if found is None or not found.assets:
        return ""
    lines = []
    for asset in found.assets:
        dates = [at.value for at in (asset.p10, asset.p50, asset.p80)]
        first = "" if asset.first_year is None else _plain(asset.first_year.mean.value)
        days = ["never" if day is None else say_date(day) for day in dates]
        lines.append([shorten(asset.label, 20), _plain(asset.total.mean.value), *days, first])
    note = "riskcast applies the rules of the program; what may be capitalised is for its accountants."
    head = ["in service", "capital", "P10", "P50", "P80", "1st year"]
    text = "capital: mean capitalised; 1st year: mean amortisation in the fiscal year of going into service. "
    return format_table(head, lines, right=range(1, 6)) + "\n" + wrap(text + note, width)


def _runout(result: Result, width: int) -> str:
    found = runout(result, "committed")
    if found is None:
        return ""
    what = "authorised amount" if found.cap == "authorised" else "budget"
    head = f"Commitments pass the {what} of {_sum(result, found.authorised)}"
    return wrap(f"{head} {_when(found)}.", width)


def _when(found: RunOut) -> str:
    if found.chance == 0.0:
        return "in no iteration"
    chance = f"with {say_percent(found.chance)}"
    if found.p50 is None:
        return chance
    return f"{chance}: by {found.p50} in half of the futures" + (f", by {found.p80} in 80 %" if found.p80 else "")


def _profiles(result: Result, by: By) -> str:
    found = profiles(result, by=by)
    head = [by, *(profile.name for profile in found)]
    rows = [[name, *(_plain(float(profile.amount[n])) for profile in found)] for n, name in enumerate(found[0].periods)]
    rows.append(["total", *("" if profile.total is None else _plain(profile.total) for profile in found)])
    return format_table(head, rows, right=range(1, len(head)))


def _method(result: Result, width: int) -> str:
    m, program = result.manifest, result.program
    money = f"Money in {program.currency}, costs positive, as incurred; actuals included."
    return wrap(f"{money} {say_count(m.iterations, 'iteration')}, seed {m.seed}, digest {m.result_digest[:16]}.", width)


def _sum(result: Result, value: float) -> str:
    return say_money(value, result.program.currency)


def _plain(value: float | None) -> str:
    return "" if value is None else say_money(value, "").strip()
