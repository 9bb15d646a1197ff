"""A program to a folder of readable files: ``program.yaml`` and CSV tables."""

from __future__ import annotations

import os

from riskcast.errors import FileProblem, InvalidInput, only_errors
from riskcast.formats.atomic import write_folder
from riskcast.formats.folder import PROGRAM_FILE
from riskcast.formats.raw import TABLES
from riskcast.formats.save_tables import table_of
from riskcast.formats.save_yaml import program_yaml
from riskcast.model.check import check_program
from riskcast.model.program import Program

FILES = frozenset((PROGRAM_FILE, *(f"{section}.csv" for section in TABLES)))
"""Names of the files that a program folder may hold."""


def save_program(program: Program, folder: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Write a program so that :func:`riskcast.formats.load` gives an equal one.

    Not kept are tags with empty values, cost lines without any cost and impacts that say nothing; constraints come
    back in the order of their kinds.

    Raises
    ------
    InvalidInput
        When the program has errors, so that it could not be loaded again.
    FileProblem
        When the folder is not empty (with ``overwrite``: holds anything but a riskcast program), or cannot be
        written.
    """
    errors = only_errors(check_program(program))
    if errors:
        raise InvalidInput(errors)
    files = {PROGRAM_FILE: program_yaml(program)}
    for section in TABLES:
        text = table_of(program, section)
        if text:
            files[f"{section}.csv"] = text
    try:
        write_folder(folder, files, FILES if overwrite else frozenset())
    except UnicodeEncodeError:
        raise FileProblem(f"{os.fspath(folder)}: a text of the program holds characters that are not text") from None
