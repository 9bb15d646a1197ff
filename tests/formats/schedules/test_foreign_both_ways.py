"""Real schedules read by riskcast and through MPXJ: two readers that know nothing of each other find the same program.

Every difference is listed here with its reason, and is checked to be there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import riskcast as rc
from riskcast.errors import InvalidInput
from riskcast.model.program import Program

from .mpxj import java_or_skip

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "schedules"
FILES = sorted(str(p.relative_to(FOLDER)) for end in ("xer", "xml", "pmxml") for p in FOLDER.rglob(f"*.{end}"))
REFUSED = {"parse-only/PrimaveraProject.xml"}
"""MPXJ drops numbers with decimal commas, so that activities have no duration; riskcast reads them."""
DIFFERENT = {
    # MPXJ does not keep the first line of XER files, which names the currency.
    "p6-captured-13-cases.xer": {"program.currency"},
    # MPXJ takes these XER files for Windows-1252; riskcast recognises Windows-1251, the names are Cyrillic.
    # It also gives activities without early dates those of the remaining work, and drops those of finished ones.
    "p6-two-projects-external-links.xer": {"tasks.name"},
    "p6-lag-calendar-24h.xer": {"tasks.stored"},
    "parse-only/encoding1251.xer": {"tasks.name", "tasks.stored"},
    "parse-only/invalid-8.4.xer": {"tasks.stored"},
    "parse-only/percent-complete-8.4.xer": {"tasks.stored"},
}
SECTIONS = ("calendars", "projects", "tasks", "dependencies", "resources", "assignments", "costs", "risks")


class Pair:
    """One file read both ways."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.own = rc.load(folder / name)
        self.other = rc.load(folder / name, via_mpxj=True)


@pytest.fixture(scope="module", params=[name for name in FILES if name not in REFUSED] or ["(no file)"])
def pair(request: pytest.FixtureRequest, shared_dir: Path) -> Pair:
    java_or_skip()
    return Pair(shared_dir / "data" / "schedules", request.param)


def rows(program: Program, section: str) -> dict[Any, dict[str, Any]]:
    """Return the entities of a section by what names them in both readings."""
    if section == "program":
        return {"": program.model_dump(exclude=set(SECTIONS))}
    codes = {task.id: (task.project, task.code) for task in program.tasks}
    found = {}
    for n, entity in enumerate(getattr(program, section)):
        fields = entity.model_dump()
        key = fields.get("id", n)
        if section == "tasks":
            key = codes[key]
        elif section == "dependencies":
            key = (codes[entity.predecessor], codes[entity.successor], entity.type)
        elif section == "assignments":
            key = (codes[entity.task], entity.resource)
        found[key] = fields
    return found


@pytest.mark.parametrize("section", ["program", *SECTIONS])
def test_both_ways_give_the_same_program(pair: Pair, section: str) -> None:
    own, other = rows(pair.own, section), rows(pair.other, section)
    assert other.keys() == own.keys()
    different = {
        f"{section}.{field}"
        for key, fields in own.items()
        for field, value in fields.items()
        if other[key].get(field) != value
    }
    assert different == {known for known in DIFFERENT.get(pair.name, set()) if known.startswith(f"{section}.")}


def test_both_ways_give_the_same_dates_and_floats(pair: Pair) -> None:
    own, other = (rc.schedule(program).to_frame() for program in (pair.own, pair.other))
    columns = [name for name in own.columns if name != "name"]
    assert sorted(other.index) == sorted(own.index)
    assert other.loc[own.index, columns].to_dict("index") == own[columns].to_dict("index")


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_durations_that_mpxj_loses_are_refused_not_guessed(name: str, shared_dir: Path) -> None:
    java_or_skip()
    with pytest.raises(InvalidInput, match="has no planned duration"):
        rc.load(shared_dir / "data" / "schedules" / name, via_mpxj=True)
