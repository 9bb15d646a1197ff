"""What the codes of findings mean, read from the tables in the docs of the packages that use them.

====== ======= =======================================================================
code   level   meaning
====== ======= =======================================================================
RC000  error   wrong use, or a problem that is said in full and needs no code
RC180  error   an option of a run is out of range
RC181  error   a result has no such measure
RC182  warning there is nothing to schedule; an error when it is to be simulated
RC183  error   there is no such percentile
RC184  error   --until does not say how exact which number is to be
RC185  warning a verdict or index rests on fewer than 100 iterations
RC190  error   the schedule reaches further than a century, or its calendar runs out
RC191  error   the shifts of a calendar are too uneven to be kept in memory
RC192  error   a calendar has no working time in the years of the schedule
RC193  error   there are more than 600 accounting periods
RC194  error   money over time does not fit in memory
RC340  error   a result holds no money over time
RC341  error   money is not kept apart that way, or there is no such project or treatment
RC342  error   a workbook needs money kept apart by everything
RC350  error   uncertainty is not cut that way, or no task has the tag
RC351  error   no response is planned, so there is nothing to choose from
RC360  error   results cannot be compared: their programs or currencies differ, or their names are not one each
RC370  error   the report of a result has no chart of that name
RC371  error   the report has no such section
RC372  error   none of the sections asked for has anything to show
====== ======= =======================================================================
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass

_PACKAGES = (
    "riskcast.formats",
    "riskcast.formats.schedules",
    "riskcast.formats.schedules.foreign",
    "riskcast.model.check",
    "riskcast.model.scenario",
    "riskcast.export",
    __name__,
)
_LEVELS = r"(?:(?:error|warning|info)(?:/(?:error|warning|info))*)"
_LINE = re.compile(rf"^(RC\d{{3}})\s+(?:({_LEVELS})\s+)?(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line about a code."""

    code: str
    level: str
    """``error``, ``warning``, ``info`` or several of them; readers of files give errors unless they say otherwise."""
    text: str


def meanings() -> dict[str, Meaning]:
    """Return the codes of all findings but those of schedule health, in order."""
    docs = (importlib.import_module(name).__doc__ or "" for name in _PACKAGES)
    found = [Meaning(m[1], m[2] or "error", m[3].strip()) for doc in docs for m in _LINE.finditer(doc)]
    return {meaning.code: meaning for meaning in sorted(found, key=lambda meaning: meaning.code)}
