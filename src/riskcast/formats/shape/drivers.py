"""Rows to drivers, bands and correlations."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import COLUMNS, ESTIMATE_COLUMNS
from riskcast.formats.raw import Row
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.impacts import parse_factor
from riskcast.formats.shape.report import Report
from riskcast.formats.shape.uncertainty import estimate_of
from riskcast.model.amount import Amount
from riskcast.model.band import Band
from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.driver import Driver

_WHOLE = Amount(100.0, "%")
"""What a blank likely value of a band means."""


def shape_drivers(report: Report, rows: list[Row]) -> list[Driver]:
    """Return the drivers of all rows."""
    drivers: list[Driver] = []
    for row in rows:
        entry = Entry.of(report, "drivers", len(drivers), row)
        entry.known_fields(COLUMNS["drivers"])
        values = given(entry)
        for name in ("duration", "cost"):
            values[name] = entry.parsed(name, parse_factor)
        driver = entry.build(Driver, {**values, "tasks": entry.names("tasks")}, {})
        if driver is None:
            report.bad.pop(("drivers", len(drivers)), None)
        else:
            drivers.append(driver)
    return drivers


def shape_bands(report: Report, rows: list[Row]) -> list[Band]:
    """Return the bands of all rows."""
    bands: list[Band] = []
    for row in rows:
        entry = Entry.of(report, "bands", len(bands), row)
        entry.label = str(row.data.get("where", ""))
        estimates = ESTIMATE_COLUMNS if row.table else ("estimate",)
        entry.known_fields(("where", *estimates, "cost", "note"))
        if row.table:
            report.rename(entry.path("estimate"), f"bands.{entry.label}.distribution")
        estimate = estimate_of(entry, _WHOLE) if row.table else entry.parsed("estimate", parse_factor)
        values = {name: value for name, value in given(entry).items() if name in ("where", "note")}
        values |= {"estimate": estimate, "cost": entry.parsed("cost", parse_factor)}
        band = entry.build(Band, values, {})
        if band is None:
            report.bad.pop(("bands", len(bands)), None)
        else:
            bands.append(band)
    return bands


def shape_correlations(report: Report, rows: list[Row]) -> list[Correlation]:
    """Return the correlations of all rows."""
    correlations: list[Correlation] = []
    for row in rows:
        entry = Entry.of(report, "correlations", len(correlations), row)
        entry.known_fields(COLUMNS["correlations"])
        entry.lowered("of", CorrelationOf)
        among = entry.names("among")
        entry.label = "; ".join(among[:3])
        values = given(entry)
        if among or "among" not in values:
            values |= {"among": among} if among else {}
        correlation = entry.build(Correlation, values, {"rho": 0.0})
        if correlation is None:
            report.bad.pop(("correlations", len(correlations)), None)
        else:
            correlations.append(correlation)
    return correlations


def given(entry: Entry) -> dict[str, Any]:
    """Return the fields that have a value."""
    return {name: value for name, value in entry.data.items() if value != ""}
