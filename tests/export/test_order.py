from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import riskcast as rc
from riskcast.simulation.result import Result

from .conftest import NS, File, task

Exported = Callable[..., File]


def _order(path: Path) -> set[tuple[str, str, str]]:
    """Return (element, child, later child) of every pair of children in a file."""
    pairs = set()
    for node in ET.parse(path).getroot().iter():
        tags = list(dict.fromkeys(child.tag for child in node))
        pairs |= {(node.tag, a, b) for i, a in enumerate(tags) for b in tags[i + 1 :]}
    return pairs


def test_elements_stand_in_the_order_of_real_files(erp: Result, shared_dir: Path, tmp_path: Path) -> None:
    ours = _order(rc.export_mspdi(erp, tmp_path / "out.xml").path)
    assert len(ours) > 300
    real = set().union(*(_order(path) for path in (shared_dir / "data" / "schedules").glob("msp-*.xml")))
    wrong = [(node, a, b) for node, a, b in ours if (node, b, a) in real]
    assert wrong == []


SCHEMA = (
    "UID ID Name Active Manual Type IsNull WBS OutlineNumber OutlineLevel Priority Start Finish Duration "
    "ManualStart ManualFinish ManualDuration DurationFormat Estimated Milestone Summary Critical IsSubproject "
    "ExternalTask EarlyStart EarlyFinish LateFinish TotalSlack PercentComplete ActualStart ActualFinish "
    "ActualDuration RemainingDuration ConstraintType CalendarUID ConstraintDate Deadline LevelingDelay "
    "LevelingDelayFormat IgnoreResourceCalendar Notes PredecessorLink ExtendedAttribute"
)


def test_elements_of_a_task_stand_in_the_order_of_the_schema(exported: Exported) -> None:
    full: dict[str, Any] = {
        "actual_start": "2027-01-04T08:00",
        "remaining": "2h",
        "constraints": [{"kind": "start-on", "date": "2027-01-04"}],
        "calendar": "plant",
        "note": "n",
        "target": "2027-02-01",
    }
    manual = task("m", manual_start="2027-01-05T08:00")
    tasks = [task("p"), task("a", **full), manual, task("l", levelling_delay="2ed")]
    links = [{"predecessor": "p", "successor": "a"}]
    file = exported(tasks=tasks, dependencies=links, data_date="2027-01-04T12:00")
    order = SCHEMA.split()
    for row in file.root.iter(f"{NS}Task"):
        places = [order.index(child.tag.removeprefix(NS)) for child in row]
        assert places == sorted(places)
