"""Observed values of estimates, read from the files beside the program."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from riskcast.errors import FileProblem, Finding, InvalidInput, did_you_mean
from riskcast.errors import Path as Steps
from riskcast.formats.csv_file import Records
from riskcast.formats.shape.report import Report
from riskcast.formats.textfile import decode, read_bytes
from riskcast.model.amount import Amount
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.walk import with_estimates

MOST = 10_000
"""Values that one estimate may have; they are kept in the program."""

Table = list[tuple[int, list[str]]]


def with_observed(program: Program, report: Report, base: PurePath) -> Program:
    """Return the program with the values of ``empirical(file, column)``, which are looked for from ``base``.

    What cannot be read becomes a finding of the estimate.
    """
    return with_values(program, base, lambda path, message: _complain(report, path, message))


def with_values(program: Program, base: PurePath, complain: Callable[[Steps, str], None]) -> Program:
    """Return the program with the values of estimates that were not read yet; ``complain`` takes what is wrong."""
    reader = _Reader(base)

    def read(path: Steps, estimate: Estimate) -> Estimate:
        if estimate.family != "empirical" or estimate.args:
            return estimate
        try:
            return reader.values(estimate)
        except (FileProblem, ValueError) as error:
            complain(path, str(error))
            return estimate

    changed: Program = with_estimates(program, read)
    return changed


def _complain(report: Report, path: Steps, message: str) -> None:
    section, row, *rest = path
    report.bad.setdefault((str(section), int(row)), set()).add(str((rest or ["?"])[0]))
    remedy = "the file is looked for from the program's folder; its first row names the columns"
    subject = ".".join(map(str, path))
    report.findings.append(Finding("RC019", message, remedy, "error", path, subject, report.source.where(path)))


class _Reader:
    """Reads columns, each file once."""

    def __init__(self, base: PurePath) -> None:
        self._base = base
        self._tables: dict[str, Table] = {}

    def values(self, estimate: Estimate) -> Estimate:
        """Return the estimate with the values of its column."""
        words = dict(estimate.words)
        name, unit = words["file"], words.get("unit", "")
        if name not in self._tables:
            self._tables[name] = _table(Path(self._base / name), name)
        (_, header), *rows = self._tables[name]
        at = _column(header, words["column"], name)
        cells = [(line, cells[at].strip()) for line, cells in rows if at < len(cells) and cells[at].strip()]
        if not 0 < len(cells) <= MOST:
            how = "no values" if not cells else f"{len(cells)} values, and an estimate holds at most {MOST}"
            raise ValueError(f"the column {words['column']!r} of {name} has {how}")
        args = tuple(("value", _amount(cell, unit, f"{name}:{line}")) for line, cell in cells)
        kept = tuple((key, value) for key, value in estimate.words if key != "unit")
        return replace(estimate, args=args, words=kept)


def _table(path: Path, name: str) -> Table:
    try:
        text = decode(read_bytes(path), name)
        rows = [(line, cells) for line, cells in Records(text) if any(cell.strip() for cell in cells)]
    except InvalidInput as error:
        raise ValueError(f"{name}: {error.findings[0].message}") from None
    except csv.Error as error:
        raise ValueError(f"{name} is not CSV: {error}") from None
    if rows and len(rows[0][1]) and rows[0][1][0].strip('"').lower().startswith("sep="):
        rows = rows[1:]
    if not rows:
        raise ValueError(f"{name} is empty")
    return rows


def _column(header: list[str], wanted: str, name: str) -> int:
    names = [cell.strip() for cell in header]
    for given in (names, [n.lower() for n in names]):
        key = wanted if given is names else wanted.lower()
        if given.count(key) == 1:
            return given.index(key)
        if given.count(key) > 1:
            raise ValueError(f"{name} has several columns {wanted!r}")
    raise ValueError(f"{name} has no column {wanted!r}; {did_you_mean(wanted, names) or 'its columns are others'}")


def _amount(cell: str, unit: str, where: str) -> Amount:
    """Return the amount of a cell: a plain number takes ``unit``, which may be empty for money."""
    try:
        number = float(cell) if "_" not in cell else math.nan
    except ValueError:
        number = math.nan
    try:
        amount = Amount(number) if math.isfinite(number) else Amount.parse(cell)
        return Amount.parse(str(Amount(amount.value, amount.unit or unit)))
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None
