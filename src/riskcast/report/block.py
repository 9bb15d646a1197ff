"""Data for the page's script: as gzip in base64 small, and text that no name can end an element with."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any


def packed(value: Any) -> str:
    """Return JSON as gzip in base64; the same value gives the same text on every platform."""
    return pack(json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii"))


def pack(content: bytes) -> str:
    """Return bytes as gzip in base64, the same on every platform."""
    data = bytearray(gzip.compress(content, 9, mtime=0))
    data[9] = 255  # the header's operating system: unknown
    return base64.b64encode(data).decode("ascii")


def unpacked(text: str) -> Any:
    """Return the value that :func:`packed` was given, as JSON knows it."""
    return json.loads(gzip.decompress(base64.b64decode(text)))
