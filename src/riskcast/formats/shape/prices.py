"""Rows to price indices and currencies."""

from __future__ import annotations

from riskcast.formats.raw import Row
from riskcast.formats.shape.family import Family, shape_family
from riskcast.formats.shape.report import Report
from riskcast.model.estimate import Estimate
from riskcast.model.price import Currency, PriceIndex


def parse_rate(text: str) -> Estimate:
    """Read a rise per year, such as ``3%``."""
    return Estimate.parse(text)


def parse_exchange(text: str) -> Estimate:
    """Read an exchange rate, such as ``0.92``; raise :class:`ValueError` with words about numbers."""
    return Estimate.parse(text, "number")


_INDICES = Family(
    "indices", PriceIndex, {"rate": parse_rate}, lists=("categories",), stand_in={"rate": Estimate.parse("0%")}
)
_CURRENCIES = Family("currencies", Currency, {"rate": parse_exchange}, stand_in={"rate": Estimate.parse("1")})


def shape_indices(report: Report, rows: list[Row]) -> list[PriceIndex]:
    """Return the price indices of all rows."""
    return shape_family(report, rows, _INDICES)


def shape_currencies(report: Report, rows: list[Row]) -> list[Currency]:
    """Return the currencies of all rows."""
    return shape_family(report, rows, _CURRENCIES)
