from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import riskcast as rc
from riskcast.errors import FileProblem
from riskcast.export.csv_table import csv_text
from riskcast.simulation.result import Result

from .conftest import program, run, task

CERTAIN = """\
Activity ID,Activity name,Project,WBS,Type,Planned start,Planned finish,P10 start,P50 start,P80 start,P90 start,\
P10 finish,P50 finish,P80 finish,P90 finish,Criticality %,Total float days,Actual start,Actual finish,riskcast ID
A1000,Dig,P,1.1,task,2027-01-04 08:00,2027-01-05 17:00,2027-01-04 08:00,2027-01-04 08:00,2027-01-04 08:00,\
2027-01-04 08:00,2027-01-05 17:00,2027-01-05 17:00,2027-01-05 17:00,2027-01-05 17:00,100.00,0.00,,,dig
walk,,P,,task,2027-01-04 08:00,2027-01-04 12:00,2027-01-04 08:00,2027-01-04 08:00,2027-01-04 08:00,2027-01-04 08:00,\
2027-01-04 12:00,2027-01-04 12:00,2027-01-04 12:00,2027-01-04 12:00,0.00,1.50,,,walk
"""


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(result))))


def test_a_certain_program_gives_exactly_this_table() -> None:
    tasks = [task("dig", "2d", name="Dig", code="A1000", wbs="1.1"), task("walk", "4h")]
    assert csv_text(run(program(tasks=tasks))) == CERTAIN


def test_every_percentile_of_every_task_is_that_of_the_result(erp: Result) -> None:
    found = rows(erp)
    assert [row["riskcast ID"] for row in found] == [t.id for t in erp.program.tasks]
    for i, id_ in enumerate(erp.tasks.ids):
        row = next(row for row in found if row["riskcast ID"] == id_)
        for p in (10, 50, 80, 90):
            for end, name in enumerate(("start", "finish")):
                assert row[f"P{p} {name}"] == f"{erp.moment(erp.task_percentile(p)[i, end]):%Y-%m-%d %H:%M}"
        assert row["Criticality %"] == f"{100 * erp.tasks.criticality[i]:.2f}"


def test_float_counts_in_days_of_the_tasks_own_calendar(erp: Result) -> None:
    at = erp.tasks.ids.index("ORG.cut1")
    row = next(row for row in rows(erp) if row["riskcast ID"] == "ORG.cut1")
    assert float(row["Total float days"]) == pytest.approx(erp.tasks.total_float[at] / 60 / 24, abs=0.005)


def test_texts_that_a_spreadsheet_would_run_are_protected() -> None:
    tasks = [task("=x", name='=HYPERLINK("http://evil")', code="+1", wbs="@a")]
    row = rows(run(program(tasks=tasks)))[0]
    assert row["Activity ID"] == "'+1"
    assert row["Activity name"] == '\'=HYPERLINK("http://evil")'
    assert (row["WBS"], row["riskcast ID"]) == ("'@a", "'=x")


def test_actual_dates_stand_in_columns_of_their_own() -> None:
    done = task("a", "1d", actual_start="2027-01-04T08:00", actual_finish="2027-01-04T15:00")
    row = rows(run(program(tasks=[done, task("b")], data_date="2027-01-07")))[0]
    assert (row["Actual start"], row["Actual finish"]) == ("2027-01-04 08:00", "2027-01-04 15:00")
    assert row["Planned finish"] == row["P90 finish"] == "2027-01-04 15:00"


def test_the_confidence_level_of_the_program_takes_the_place_of_p80() -> None:
    result = run(program(tasks=[task("a")], confidence=70))
    assert {"P10 start", "P50 start", "P70 start", "P90 start"} <= set(rows(result)[0])
    assert "P80 start" not in rows(result)[0]


def test_a_level_that_is_not_kept_of_tasks_becomes_the_next_higher_one() -> None:
    assert "P85 finish" in rows(run(program(tasks=[task("a")], confidence=82)))[0]


def test_no_level_appears_twice() -> None:
    header = csv_text(run(program(tasks=[task("a")], confidence=90))).splitlines()[0].split(",")
    assert len(header) == len(set(header))


def test_the_file_is_utf_8_that_excel_recognises(tmp_path: Path) -> None:
    made = rc.export_csv(run(program(tasks=[task("a", name="Prüfung")])), tmp_path / "new" / "out.csv")
    assert made.path == tmp_path / "new" / "out.csv"
    assert made.findings == ()
    data = made.path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfActivity ID")
    assert "Prüfung" in data.decode()


def test_a_folder_in_the_way_is_a_file_problem_and_stays(tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        rc.export_csv(run(program(tasks=[task("a")])), tmp_path)
    assert list(tmp_path.iterdir()) == []
