"""plotly.js from the installed plotly package, small enough to travel inside the page."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from riskcast.report.block import pack


@dataclass(frozen=True, slots=True)
class Packed:
    """A script in transport form."""

    data: str
    """gzip, then base64."""
    sha256: str
    """Base64 SHA-256 of the unpacked script, as a content security policy names it."""


@cache
def packed_plotly() -> Packed:
    """Return the whole of plotly.js (the package ships no smaller bundle): about 2 MB instead of 4.8 MB."""
    from plotly.offline import get_plotlyjs

    script: bytes = get_plotlyjs().encode("utf-8")
    return Packed(pack(script), script_hash(script))


def script_hash(script: bytes) -> str:
    """Return the base64 SHA-256 under which a content security policy lets a script run."""
    return base64.b64encode(hashlib.sha256(script).digest()).decode("ascii")
