"""The baseline of a task in Microsoft Project."""

from __future__ import annotations

from datetime import datetime

from riskcast.formats.schedules.xml_tree import Node


def read_baseline(node: Node) -> tuple[datetime | None, datetime | None]:
    """Return start and finish of baseline 0, which Microsoft Project measures against; None where it has none."""
    for baseline in node.all("Baseline"):
        if baseline.text("Number") in ("", "0"):
            baseline.subject = f"{node.subject}.Baseline"
            return baseline.time("Start"), baseline.time("Finish")
    return None, None
