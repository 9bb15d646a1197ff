"""What a Java exception means, in one line and without its stack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_LONGEST = 200
_DEEPEST = 20


def one_line(text: str) -> str:
    """Return the text with its white space collapsed, cut to a length that fits a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 4].rstrip() + " ..."


def explain(error: Any) -> str:
    """Return why MPXJ did not read a file: about its password, or else what the first and last causes say."""
    said = list(dict.fromkeys(_messages(error)))
    if any("password" in text.lower() for text in said):
        return "it is protected by a password; open it in its own tool, save it without one and read that"
    return "MPXJ cannot read it: " + one_line(": ".join(dict.fromkeys((said[0], said[-1]))))


def _messages(error: Any) -> Iterator[str]:
    """Yield what the exception and its causes say; one that says nothing gives the name of its class."""
    for _ in range(_DEEPEST):
        message = error.getMessage()
        yield str(message) if message is not None else str(error.getClass().getSimpleName())
        error = error.getCause()
        if error is None:
            return
