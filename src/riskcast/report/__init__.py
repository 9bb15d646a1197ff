"""One result as one self-contained HTML page. The only layer that knows plotly and HTML; it computes nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from riskcast.report.page import render_report
from riskcast.report.write import write_report

__all__ = ["render_report", "write_report"]


class _Report(ModuleType):
    """Both this package and, for users, its main function: importing one must not hide the other."""

    def __call__(self, *args: Any, **kwargs: Any) -> Path:
        return write_report(*args, **kwargs)


sys.modules[__name__].__class__ = _Report
