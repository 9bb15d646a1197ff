"""Observed values are read from a file beside the program, once, and stay in the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats import load
from riskcast.formats.save import save_program
from riskcast.model.program import Program
from riskcast.model.resolve import duration_distribution
from riskcast.simulation.file import load_result, save_result
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate

HEAD = """riskcast: 1
id: p
start: 2027-01-04
calendar: office
calendars: {office: {week: {mon-fri: "08:00-16:00"}}}
projects: {A: {}}
"""


def folder(tmp_path: Path, distribution: str, data: str = "", name: str = "history.csv") -> Path:
    """Return a program with one task, and a file of data beside it."""
    (tmp_path / "program.yaml").write_text(HEAD)
    cell = distribution.replace('"', '""')
    (tmp_path / "tasks.csv").write_text(f'id,duration,distribution\nt,10d,"{cell}"\n')
    if data:
        (tmp_path / name).write_text(data)
    return tmp_path


def values(program: Program) -> list[str]:
    estimate = program.tasks[0].estimate
    assert estimate is not None
    return [str(amount) for _, amount in estimate.args]


def problems(path: Path) -> str:
    with pytest.raises(InvalidInput) as caught:
        load(path)
    return str(caught.value)


def test_a_column_of_a_csv_file_becomes_values_of_the_estimate(tmp_path: Path) -> None:
    data = "task,days\nx,3\ny, 4.125\n\nz,\nw,4.125\n"
    program = load(folder(tmp_path, "empirical(history.csv, days, unit=d)", data)).program
    assert values(program) == ["3d", "4.125d", "4.125d"]
    assert str(program.tasks[0].estimate).endswith(", file=history.csv, column=days)")


def test_separators_units_in_cells_and_letter_case_are_understood(tmp_path: Path) -> None:
    data = "sep=;\nTask;Duration (days)\nx;2w\ny;3d\n"
    program = load(folder(tmp_path, 'empirical("my data.csv", "duration (DAYS)")', data, "my data.csv")).program
    assert values(program) == ["2w", "3d"]


def test_percent_of_the_plan_can_be_observed(tmp_path: Path) -> None:
    program = load(folder(tmp_path, "empirical(history.csv, ratio, unit=%)", "ratio\n90\n130\n")).program
    task = program.tasks[0]
    assert task.estimate is not None
    law = duration_distribution(task.estimate, task.duration, program.calendars[0])
    assert law.bounds == (9 * 480.0, 13 * 480.0)


def test_estimates_in_yaml_costs_and_risks_find_their_files_from_the_program(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "h.csv").write_text("days,money\n3,100\n5,200.5\n")
    path = tmp_path / "one.yaml"
    path.write_text(
        HEAD
        + "tasks: {t: {duration: 4d, fixed_cost: 'empirical(data/h.csv, money)'}}\n"
        + "risks: {r: {probability: 0.5, impacts: [{tasks: [t], delay: 'empirical(data/h.csv, days, unit=d)'}]}}\n"
    )
    program = load(path).program
    assert str(program.costs[0].fixed) == "empirical(100, 200.5, file=data/h.csv, column=money)"
    assert str(program.risks[0].impacts[0].delay) == "empirical(3d, 5d, file=data/h.csv, column=days)"


def test_a_result_replays_without_the_file(tmp_path: Path) -> None:
    place = folder(tmp_path, "empirical(history.csv, days, unit=d)", "days\n" + "\n".join(map(str, range(1, 400))))
    result = simulate(load(place).program, Plan(500, seed=3))
    save_result(result, tmp_path / "r.riskcast")
    (place / "history.csv").unlink()
    stored = load_result(tmp_path / "r.riskcast")
    again = simulate(stored.program, Plan(500, seed=3))
    assert (again.samples("finish") == result.samples("finish")).all()
    save_program(stored.program, tmp_path / "copy")
    assert load(tmp_path / "copy").program == stored.program


def test_ten_thousand_values_survive_saving(tmp_path: Path) -> None:
    data = "days\n" + "\n".join(f"{1 + n / 7:.12f}" for n in range(10_000))
    program = load(folder(tmp_path, "empirical(history.csv, days, unit=d)", data)).program
    save_program(program, tmp_path / "copy")
    assert load(tmp_path / "copy").program == program


@pytest.mark.parametrize(
    ("distribution", "data", "message"),
    [
        ("empirical(other.csv, days, unit=d)", "days\n1\n", "other.csv: there is no such file"),
        ("empirical(history.csv, day, unit=d)", "days\n1\n", "no column 'day'; did you mean 'days'?"),
        ("empirical(history.csv, days, unit=d)", "days\n", "the column 'days' of history.csv has no values"),
        ("empirical(history.csv, days, unit=d)", "\n", "history.csv is empty"),
        ("empirical(history.csv, days, unit=d)", "days\n3\nmany\n", "history.csv:3: 'many' is not an amount"),
        ("empirical(history.csv, days, unit=d)", "days\nnan\n", "history.csv:2: 'nan' is not an amount"),
        ("empirical(history.csv, days, unit=d)", 'days\n"3\n', "history.csv is not CSV"),
        ("empirical(history.csv, days, unit=d)", "days,days\n3,4\n", "several columns 'days'"),
        ("empirical(history.csv, days, unit=d)", "days\n" + "1\n" * 10_001, "10001 values, and an estimate holds"),
        ("empirical(history.csv, days)", "days\n3\n", "3 has no time unit"),
        ("empirical(history.csv, days, unit=d)", "days\n-3\n4\n", "can become negative"),
    ],
)
def test_what_cannot_be_read_is_a_finding_at_the_estimate(
    tmp_path: Path, distribution: str, data: str, message: str
) -> None:
    told = problems(folder(tmp_path, distribution, data))
    assert message in told
    assert "tasks.csv:2  tasks.t" in told
    assert len(told.splitlines()) == 1


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "history.csv").mkdir()
    assert "history.csv" in problems(folder(tmp_path, "empirical(history.csv, days, unit=d)"))
