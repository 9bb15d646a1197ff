"""Which sheets a workbook has: some show what only further analyses find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from riskcast.analysis.attribution.attribute import Attribution
from riskcast.analysis.compare import Comparison
from riskcast.analysis.mitigation.choose import Mitigation
from riskcast.analysis.review.options import Option
from riskcast.analysis.review.since import Since
from riskcast.analysis.stack import Stack
from riskcast.export.workbook.names import DECISIONS, DRIVERS, PURPOSES, RESPONSES, SINCE

SHOWS: Final[dict[str, tuple[type, ...]]] = {
    DECISIONS: (Option, Comparison),
    SINCE: (Since,),
    DRIVERS: (Attribution, Stack),
    RESPONSES: (Mitigation,),
}
"""What the sheets show that are only there when there is any of it."""


def shown(answers: Sequence[object]) -> dict[str, str]:
    """Return the purposes by sheet, in the order of the workbook, of the sheets that have something to show."""
    missing = {name for name, kinds in SHOWS.items() if not any(isinstance(found, kinds) for found in answers)}
    return {name: purpose for name, purpose in PURPOSES.items() if name not in missing}
