"""LibreOffice recalculates every formula of the finance workbook to the value that is stored beside it."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from riskcast.export.workbook.write import write_workbook

from .test_finance_workbook_small import Cells, run, uncertain

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice (soffice) is not installed: nothing can recalculate"
)

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings that make LibreOffice recalculate files on loading."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workbook(run(uncertain(), 256), tmp_path_factory.mktemp("calc") / "book.xlsx")


def changed(source: Path, target: Path, change: Callable[[bytes], bytes], sheet: str = "sheet") -> Path:
    """Copy a workbook with changed sheets, those whose file is called so."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name.startswith(f"xl/worksheets/{sheet}") else data)
    return target


def recalculated(source: Path, folder: Path) -> Cells:
    """Return the cells after LibreOffice has opened the file and saved it."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS)
    out = folder / "out"
    options = [f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [str(OFFICE), *options, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=300
    )
    return Cells(out / source.name)


def forget(data: bytes) -> bytes:
    """Replace every value that is stored beside a formula by nonsense."""
    return re.sub(rb"</f><v>[^<]*</v>", b"</f><v>-7</v>", data)


def test_formulas_come_to_the_values_that_are_stored_beside_them(book: Path, tmp_path: Path) -> None:
    stored = Cells(book)
    found = recalculated(changed(book, tmp_path / "blank.xlsx", forget), tmp_path)
    wrong, count = [], 0
    for sheet, cells in stored.sheets.items():
        for address, cell in cells.items():
            if cell.formula is not None:
                count += 1
                value = found.sheets[sheet][address].value
                same = (
                    value == cell.value if isinstance(cell.value, str) else value == pytest.approx(cell.value, abs=1e-6)
                )
                wrong += [] if same else [(sheet, address, cell, value)]
    assert count > 250
    assert wrong == []


def test_a_figure_that_is_changed_by_hand_turns_its_checks_into_errors(book: Path, tmp_path: Path) -> None:
    """The first amount expected in the data goes up by 5."""
    place = next(
        address
        for address, cell in Cells(book).sheets["Data"].items()
        if address.startswith("I") and isinstance(cell.value, float)
    )

    def raise_it(data: bytes) -> bytes:
        pattern = rb'(<c r="%s"[^>]*><v>)([^<]*)(</v>)' % place.encode()
        return re.sub(pattern, lambda m: m[1] + str(float(m[2]) + 5.0).encode() + m[3], data)

    number = list(Cells(book).sheets).index("Data") + 1
    target = changed(book, tmp_path / "edited.xlsx", raise_it, f"sheet{number}.xml")
    found = recalculated(target, tmp_path)
    wrong = [row["Check"] for row in found.table("Checks", "Sheet") if row["State"] == "ERROR"]
    assert "Expected of view 'incurred' = estimate at completion" in wrong
    assert found.fact("Control", "All figures add up") == "ERROR"


def test_other_readers_see_the_stored_values(book: Path) -> None:
    rows = CalamineWorkbook.from_path(book).get_sheet_by_name("Control").to_python()
    assert ["All figures add up", "OK"] in [row[:2] for row in rows]
