"""What is saved comes back equal, safely for spreadsheets, and never half written."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcast.errors import FileProblem, InvalidInput
from riskcast.formats import load
from riskcast.formats.escape import protect, unprotect
from riskcast.formats.save import save_program
from riskcast.formats.starter import write_starter
from riskcast.model.amount import Amount
from riskcast.model.band import Band
from riskcast.model.branch import Branch, Condition, Option, Rework
from riskcast.model.calendar import Calendar, Shift
from riskcast.model.checks import CODES, LIMITS, Checks
from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.cost import CostLine
from riskcast.model.driver import Driver
from riskcast.model.estimate import Estimate
from riskcast.model.program import Combine, Dialect, Program, Progress, Project, StartLag, Targets
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.risk import Given, Impact, Response, ResponseState, Risk, RiskKind
from riskcast.model.season import LostTime, Season
from riskcast.model.split import Split
from riskcast.model.task import (
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyType,
    LagCalendar,
    StoredDates,
    Task,
    TaskKind,
)

PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(
        ["=1+1", "'=x", "''", "-2", "@x", "+1", "# no remark", "null", "~", "NO", "1:30", "a\nb", 'a"b;c,d']
    ),
    st.text(PRINTABLE, max_size=12).map(str.strip),
)
IDS = st.one_of(
    st.sampled_from(["=A", "-B", "+C", "@D", "#E", "'F", "A-2", "A FS", "B +3d", "null", "010", "P.x"]),
    st.text(PRINTABLE, min_size=1, max_size=8).map(lambda t: "".join(c for c in t if c not in ",;").strip()),
).filter(lambda t: bool(t) and not any(c.isspace() and c != " " for c in t))
NUMBERS = st.one_of(st.just(1.125), st.integers(0, 400).map(float), st.floats(0.001, 400))
DURATIONS = st.builds(Amount, NUMBERS, st.sampled_from(["min", "h", "d", "w"]))
ELAPSED = st.builds(Amount, NUMBERS, st.sampled_from(["emin", "eh", "ed", "ew"]))
PAUSES = st.builds(Amount, st.floats(0.001, 400), st.sampled_from(["min", "h", "d", "w"]))
MAYBE = st.one_of(st.none(), st.datetimes(dt.datetime(2027, 1, 4), dt.datetime(2029, 1, 1)))
MOMENTS = st.datetimes(dt.datetime(2027, 1, 4), dt.datetime(2029, 1, 1))
DAYS = st.dates(dt.date(2029, 1, 2), dt.date(2031, 1, 1))
LATER = st.datetimes(dt.datetime(2031, 1, 1), dt.datetime(2032, 1, 1))
STORED = st.dictionaries(st.sampled_from(list(StoredDates.model_fields)), MOMENTS, min_size=1)
CHANCES = st.one_of(st.just(1.0), st.just(0.125), st.floats(0.0, 1.0))
MONEY = st.one_of(st.floats(0, 1e9), st.just(1.125), st.just(123.456))


def other_estimates(unit: str, low: float, mode: float, high: float) -> st.SearchStrategy[Estimate]:
    """Return estimates of the families that have a notation of their own."""
    a, b, c = Amount(low, unit), Amount(mode, unit), Amount(high, unit)
    texts = (
        f"gamma(shape=3, scale={a}, max={Amount(20.0 * high, unit)})",
        f"pareto(low={a}, alpha=2.5)",
        f"beta(alpha=2, beta=5, low={a}, high={c})",
        f"discrete({a}:0.3, {b}:0.7)",
        f"cumulative(0:{a}, 0.25:{b}, 1:{c})",
        f"histogram({a}..{b}:3, {b}..{c}:1.5)",
        f"percentiles(p10={a}, p90={b}, fit=lognormal)",
        f'empirical({c}, {a}, file="a, b.csv", column="x (1)")',
    )
    return st.sampled_from(texts).map(Estimate.parse)


@st.composite
def estimates(draw: st.DrawFn, unit: str) -> Estimate:
    family = draw(st.sampled_from(["triangular", "pert", "uniform", "lognormal", "fixed", "normal", "lambda", "other"]))
    low, mode, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    if family == "other":
        return draw(other_estimates(unit, low + 1.0, mode + 2.0, high + 3.0))
    if family in ("triangular", "pert"):
        return Estimate.three_point(family, Amount(low, unit), Amount(mode, unit), Amount(high, unit))
    if family == "lambda":
        args = (*Estimate.three_point("pert", Amount(low, unit), Amount(mode, unit), Amount(high, unit)).args,)
        return Estimate("pert", (*args, ("lambda", Amount(2.5))))
    if family == "uniform":
        return Estimate(family, (("low", Amount(low, unit)), ("high", Amount(high, unit))))
    if family == "fixed":
        return Estimate.fixed(Amount(mode, unit))
    mean = ("mean", Amount(mode + 1.0, unit)), ("sd", Amount(2.0, unit))
    return Estimate(family, (*mean, ("low", Amount(0.0, unit))) if family == "normal" else mean)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[tuple[Shift, ...], ...]:
    one: tuple[Shift, ...] = ((480.0, 720.0), (780.0, 1020.0))
    odd: tuple[Shift, ...] = ((420.0, 480.5), (600.1, 1020.0 + 1.0 / 60.0))
    days = draw(st.lists(st.sampled_from([(), one, odd, ((0.0, 1440.0),)]), min_size=7, max_size=7).filter(any))
    return tuple(days)


@st.composite
def calendars(draw: st.DrawFn, name: str) -> Calendar:
    exceptions = draw(st.dictionaries(DAYS, st.sampled_from([(), ((540.0, 600.0),)]), max_size=4))
    run = draw(st.integers(0, 5))
    start = draw(DAYS)
    exceptions |= {start + dt.timedelta(days=n): () for n in range(run)}
    hours = st.one_of(st.just(8.0), st.floats(0.5, 24))
    given_sizes = st.fixed_dictionaries({}, optional={"hours_per_day": hours, "days_per_week": st.just(5.0)})
    sizes = draw(given_sizes)
    return Calendar.model_validate(
        {"id": name, "name": draw(TEXTS), "week": draw(weeks()), "exceptions": exceptions, **sizes}
    )


@st.composite
def splits(draw: st.DrawFn) -> tuple[Split, ...]:
    work = sorted(draw(st.lists(st.integers(0, 400), unique=True, max_size=3)))
    return tuple(Split(after=Amount(n + 0.125, "d"), pause=draw(PAUSES)) for n in work)


@st.composite
def outside_logic(draw: st.DrawFn) -> dict[str, object]:
    """Return what places a task besides logic, and what another tool had computed."""
    start, finish = sorted((draw(MOMENTS), draw(MOMENTS)))
    manual: tuple[dict[str, dt.datetime], ...] = (
        {},
        {"manual_start": start},
        {"manual_start": start, "manual_finish": finish},
    )
    fields = {**draw(st.sampled_from(manual)), "levelling_delay": draw(ELAPSED), "stored": draw(STORED)}
    return {name: value for name, value in fields.items() if name.startswith("manual") or draw(st.booleans())}


@st.composite
def tasks(draw: st.DrawFn, name: str, projects: list[str], calendar: str, parent: str | None) -> Task:
    if name == parent:
        return Task(id=name, project=draw(st.sampled_from(projects)), name=draw(TEXTS), kind=TaskKind.SUMMARY)
    milestone = draw(st.booleans())
    kinds = draw(st.sets(st.sampled_from(list(ConstraintKind)), max_size=2))
    task = Task(
        id=name,
        project=draw(st.sampled_from(projects)),
        name=draw(TEXTS),
        parent=parent,
        kind=draw(st.sampled_from([TaskKind.MILESTONE, TaskKind.START_MILESTONE])) if milestone else TaskKind.TASK,
        code=draw(TEXTS),
        wbs=draw(TEXTS),
        calendar=draw(st.sampled_from([None, calendar])),
        duration=None if milestone else draw(DURATIONS),
        estimate=None if milestone else draw(st.one_of(st.none(), estimates("d"), estimates("%"))),
        constraints=tuple(Constraint(kind=k, date=draw(MOMENTS)) for k in ConstraintKind if k in kinds),
        as_late_as_possible=not milestone and draw(st.booleans()),
        splits=() if milestone else draw(splits()),
        on_resource_calendars=draw(st.booleans()),
        actual_start=draw(st.one_of(st.none(), MOMENTS)),
        baseline_start=draw(st.one_of(st.none(), MOMENTS)),
        baseline_finish=draw(st.one_of(st.none(), MOMENTS)),
        resume=draw(MAYBE),
        expected_finish=draw(MAYBE),
        target=draw(st.one_of(st.none(), DAYS)),
        probability=draw(CHANCES),
        cause=draw(TEXTS),
        note=draw(TEXTS),
        tags=draw(st.dictionaries(IDS, TEXTS.filter(bool), max_size=2)),
    )
    return Task.model_validate({**dict(task), **draw(outside_logic())})


@st.composite
def assignments(draw: st.DrawFn, task: str, resource: str) -> Assignment:
    return Assignment(
        task=task,
        resource=resource,
        units=draw(st.one_of(st.just(1.0), st.just(1.125), st.floats(0.0, 1e6))),
        delay=draw(st.one_of(st.none(), DURATIONS)),
        duration=draw(st.one_of(st.none(), DURATIONS)),
        splits=draw(splits()),
    )


@st.composite
def impacts(draw: st.DrawFn, project: str, ids: list[str]) -> Impact:
    delay = draw(st.one_of(st.none(), estimates("d")))
    factor = draw(st.one_of(st.none(), estimates("%"), estimates("")))
    return Impact(
        tasks=tuple(draw(st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=3))),
        project=project,
        delay=delay,
        factor=factor,
        cost=draw(estimates("")) if delay is None and factor is None else draw(st.one_of(st.none(), estimates(""))),
        cost_per_day=None if delay is None else draw(st.one_of(st.none(), estimates(""))),
        each=draw(st.booleans()),
    )


@st.composite
def responses(draw: st.DrawFn, project: str, ids: list[str]) -> Response:
    return Response(
        name=draw(TEXTS),
        state=draw(st.sampled_from(list(ResponseState))),
        cost=draw(st.one_of(st.none(), estimates(""))),
        probability=draw(st.one_of(st.none(), CHANCES)),
        impacts=tuple(draw(st.lists(impacts(project, ids), max_size=2))),
        decide_by=draw(st.one_of(st.none(), DAYS)),
    )


@st.composite
def risks(draw: st.DrawFn, name: str, project: str, ids: list[str], others: list[str]) -> Risk:
    before, after = sorted((draw(MOMENTS), draw(LATER)))
    return Risk(
        id=name,
        name=draw(TEXTS),
        kind=draw(st.sampled_from(list(RiskKind))),
        probability=draw(st.floats(0.0, 1.0)),
        impacts=tuple(draw(st.lists(impacts(project, ids), max_size=2))),
        exclusive=draw(st.one_of(st.none(), IDS)) if not others else None,
        given=tuple(Given(risk=other, probability=draw(CHANCES)) for other in others),
        not_before=draw(st.sampled_from([None, before])),
        not_after=draw(st.sampled_from([None, after])),
        expires_with=draw(st.sampled_from([None, *ids])),
        enabled=draw(st.booleans()),
        response=draw(st.one_of(st.none(), responses(project, ids))),
        cause=draw(TEXTS),
        owner=draw(TEXTS),
        note=draw(TEXTS),
    )


@st.composite
def drivers(draw: st.DrawFn, name: str, ids: list[str]) -> Driver:
    return Driver(
        id=name,
        name=draw(TEXTS),
        probability=draw(CHANCES),
        duration=draw(st.one_of(st.none(), estimates("%"))),
        cost=draw(st.one_of(st.none(), estimates(""))),
        tasks=tuple(draw(st.lists(st.sampled_from([*ids, "all"]), unique=True, max_size=3))),
        enabled=draw(st.booleans()),
        cause=draw(TEXTS),
        note=draw(TEXTS),
    )


BANDS = st.builds(
    Band,
    where=st.sampled_from(["all", "tag:phase=build & all", "wbs:1.2"]),
    estimate=st.one_of(st.none(), estimates("%")),
    cost=st.one_of(st.none(), estimates("%")),
    note=TEXTS,
)
CORRELATIONS = st.builds(
    Correlation,
    of=st.sampled_from([CorrelationOf.DURATION, CorrelationOf.COST]),
    among=st.just(("all", "tag:phase")),
    rho=st.one_of(st.just(0.125), st.floats(-1.0, 1.0)),
    note=TEXTS,
).map(lambda c: [c])


@st.composite
def branches(draw: st.DrawFn, name: str, ids: list[str]) -> Branch:
    options = [Option(probability=draw(st.floats(0.0, 0.3)), tasks=(task,), name=draw(TEXTS)) for task in ids]
    return Branch(id=name, name=draw(TEXTS), options=tuple(options))


@st.composite
def uncertainty(draw: st.DrawFn, ids: list[str], workers: list[str], calendar: str) -> dict[str, object]:
    """Return the parts of a program that say what varies together, and what may be done, skipped or repeated."""
    name = draw(IDS)
    moment = draw(MOMENTS)
    condition = Condition(id=name, name=draw(TEXTS), task=workers[0], later_than=moment, then=("tag:none",))
    longer = Condition(id=name, task=workers[0], longer_than=draw(DURATIONS), otherwise=("tag:none", "wbs:9"))
    lost = LostTime(
        id=name,
        name=draw(TEXTS),
        calendars=(draw(st.just(calendar)),),
        months=draw(st.sampled_from([(11, 12, 1), tuple(range(1, 13))])),
        days=draw(estimates("d")),
        block=draw(st.booleans()),
    )
    season = Season(
        id=name, name=draw(TEXTS), calendars=(calendar,), first=(12, 15), last=(1, 10), late=draw(estimates("ed"))
    )
    rework = Rework(
        id=name,
        name=draw(TEXTS),
        tasks=(workers[-1],),
        probability=draw(st.floats(0.0, 0.9)),
        at_most=draw(st.sampled_from([3, 5])),
    )
    return {
        "combine": Combine(
            delays=draw(st.sampled_from(["sum", "max"])), factors=draw(st.sampled_from(["product", "sum", "max"]))
        ),
        "drivers": tuple(draw(drivers(d, ids)) for d in draw(st.lists(IDS, unique=True, max_size=2))),
        "bands": tuple(draw(st.lists(BANDS, max_size=2))),
        "correlations": tuple(draw(st.one_of(st.just([]), CORRELATIONS))),
        "default_correlation": draw(st.sampled_from([None, 0.0, 0.3, 0.125])),
        "branches": draw(st.one_of(st.just(()), branches(name, workers[1:2]).map(lambda b: (b,)))) if ids[3:] else (),
        "conditions": draw(st.sampled_from([(), (condition,), (longer,)])),
        "reworks": draw(st.sampled_from([(), (rework,)])),
        "lost_time": draw(st.sampled_from([(), (lost,)])),
        "seasons": draw(st.sampled_from([(), (season,)])),
    }


CHECKS = st.builds(
    Checks,
    ignore=st.lists(st.sampled_from(CODES), unique=True, max_size=2),
    thresholds=st.dictionaries(st.sampled_from(sorted(LIMITS)), st.floats(0, 400), max_size=3),
)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    projects = draw(st.lists(IDS, unique=True, min_size=1, max_size=2))
    ids = draw(st.lists(IDS, unique=True, min_size=1, max_size=4))
    calendar = draw(IDS)
    summary = draw(st.sampled_from([None, ids[0]]))
    workers = ids[1:] if summary else ids
    pairs = [(a, b) for n, a in enumerate(workers) for b in workers[n + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3)) if pairs else []
    crew = draw(st.lists(IDS, unique=True, max_size=2))
    register = draw(st.lists(IDS, unique=True, max_size=2))
    extra = draw(uncertainty(ids, workers, calendar)) if workers else {}
    program = Program(
        id=draw(IDS),
        name=draw(TEXTS),
        description=draw(TEXTS),
        start=dt.datetime(2027, 1, 4),
        data_date=draw(LATER),
        confidence=draw(st.integers(51, 99)),
        calendar=calendar,
        dialect=draw(st.sampled_from(list(Dialect))),
        progress=draw(st.sampled_from(list(Progress))),
        honour_constraints=draw(st.booleans()),
        start_lag=draw(st.sampled_from(list(StartLag))),
        lag_calendar=draw(st.sampled_from(list(LagCalendar))),
        open_ends=draw(st.sampled_from(["program", "project"])),
        calendars=(draw(calendars(calendar)),),
        projects=tuple(
            Project(
                id=p,
                name=draw(TEXTS),
                manager=draw(TEXTS),
                calendar=calendar,
                data_date=draw(LATER),
                must_finish_by=draw(MAYBE),
            )
            for p in projects
        ),
        tasks=tuple(draw(tasks(name, projects, calendar, summary)) for name in ids),
        dependencies=tuple(
            Dependency(
                predecessor=a,
                successor=b,
                type=draw(st.sampled_from(list(DependencyType))),
                lag=draw(st.one_of(st.none(), DURATIONS, DURATIONS.map(lambda d: Amount(-d.value, d.unit)))),
                lag_calendar=draw(st.sampled_from([None, LagCalendar.SUCCESSOR])),
            )
            for a, b in chosen
        ),
        resources=tuple(
            Resource(
                id=name,
                name=draw(TEXTS),
                kind=draw(st.sampled_from(list(ResourceKind))),
                calendar=draw(st.sampled_from([None, calendar])),
            )
            for name in crew
        ),
        assignments=tuple(draw(assignments(t, name)) for t in ids[-2:] for name in crew if draw(st.booleans())),
        costs=tuple(CostLine(id=t, task=t, name=draw(TEXTS), fixed=draw(estimates(""))) for t in ids[:2]),
        risks=tuple(draw(risks(name, projects[0], ids, register[:n])) for n, name in enumerate(register)),
        targets=Targets(finish=draw(st.one_of(st.none(), DAYS)), budget=draw(st.one_of(st.none(), MONEY))),
        checks=draw(CHECKS),
    )
    return program.replace(**extra)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_a_saved_program_comes_back_equal(program: Program) -> None:
    with tempfile.TemporaryDirectory() as place:
        save_program(program, Path(place) / "p")
        assert load(Path(place) / "p").program == program


@given(st.text(max_size=6))
def test_every_cell_survives_its_protection(text: str) -> None:
    assert unprotect(protect(text)) == text
    assert protect(text)[:1] not in ("=", "+", "-", "@", "#")


def starter(tmp_path: Path) -> Program:
    write_starter(tmp_path / "starter")
    return load(tmp_path / "starter").program


def test_no_text_cell_starts_a_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    program = starter(tmp_path)
    evil = program.tasks[0].model_copy(update={"name": '=HYPERLINK("x")', "note": "@SUM(A1)", "tags": {"t": "+1"}})
    save_program(program.replace(tasks=(evil, *program.tasks[1:])), tmp_path / "out")
    with (tmp_path / "out" / "tasks.csv").open(newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert '\'=HYPERLINK("x")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
    assert load(tmp_path / "out").program.tasks[0] == evil


def test_a_folder_with_other_files_is_never_overwritten(tmp_path: Path) -> None:
    program = starter(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "diary.txt").write_text("mine")
    for overwrite in (False, True):
        with pytest.raises(FileProblem, match="not empty"):
            save_program(program, tmp_path / "other", overwrite=overwrite)
    assert (tmp_path / "other" / "diary.txt").read_text() == "mine"


def test_a_program_is_overwritten_only_on_demand_and_leaves_no_old_tables(tmp_path: Path) -> None:
    program = starter(tmp_path)
    save_program(program, tmp_path / "out")
    with pytest.raises(FileProblem, match="not empty"):
        save_program(program, tmp_path / "out")
    fewer = program.replace(risks=())
    save_program(fewer, tmp_path / "out", overwrite=True)
    assert load(tmp_path / "out").program == fewer
    assert not (tmp_path / "out" / "risks.csv").exists()


def test_a_failure_while_saving_leaves_the_old_program_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = starter(tmp_path)
    save_program(program, tmp_path / "out")
    before = sorted(p.name for p in tmp_path.iterdir())

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(FileProblem, match="cannot be written: No space left"):
        save_program(program.replace(risks=()), tmp_path / "out", overwrite=True)
    monkeypatch.undo()
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    assert load(tmp_path / "out").program == program


def test_a_program_with_errors_is_not_saved(tmp_path: Path) -> None:
    program = starter(tmp_path)
    with pytest.raises(InvalidInput, match="RC101"):
        save_program(program.replace(tasks=program.tasks + program.tasks[:1]), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_saving_over_a_file_is_a_file_problem(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(FileProblem, match="not a folder"):
        save_program(starter(tmp_path), tmp_path / "out", overwrite=True)


def test_shifts_keep_their_seconds(tmp_path: Path) -> None:
    program = starter(tmp_path)
    odd = Calendar.model_validate({"id": "office", "week": [[(480.5, 1020.0)]] * 5 + [[], []]})
    save_program(program.replace(calendars=(odd,)), tmp_path / "out")
    assert "08:00:30-17:00" in (tmp_path / "out" / "program.yaml").read_text()
    assert load(tmp_path / "out").program.calendars == (odd,)


def test_a_plan_without_ranges_is_saved_with_columns_that_invite_them(tmp_path: Path) -> None:
    program = starter(tmp_path)
    plain = tuple(task.model_copy(update={"estimate": None}) for task in program.tasks)
    save_program(program.replace(tasks=plain), tmp_path / "out")
    header = (tmp_path / "out" / "tasks.csv").read_text().splitlines()[0].split(",")
    assert header[-4:] == ["distribution", "low", "likely", "high"]


def test_values_that_stand_twice_are_saved_without_yaml_anchors(tmp_path: Path) -> None:
    program = starter(tmp_path)
    day = dt.date(2027, 9, 30)
    same = [p.model_copy(update={"targets": Targets(finish=day)}) for p in program.projects]
    save_program(program.replace(projects=same), tmp_path / "out")
    assert [p.targets.finish for p in load(tmp_path / "out").program.projects] == [day, day]
