"""A folder with ``program.yaml`` and tables to the raw program."""

from __future__ import annotations

import os
from pathlib import Path

from riskcast.errors import FileProblem, Finding
from riskcast.formats.columns import lookalike
from riskcast.formats.csv_file import read_csv
from riskcast.formats.raw import TABLES, Raw
from riskcast.formats.textfile import read_bytes
from riskcast.formats.yaml_file import read_yaml

PROGRAM_FILE = "program.yaml"


def read_folder(path: str | os.PathLike[str]) -> Raw:
    """Return the raw program of a folder.

    Raises
    ------
    FileProblem
        When there is no ``program.yaml`` or a file cannot be read.
    """
    folder = Path(path)
    program = folder / PROGRAM_FILE
    if not program.exists():
        raise FileProblem(f"{folder}: there is no {PROGRAM_FILE} in this folder")
    raw = read_yaml(read_bytes(program), str(program))
    for section in TABLES:
        tables = _tables(folder, section)
        for table in tables[:1]:
            read_csv(raw, section, table, str(table))
        for other in tables[1:]:
            text = f"{tables[0].name} and {other.name} are the same table in different spelling"
            raw.findings.append(Finding("RC006", text, "keep one of them", subject=section, where=str(other)))
    _strangers(raw, folder)
    return raw


def _tables(folder: Path, section: str) -> list[Path]:
    """Return the files of a table, upper and lower case being one, the usual spelling first."""
    usual = f"{section}.csv"
    return sorted((f for f in folder.iterdir() if f.name.lower() == usual), key=lambda f: (f.name != usual, f.name))


def _strangers(raw: Raw, folder: Path) -> None:
    """Warn about files whose names look like mistyped tables; the ledger's own file may look like anything."""
    ledger = raw.fields.get("ledger")
    named = ledger.get("file") if isinstance(ledger, dict) else None
    for file in sorted(folder.iterdir()):
        if file.name == named:
            continue
        meant = lookalike(file.stem, TABLES) if file.suffix.lower() in (".csv", ".tsv", ".txt") else None
        if meant and file.name.lower() != f"{meant}.csv":
            remedy = f"did you mean '{meant}.csv'?"
            raw.findings.append(Finding("RC018", f"{file.name} is not read", remedy, "warning", where=str(file)))
