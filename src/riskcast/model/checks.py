"""Which checks of schedule health a program is held to, and how strictly."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from riskcast.model.base import Entity

LIMITS: Final[dict[str, float]] = {
    "RC201": 5.0,
    "RC202": 0.0,
    "RC203": 5.0,
    "RC204": 90.0,
    "RC205": 5.0,
    "RC206": 5.0,
    "RC206.days": 44.0,
    "RC207": 0.0,
    "RC208": 5.0,
    "RC208.days": 44.0,
    "RC209": 0.0,
    "RC210": 5.0,
    "RC211": 5.0,
    "RC212": 95.0,
    "RC212.days": 600.0,
    "RC213": 0.95,
    "RC214": 0.95,
    "RC215": 5.0,
    "RC216": 5.0,
    "RC217": 0.0,
    "RC218": 0.0,
    "RC219": 0.0,
}
"""The limit of every check unless a program sets another: shares in percent, indices (RC213, RC214) as ratios.

A second number of a check stands under ``CODE.days``, in working days.
"""

CODES: Final[tuple[str, ...]] = tuple(name for name in LIMITS if "." not in name)
"""The codes of all checks of schedule health, in order."""


def _as_code(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    code = value.strip()
    return "RC" + code[2:] if code[:2].lower() == "rc" else code


def _as_codes(value: Any) -> Any:
    """Return a list of codes from a list or from text with semicolons or commas."""
    parts = value.replace(",", ";").split(";") if isinstance(value, str) else value
    return [_as_code(part) for part in parts if part != ""] if isinstance(parts, list | tuple) else parts


def _as_limits(value: Any) -> Any:
    return {_as_code(name): limit for name, limit in value.items()} if isinstance(value, dict) else value


class Checks(Entity):
    """The checks of schedule health that a program leaves out, and the limits it sets itself."""

    ignore: Annotated[tuple[str, ...], BeforeValidator(_as_codes)] = ()
    """Codes of checks that are not made, such as ``RC203``."""
    thresholds: Annotated[dict[str, Annotated[float, Field(ge=0)]], BeforeValidator(_as_limits)] = Field(
        default_factory=dict
    )
    """Limits by code, in the unit of the check: ``RC201: 10`` allows 10 %; ``RC206.days: 60`` is in working days."""

    def limit(self, name: str) -> float:
        """Return the limit of a check (``RC201``) or its second number (``RC206.days``).

        Raises
        ------
        KeyError
            When there is no such limit.
        """
        found = self.thresholds.get(name)
        return LIMITS[name] if found is None else found
