"""The workbook while it is written: its sheets, what they point out to each other, and its footing checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from riskcast.analysis.finish_days import FinishDays
from riskcast.export.workbook.block import Area
from riskcast.export.workbook.figures import Figures
from riskcast.export.workbook.formats import Formats
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.term import Term
from riskcast.model.program import Program
from riskcast.simulation.result import Result

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Check:
    """Two ways to the same sum of money."""

    sheet: str
    """Sheet whose figures are checked."""
    text: str
    found: Term
    wanted: Term


class Book:
    """A workbook under construction."""

    def __init__(self, workbook: Any, figures: Figures, answers: Sequence[object] = ()) -> None:
        self.figures = figures
        self.answers = answers
        """What further analyses found."""
        self.formats = Formats(workbook)
        self.sheets: dict[str, Sheet] = {}
        self.areas: dict[str, Area] = {}
        """Blocks that other sheets refer to."""
        self.terms: dict[str, Term] = {}
        """Cells that other sheets refer to."""
        self.checks: list[Check] = []
        self._workbook = workbook

    @property
    def result(self) -> Result:
        """The result that is shown."""
        return self.figures.result

    @property
    def program(self) -> Program:
        """The program that was simulated."""
        return self.figures.result.program

    @property
    def p(self) -> int:
        """Confidence in percent."""
        return self.figures.p

    @cached_property
    def days(self) -> FinishDays:
        """The days on which finishes are shown."""
        return FinishDays(self.program)

    def answers_of(self, *kinds: type[_Kind]) -> tuple[_Kind, ...]:
        """Return the further answers of some kinds, in the order given."""
        return tuple(found for found in self.answers if isinstance(found, kinds))

    def add_sheet(self, name: str, purpose: str, widest: int = 44) -> Sheet:
        """Add a sheet after the others, whose columns of text have so many characters at most."""
        self.sheets[name] = Sheet(self._workbook, self.formats, name, purpose, widest)
        return self.sheets[name]

    def check(self, sheet: str, text: str, found: Term, wanted: Term) -> None:
        """Note that two terms have to be the same sum of money."""
        self.checks.append(Check(sheet, text, found, wanted))

    def finish(self) -> None:
        """Set the widths of all sheets."""
        for sheet in self.sheets.values():
            sheet.finish()
