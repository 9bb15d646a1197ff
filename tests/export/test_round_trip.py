from __future__ import annotations

from pathlib import Path

import riskcast as rc
from riskcast.model.program import Program
from riskcast.simulation.result import Result

from .conftest import File, program, run, task


def test_the_reader_gets_the_same_tasks_links_calendars_and_dates_back(erp: Result, tmp_path: Path) -> None:
    made = rc.export_mspdi(erp, tmp_path / "out.xml")
    back = rc.load(made.path)
    file = File(erp)
    uid = {id_: file.value(id_ or "", "UID") or "" for id_ in file.by_id}
    tasks = {task.id: task for task in back.tasks}
    for ours in erp.program.tasks:
        theirs = tasks[uid[ours.id]]
        assert (theirs.name, theirs.is_milestone, theirs.target) == (ours.name, ours.is_milestone, ours.target)
        assert (theirs.note, theirs.constraints) == (ours.note, ours.constraints)
    pairs = {(link.predecessor, link.successor, link.type) for link in back.dependencies}
    assert pairs == {(uid[d.predecessor], uid[d.successor], d.type) for d in erp.program.dependencies}
    hours = {c.name: (c.week, c.exceptions) for c in back.calendars}
    assert hours == {
        c.name: (c.week, {day: s for day, s in c.exceptions.items() if s != c.week[day.weekday()]})
        for c in erp.program.calendars
    }
    before, after = (rc.schedule(p).to_frame()[["early_start", "early_finish"]] for p in (erp.program, back))
    wanted = {uid[str(id_)]: tuple(row) for id_, row in before.iterrows()}
    found = {str(id_): tuple(row) for id_, row in after.iterrows()}
    assert {id_: found[id_] for id_ in wanted} == wanted


def dates_of(made: Program) -> dict[str, tuple[object, ...]]:
    """Return start and finish of each scheduled task by code, or by id without one."""
    result = run(made, 2)
    codes = {task.id: task.code or task.id for task in made.tasks}
    ends = zip(result.tasks.planned_start, result.tasks.planned_finish, strict=True)
    return {codes[id_]: tuple(map(result.moment, pair)) for id_, pair in zip(result.tasks.ids, ends, strict=True)}


def test_pauses_resources_and_waits_come_back_with_the_same_dates(tmp_path: Path) -> None:
    tasks = [
        task("a", "4d", code="1", splits="1d pause 2d"),
        task("b", "4d", code="2", on_resource_calendars=True),
        task("c", "4d", code="3", on_resource_calendars=True, calendar="plant"),
        task("d", "4d", code="4"),
        task("e", "3d", code="5", actual_start="2027-01-04T08:00", remaining="1d"),
    ]
    made = program(
        tasks=tasks,
        dependencies=[{"predecessor": "a", "successor": "e"}],
        data_date="2027-01-05",
        resources=[{"id": "r", "name": "Ann", "calendar": "plant"}, {"id": "s", "calendar": "office"}],
        assignments=[{"task": t, "resource": r, "units": 0.5} for t, r in ("br", "bs", "cs", "dr")],
    )
    back = rc.load(rc.export_mspdi(run(made), tmp_path / "out.xml").path)
    assert dates_of(back) == dates_of(made)


def test_every_real_file_comes_back_with_its_numbers_and_the_same_dates(shared_dir: Path, tmp_path: Path) -> None:
    files = sorted((shared_dir / "data" / "schedules").glob("msp-*.xml"))
    assert files
    for path in files:
        made = rc.load(path)
        back = rc.load(rc.export_mspdi(run(made, 2), tmp_path / "out.xml").path)
        assert dates_of(back) == dates_of(made), path.name
