"""The files of a review pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from riskcast.cli.write import file_name
from riskcast.errors import Finding

if TYPE_CHECKING:
    from riskcast.analysis.review.review import Review
    from riskcast.model.program import Program

SUFFIX = ".riskcast"


def stem_of(program: Program) -> str:
    """Return the name of a review's files without suffix: ``erp-review-2027-01-04``."""
    return f"{file_name(program)}-review-{program.data_date or program.start:%Y-%m-%d}"


@dataclass(frozen=True)
class Pack:
    """A review to be written, and the name of its files without suffix."""

    found: Review
    findings: Sequence[Finding]
    folder: Path
    stem: str
    sections: Sequence[str]

    def path(self, suffix: str) -> Path:
        """Return the path of one of its files."""
        return self.folder / f"{self.stem}{suffix}"

    def write(self) -> list[Path]:
        """Write page, workbook where there is money, and result; return their paths.

        The page comes first: it is what may have nothing to say, and then nothing is written.
        """
        from riskcast.report import write_report

        book = [self.path(".xlsx")] if self._has_book() else []
        page = write_report(
            self.found.result,
            self.path(".html"),
            findings=self.findings,
            answers=self.found.answers,
            sections=self.sections,
            workbook=book[0].name if book else "",
        )
        return [page, *map(self._write_book, book), self._write_result()]

    def write_markdown(self) -> Path:
        """Write the review as Markdown."""
        from riskcast.report.markdown import write_markdown

        found = self.found
        return write_markdown(
            found.result, self.path(".md"), findings=self.findings, answers=found.answers, sections=self.sections
        )

    def write_pdf(self) -> Path:
        """Print the page, which has been written."""
        from riskcast.report.pdf import write_pdf

        return write_pdf(self.path(".html"), self.path(".pdf"))

    def _has_book(self) -> bool:
        """Return whether there is anything for a workbook to hold; a program without money has none."""
        from riskcast.analysis.has_cost import has_cost

        return self.found.result.cash is not None and has_cost(self.found.result)

    def _write_book(self, path: Path) -> Path:
        from riskcast.export.workbook.write import write_workbook

        answers = (*self.found.answers, self.found.board)
        return write_workbook(self.found.result, path, findings=self.findings, answers=answers)

    def _write_result(self) -> Path:
        """Write the result with the colours that the page shows, which the next review starts from."""
        from riskcast.simulation.file import save_result

        statuses = tuple((measure, rating.status) for measure, rating in self.found.ratings.items())
        return save_result(replace(self.found.result, statuses=statuses), self.path(SUFFIX))
