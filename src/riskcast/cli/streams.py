"""Standard streams that behave: closed pipes end the program quietly, odd encodings never fail."""

from __future__ import annotations

import io
import signal
import sys
from contextlib import suppress


def prepare_streams() -> None:
    """Let a closed pipe end the process as it ends other tools (POSIX); replace characters a stream cannot show."""
    if hasattr(signal, "SIGPIPE"):
        with suppress(ValueError):  # only the main thread may set it
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
