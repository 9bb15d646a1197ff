"""The program-level fields, calendars and projects as YAML."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from riskcast.model.amount import Amount
from riskcast.model.calendar import WEEKDAYS, Calendar, Shift, format_shifts
from riskcast.model.checks import Checks
from riskcast.model.fiscal import Finance, Fiscal
from riskcast.model.program import Combine, Dialect, Program, Progress, Project, StartLag, Targets
from riskcast.model.report_settings import ReportSettings
from riskcast.model.task import LagCalendar


def program_yaml(program: Program) -> str:
    """Return the text of ``program.yaml``: everything but the tables."""
    import yaml

    fields: dict[str, Any] = {"riskcast": program.riskcast, "id": program.id}
    fields |= _some(name=program.name, description=program.description)
    fields["start"] = _moment(program.start)
    if program.data_date is not None:
        fields["data_date"] = _moment(program.data_date)
    fields |= {"currency": program.currency, "confidence": program.confidence, "calendar": program.calendar}
    fields |= _rules(program)
    fields |= _money(program) | _targets(program.targets) | _checks(program.checks)
    fields["calendars"] = {c.id: _calendar(c) for c in program.calendars}
    fields["projects"] = {p.id: _project(p) for p in program.projects}
    fields |= _report(program.report)  # last, because a logo is one very long line
    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    # Values that stand twice are written twice: our reader takes no anchors and aliases.
    plain: Any = type("PlainDumper", (base,), {"ignore_aliases": lambda self, data: True})
    text = yaml.dump(fields, Dumper=plain, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
    return str(text)


def _some(**fields: str) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}


def _rules(program: Program) -> dict[str, Any]:
    """Return the rules of scheduling that differ from the usual ones."""
    fields: dict[str, Any] = {}
    if program.dialect is not Dialect.RISKCAST:
        fields["dialect"] = program.dialect.value
    if program.progress is not Progress.RETAINED_LOGIC:
        fields["progress"] = program.progress.value
    if program.start_lag is not StartLag.ACTUAL_START:
        fields["start_lag"] = program.start_lag.value
    if program.honour_constraints:
        fields["honour_constraints"] = True
    if program.lag_calendar is not LagCalendar.PREDECESSOR:
        fields["lag_calendar"] = program.lag_calendar.value
    if program.open_ends != "program":
        fields["open_ends"] = program.open_ends
    return fields | _together(program)


def _together(program: Program) -> dict[str, Any]:
    """Return how several risks on one task combine and how durations correlate, where that is not the default."""
    fields: dict[str, Any] = {}
    usual = Combine()
    combine = {name: way for name, way in dict(program.combine).items() if way != getattr(usual, name)}
    if combine:
        fields["combine"] = combine
    if program.default_correlation is not None:
        fields["default_correlation"] = _number(program.default_correlation)
    return fields


def _number(value: float) -> int | str:
    """Return a number that is written without exponent and without loss."""
    return int(value) if value == int(value) else str(Amount(value))


def moment_text(moment: datetime) -> str:
    """Return a moment as short as it can be written without loss."""
    if moment.time() == datetime.min.time():
        return moment.date().isoformat()
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")


def _moment(moment: datetime) -> str | date:
    """Return a moment for YAML, which writes dates, unlike texts that look like dates, without quotes."""
    return moment.date() if moment.time() == datetime.min.time() else moment_text(moment)


def _targets(targets: Targets) -> dict[str, Any]:
    given = {name: value for name, value in dict(targets).items() if value is not None}
    fields = {name: _number(value) if isinstance(value, float) else value for name, value in given.items()}
    return {"targets": fields} if fields else {}


def _money(program: Program) -> dict[str, Any]:
    """Return the settings of money that differ from the usual ones."""
    fields: dict[str, Any] = {}
    for name, settings, usual in (("fiscal", program.fiscal, Fiscal()), ("finance", program.finance, Finance())):
        changed = {key: value for key, value in dict(settings).items() if value != getattr(usual, key)}
        if changed:
            fields[name] = changed
    return fields


def _report(report: ReportSettings) -> dict[str, Any]:
    """Return what a program says about its report; the logo is written out, so that it needs no other file."""
    usual = ReportSettings()
    changed = {name: value for name, value in dict(report).items() if value != getattr(usual, name)}
    fields = {name: _as_written(value) for name, value in changed.items()}
    return {"report": fields} if fields else {}


def _as_written(value: str | float | tuple[Any, ...]) -> str | list[Any]:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str) else f"{(Decimal(repr(value)) * 100).normalize():f} %"


def _checks(checks: Checks) -> dict[str, Any]:
    fields: dict[str, object] = {}
    if checks.ignore:
        fields["ignore"] = list(checks.ignore)
    if checks.thresholds:
        fields["thresholds"] = {name: int(n) if n == int(n) else n for name, n in checks.thresholds.items()}
    return {"checks": fields} if fields else {}


def _project(project: Project) -> dict[str, Any]:
    fields: dict[str, Any] = _some(name=project.name, manager=project.manager, calendar=project.calendar or "")
    if project.start is not None:
        fields["start"] = _moment(project.start)
    if project.data_date is not None:
        fields["data_date"] = _moment(project.data_date)
    fields |= _some(treatment=project.treatment or "")
    if project.must_finish_by is not None:
        fields["must_finish_by"] = _moment(project.must_finish_by)
    return fields | _targets(project.targets)


def _calendar(calendar: Calendar) -> dict[str, Any]:
    fields: dict[str, Any] = _some(name=calendar.name)
    fields["week"] = _week(calendar.week)
    usual = Calendar.model_validate({"id": "usual", "week": list(calendar.week)})
    for name in ("hours_per_day", "days_per_week"):
        if getattr(calendar, name) != getattr(usual, name):
            fields[name] = _number(getattr(calendar, name))
    holidays = [day for day, shifts in sorted(calendar.exceptions.items()) if not shifts]
    if holidays:
        fields["holidays"] = _ranges(holidays)
    worked = {day: format_shifts(s) for day, s in sorted(calendar.exceptions.items()) if s}
    if worked:
        fields["exceptions"] = worked
    return fields


def _week(week: tuple[tuple[Shift, ...], ...]) -> dict[str, str]:
    """Return the week with equal neighbours joined: ``mon-fri``; days off are left out, unless all are."""
    days: dict[str, str] = {}
    first = 0
    for n in range(1, 8):
        if n == 7 or week[n] != week[first]:
            name = WEEKDAYS[first] if n - first == 1 else f"{WEEKDAYS[first]}-{WEEKDAYS[n - 1]}"
            if week[first]:
                days[name] = format_shifts(week[first])
            first = n
    return days or {"mon-sun": "off"}


def _ranges(days: list[date]) -> list[str | date]:
    """Return sorted dates with runs of three or more joined: ``2027-12-24..2027-12-31``."""
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    texts: list[str | date] = []
    for run in runs:
        texts += [f"{run[0]}..{run[-1]}"] if len(run) > 2 else run
    return texts
