"""Data for the page's script, inside an element that no content can end."""

from __future__ import annotations

import json
from typing import Any

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def json_block(value: Any) -> str:
    """Return JSON in plain ASCII without ``<``, ``>`` and ``&``, so that no name can open or close an element."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":")).translate(_UNSAFE)
