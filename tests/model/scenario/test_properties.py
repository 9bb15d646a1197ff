"""What holds for every scenario."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from riskcast.model.scenario import apply_in_steps, apply_scenario, apply_scenarios, differences
from riskcast.model.scenario.scaling import times
from riskcast.model.walk import estimates_in

from .garden import GARDEN, applied, scenario, setting

OPEN = [task.id for task in GARDEN.tasks if task.actual_finish is None and not task.is_milestone]
VALUES: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "tasks": ("duration", st.integers(100, 200).map(lambda n: f"{n}d")),
    "risks": ("probability", st.sampled_from([0.01, 0.02, 0.03])),
    "costs": ("fixed", st.integers(1, 9).map(lambda n: f"{n}k")),
    "projects": ("name", st.sampled_from(["north", "south"])),
}
SETTINGS = st.sampled_from(list(VALUES)).flatmap(
    lambda of: st.tuples(
        st.just(of),
        st.sampled_from(OPEN if of == "tasks" else [entity.id for entity in getattr(GARDEN, of)]),
        VALUES[of][1],
    )
)


def written(made: tuple[str, str, Any]) -> dict[str, Any]:
    collection, name, value = made
    return setting(name, collection, **{VALUES[collection][0]: value})


@given(st.lists(SETTINGS, max_size=6))
def test_applying_and_comparing_shows_exactly_the_fields_named(made: list[tuple[str, str, Any]]) -> None:
    found = differences(GARDEN, applied(*map(written, made)))
    named = {(collection, name, VALUES[collection][0]) for collection, name, _ in made}
    if ("costs", "rent", "fixed") in named and [v for c, n, v in made if (c, n) == ("costs", "rent")][-1] == "6k":
        named.remove(("costs", "rent", "fixed"))
    assert {(change.collection, change.id, change.field) for change in found} == named
    assert len(found) == len(named)


@given(st.lists(SETTINGS, max_size=6), st.integers(0, 6))
def test_one_long_scenario_is_two_short_ones_after_each_other(made: list[tuple[str, str, Any]], cut: int) -> None:
    changes = [*map(written, made), {"verb": "scale", "target": "YARD.dig", "by": "90%"}]
    whole = applied(*changes)
    assert apply_scenarios(GARDEN, [scenario(*changes[:cut]), scenario(*changes[cut:])]) == whole
    assert [*(step.program for step in apply_in_steps(GARDEN, scenario(*changes)).steps)][-1] == whole


def test_the_order_of_changes_counts() -> None:
    put, scale = setting("YARD.dig", duration="10d"), {"verb": "scale", "target": "YARD.dig", "by": "50%"}
    assert str(applied(put, scale).tasks[3].duration) == "5d"
    assert str(applied(scale, put).tasks[3].duration) == "10d"


def test_scaling_everything_by_100_percent_changes_nothing() -> None:
    found = {("tasks", "duration"), ("tasks", "remaining")}
    found |= {
        (str(path[0]), ".".join(str(p) for p in path[2:] if not isinstance(p, int))) for path, _ in estimates_in(GARDEN)
    }
    assert len(found) > 8
    for collection, field in found - {("tasks", "remaining")}:
        changes = {"verb": "scale", "target": "all", "collection": collection, "field": field, "by": "100%"}
        assert apply_scenario(GARDEN, scenario(changes)) == GARDEN, (collection, field)


def test_a_scenario_without_changes_is_the_program_itself() -> None:
    assert applied() is GARDEN


@given(st.decimals("0.01", "99", places=2), st.decimals("0.01", "3", places=2))
def test_products_are_exact_decimals(value: Any, by: Any) -> None:
    assert times(float(value), by) == float(value * by)
