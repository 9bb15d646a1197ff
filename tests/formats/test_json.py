"""A program in JSON, as results carry it, reads back equal."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcast.model.calendar import Calendar
from riskcast.model.program import Program

from .test_saving import programs


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs(), st.sampled_from(["exclude_defaults", "exclude_unset", "exclude_none"]))
def test_a_program_in_short_json_reads_back_equal(program: Program, short: str) -> None:
    text = program.model_dump_json(**{short: True})  # type: ignore[arg-type]
    assert Program.model_validate_json(text) == program


def test_what_a_day_and_a_week_mean_survives_json_without_defaults() -> None:
    week = {"mon-thu": "07:00-17:00"}
    for given_sizes in ({}, {"hours_per_day": 8.0, "days_per_week": 5.0}):
        calendar = Calendar.model_validate({"id": "c", "week": week, **given_sizes})
        again = Calendar.model_validate_json(calendar.model_dump_json(exclude_defaults=True))
        assert (again.hours_per_day, again.days_per_week) == ((8.0, 5.0) if given_sizes else (10.0, 4.0))


def test_the_meaning_of_a_day_may_be_left_out_in_python_and_in_the_schema() -> None:
    calendar = Calendar(id="c", week=(((480.0, 960.0),),) * 6 + ((),))
    assert (calendar.hours_per_day, calendar.days_per_week) == (8.0, 6.0)
    assert Calendar.model_json_schema()["required"] == ["id", "week"]
