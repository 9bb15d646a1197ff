"""One result as one self-contained HTML page. The only layer that knows plotly and HTML; it computes nothing."""

from riskcast.report.page import render_report
from riskcast.report.write import write_report

__all__ = ["render_report", "write_report"]
