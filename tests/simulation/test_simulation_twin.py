"""Every iteration equals the one of a plain loop that draws by name and schedules task by task."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.model.program import Program
from riskcast.network.names import digests
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate
from twins.axis import tick_of
from twins.draws import digest, sobol_stratum, stratum
from twins.simulation import Simulation

PROGRAM: dict[str, Any] = {
    "id": "small",
    "start": "2026-01-05T08:00",
    "calendar": "day",
    "calendars": [
        {"id": "day", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}, "holidays": ["2026-01-14"]},
        {"id": "night", "week": {"mon-thu": "20:00-24:00", "sat": "06:30-11:10"}},
    ],
    "projects": [{"id": "A"}, {"id": "B"}],
    "tasks": [
        {"id": "a", "project": "A", "duration": "6d", "estimate": "triangular(4d, 6d, 11d)"},
        {"id": "b", "project": "A", "duration": "5d", "estimate": "pert(3d, 5d, 12d)", "calendar": "night"},
        {"id": "c", "project": "A", "duration": "2ed", "estimate": "uniform(1ed, 4ed)"},
        {"id": "d", "project": "B", "duration": "6d", "estimate": "lognormal(mean=6d, sd=3d)"},
        {"id": "e", "project": "B", "duration": "4d", "estimate": "normal(100%, 30%, low=0%)", "calendar": "night"},
        {"id": "f", "project": "B", "duration": "3d"},
        {"id": "m", "project": "A", "kind": "milestone"},
        {"id": "n", "project": "B", "kind": "milestone"},
    ],
    "dependencies": [
        {"predecessor": "a", "successor": "b"},
        {"predecessor": "a", "successor": "d", "type": "SS", "lag": "2d"},
        {"predecessor": "b", "successor": "c", "lag": "-1d"},
        {"predecessor": "b", "successor": "e", "type": "FF", "lag": "1ed"},
        {"predecessor": "d", "successor": "e", "lag": "4h", "lag_calendar": "successor"},
        {"predecessor": "d", "successor": "f", "type": "SF", "lag": "9d"},
        {"predecessor": "c", "successor": "m"},
        {"predecessor": "e", "successor": "m"},
        {"predecessor": "f", "successor": "n"},
    ],
    "costs": [
        {"id": "team", "task": "b", "per_day": "triangular(90, 100, 130)", "fixed": "500"},
        {"id": "tool", "task": "d", "fixed": "pert(100, 200, 500)", "per_day": "70"},
        {"id": "hire", "task": "f", "fixed": "lognormal(mean=300, sd=200)"},
    ],
    "risks": [
        {
            "id": "r1",
            "probability": 0.4,
            "impacts": [
                {"tasks": ["a", "b"], "delay": "triangular(1d, 2d, 6d)", "cost": "uniform(100, 300)"},
                {"tasks": ["d"], "project": "A", "delay": "3d", "cost": "40"},
            ],
        },
        {
            "id": "r2",
            "kind": "opportunity",
            "probability": 0.5,
            "impacts": [{"tasks": ["f"], "delay": "uniform(1d, 5d)", "cost": "50"}, {"tasks": ["d"], "delay": "50%"}],
        },
        {"id": "r3", "probability": 0.3, "impacts": [{"project": "B", "cost": "pert(10, 20, 90)"}]},
    ],
}


@pytest.mark.parametrize("name", ["task:ERP.build:duration", "risk:r1:occurs", "cost:ä:per_day", ""])
def test_names_become_the_words_of_their_digest(name: str) -> None:
    assert tuple(digests([name])[0].tolist()) == digest(name)


@pytest.mark.parametrize(("of", "batch"), [(stratum, 64), (sobol_stratum, 512)])
@pytest.mark.parametrize("number", [0, 1, 7])
def test_the_plain_permutation_uses_every_stratum_of_a_batch_once(of: Any, batch: int, number: int) -> None:
    begun = number * batch
    strata = [of(5, "task:a:duration", i) for i in range(begun, begun + batch)]
    assert sorted(strata) == list(range(batch))


@pytest.mark.parametrize(
    ("design", "count", "seed"), [("lhs", 300, 9), ("mc", 150, 9), ("lhs", 97, 3 << 40), ("sobol", 600, 9)]
)
def test_every_iteration_equals_the_plain_loop(design: Any, count: int, seed: int) -> None:
    program = Program.model_validate(PROGRAM)
    result = simulate(program, Plan(count, seed=seed, design=design))
    plain = Simulation(program, seed, design)
    origin = tick_of(result.origin, plain.twin.first)
    critical = dict.fromkeys(result.tasks.ids, 0)
    for i in range(count):
        future = plain.future(i)
        for project in ("A", "B"):
            expected = plain.twin.project_finish(project, future.dates)
            assert int(result.samples(f"finish:{project}")[i]) + origin == expected, (i, project)
            assert result.samples(f"cost:{project}")[i] == pytest.approx(future.cost[project], rel=1e-9), (i, project)
        for name in ("m", "n"):
            assert int(result.samples(f"milestone:{name}")[i]) + origin == future.dates[name].finishes, (i, name)
        for name in future.critical:
            critical[name] += 1
    assert dict(zip(result.tasks.ids, np.rint(result.tasks.criticality * count), strict=True)) == critical
    assert sum(0 < share < count for share in critical.values()) >= 4


RULES: dict[str, dict[str, Any]] = {
    "a": {"splits": "2d pause 3d; 5d pause 8h"},
    "b": {"splits": "4d pause 1d", "levelling_delay": "2ed"},
    "d": {"levelling_delay": "30eh", "splits": "0min pause 2h; 6d pause 1d"},
    "f": {"constraints": [{"kind": "finish-no-later-than", "date": "2026-01-15T17:00"}]},
}
EFFORTS = [
    {"id": "watch", "project": "A", "kind": "level-of-effort"},
    {"id": "steer", "project": "B", "kind": "level-of-effort", "calendar": "night"},
]
SPANS = [
    {"predecessor": "a", "successor": "watch", "type": "SS"},
    {"predecessor": "watch", "successor": "c", "type": "FF", "lag": "4h"},
    {"predecessor": "d", "successor": "steer", "type": "SS", "lag": "1d"},
    {"predecessor": "e", "successor": "steer", "type": "FF"},
    {"predecessor": "steer", "successor": "f"},
]


@pytest.mark.parametrize(
    ("dialect", "honoured"), [("riskcast", False), ("p6", False), ("msproject", False), ("msproject", True)]
)
def test_pauses_delays_efforts_and_honoured_dates_equal_the_plain_loop(dialect: str, honoured: bool) -> None:
    """Whether a future reaches a pause, and whether a date is honoured against the logic, depends on what was drawn."""
    tasks = [{**task, **RULES.get(task["id"], {})} for task in PROGRAM["tasks"]]
    costs = [
        *PROGRAM["costs"],
        {"id": "w", "task": "watch", "per_day": "11"},
        {"id": "s", "task": "a", "per_day": "13"},
    ]
    program = Program.model_validate(
        {
            **PROGRAM,
            "dialect": dialect,
            "honour_constraints": honoured,
            "tasks": [*tasks, *EFFORTS],
            "dependencies": [*PROGRAM["dependencies"], *SPANS],
            "costs": costs,
        }
    )
    count = 150
    result = simulate(program, Plan(count, seed=5, design="mc"))
    plain = Simulation(program, 5, "mc")
    origin = tick_of(result.origin, plain.twin.first)
    lengths = set()
    for i in range(count):
        future = plain.future(i)
        lengths.add(future.dates["a"].finish - future.dates["a"].start)
        for project in ("A", "B"):
            expected = plain.twin.project_finish(project, future.dates)
            assert int(result.samples(f"finish:{project}")[i]) + origin == expected, (i, project)
            assert result.samples(f"cost:{project}")[i] == pytest.approx(future.cost[project], rel=1e-9), (i, project)
        for name in ("m", "n"):
            assert int(result.samples(f"milestone:{name}")[i]) + origin == future.dates[name].finishes, (i, name)
    assert len(lengths) > 100


def test_the_comparison_can_fail_on_one_renamed_risk() -> None:
    program = Program.model_validate(PROGRAM)
    result = simulate(program, Plan(100, seed=9))
    renamed = [{**risk, "id": f"{risk['id']}x"} for risk in PROGRAM["risks"]]
    plain = Simulation(Program.model_validate({**PROGRAM, "risks": renamed}), 9)
    origin = tick_of(result.origin, plain.twin.first)
    finishes = [plain.twin.project_finish("A", plain.future(i).dates) for i in range(100)]
    assert (result.samples("finish:A") + origin != finishes).mean() > 0.3
