"""The numbers of the report are those of the analysis."""

from __future__ import annotations

import pytest

from riskcast.analysis.answer import answer
from riskcast.analysis.bars import bars
from riskcast.analysis.drivers import drivers
from riskcast.analysis.measures import summarise
from riskcast.analysis.review.status import ratings
from riskcast.analysis.wording import say_date, say_frequency, say_money, say_percent
from riskcast.report import render_report
from riskcast.report.charts.chart import Chart
from riskcast.report.context import Context
from riskcast.report.sections.order import SECTIONS
from riskcast.report.status_mark import SIGNS
from riskcast.report.theme import DARK, LIGHT
from riskcast.report.words import DASH
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs
from .reading import Page


@pytest.fixture(scope="module")
def seen(page: str) -> Page:
    return Page(page)


def test_the_answer_lines_are_those_of_the_analysis(result: Result, seen: Page) -> None:
    assert answer(result).finish in seen.text.replace("\N{NO-BREAK SPACE}", " ")
    assert answer(result).cost in seen.text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_percentiles_stand_behind_each_curve(result: Result, seen: Page) -> None:
    for measure in ("finish", "cost"):
        rows = {row[0]: row[1] for row in seen.tables[f"Percentiles of program {measure}"]}
        for p, value in summarise(result, measure).percentiles.items():
            assert rows[f"P{p}"] == (say_money(value, "EUR") if isinstance(value, float) else say_date(value))


def test_the_table_of_dates_has_program_projects_and_milestones(result: Result, seen: Page) -> None:
    rows = seen.tables["Dates: plan, percentiles and promises"]
    measures = ["finish", *(f"finish:{p.id}" for p in result.program.projects)]
    measures += [f"milestone:{id_}" for id_ in result.milestones]
    assert len(rows) == len(measures)
    rated = ratings(result)
    for row, measure in zip(rows, measures, strict=True):
        summary = summarise(result, measure)
        values = [summary.deterministic, *(summary.percentiles[p] for p in (10, 50, 80, 90))]
        assert row[1:6] == [say_date(value) for value in values]  # type: ignore[arg-type]
        if summary.probability is not None:
            said = f"{say_percent(summary.probability)}{say_frequency(summary.probability)}"
            status = rated[measure].status
            assert row[7] == f"{said}{SIGNS[status]} {status.capitalize()}"
        else:
            assert row[6:] == [DASH, DASH]


def test_the_table_of_tasks_has_every_bar(result: Result, seen: Page) -> None:
    rows = {row[1]: row for row in seen.tables["Tasks"]}
    for bar in bars(result).rows:
        days = (bar.start, bar.finish, bar.p50_finish, bar.p80_finish)
        assert rows[bar.task][3:] == [*(say_date(day) for day in days), say_percent(bar.criticality)]


def test_the_tasks_that_drive_come_in_the_order_of_the_analysis(result: Result, seen: Page) -> None:
    names = [row[0] for row in seen.tables["Tasks that drive the finish"]]
    assert names == [driver.name for driver in drivers(result).tasks[:50]]


def test_a_risk_without_visible_effect_is_called_noise(result: Result, seen: Page) -> None:
    rows = {row[0]: row for row in seen.tables["Risks, strongest first"]}
    for risk in drivers(result).risks:
        if risk.delay_days is None or risk.delay_error is None:
            assert "nothing to compare" in rows[risk.name + risk.owner][3]
        else:
            assert ("within noise" in rows[risk.name + risk.owner][3]) is (abs(risk.delay_days) < 2 * risk.delay_error)
    assert "within noise" in rows["Key person leaves"][3]
    assert "within noise" not in rows["Tax rules change"][3]


def test_cost_per_project_is_that_of_the_analysis(result: Result, seen: Page) -> None:
    rows = seen.tables["Cost per project"]
    measures = ["cost", *(f"cost:{p.id}" for p in result.program.projects)]
    for row, measure in zip(rows, measures, strict=True):
        p80 = summarise(result, measure).percentiles[80]
        assert row[3] == say_money(float(p80), "EUR")  # type: ignore[arg-type]


def test_the_method_says_how_to_calculate_it_again(result: Result, seen: Page) -> None:
    manifest = result.manifest
    for fact in (manifest.program_digest, manifest.result_digest, manifest.riskcast, "Latin hypercube", "2,000"):
        assert fact in seen.text


def test_remarks_about_the_input_are_listed(seen: Page) -> None:
    assert f"a<b>.csv:5  risks.R4: risk never occurs {programs.SCRIPT} (drop it)." in seen.text


def test_a_program_without_costs_and_risks_has_no_sections_on_them(plain_result: Result) -> None:
    seen = Page(render_report(plain_result))
    ids = seen.values("id")
    assert "cost" not in ids
    assert "risks" not in ids
    assert "EUR" not in seen.text


def test_another_confidence_level_is_used_everywhere(result: Result) -> None:
    program = programs.portfolio().replace(confidence=87)
    text = Page(render_report(simulate(program, Plan(200, seed=7)))).text
    assert "P87" in text
    assert "Finish, P87" in text


def test_one_iteration_can_be_reported() -> None:
    text = Page(render_report(simulate(programs.portfolio(), Plan(1, seed=7)))).text
    assert "1 simulated future" in text
    assert "1 simulated futures" not in text


def _charts(result: Result) -> dict[str, Chart]:
    context = Context(result)
    fragments = [section.render(context) for section in SECTIONS]
    return {id_: chart for fragment in fragments if fragment for id_, chart in fragment.charts.items()}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("fixture", ["result", "plain_result", "large_result"])
def test_every_chart_is_a_valid_figure(fixture: str, palette: dict[str, str], request: pytest.FixtureRequest) -> None:
    from plotly.graph_objects import Figure

    for chart in _charts(request.getfixturevalue(fixture)).values():
        Figure(_coloured({"data": list(chart.data), "layout": dict(chart.layout)}, palette))
        Figure(_coloured({"layout": {**chart.small}}, palette))
        assert len(chart.small_data) in (0, len(chart.data))


def _coloured(value: object, palette: dict[str, str]) -> object:
    if isinstance(value, dict):
        return {key: _coloured(item, palette) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_coloured(item, palette) for item in value]
    return palette[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def test_the_chart_of_the_finish_holds_the_curve_of_the_analysis(result: Result, seen: Page) -> None:
    from riskcast.analysis.curves import curve

    drawn = next(trace for trace in seen.charts["chart-finish"]["data"] if "hovertext" in trace)
    expected = curve(result, "finish")
    assert drawn["y"] == expected.p.tolist()
    assert drawn["x"][50] == str(expected.x[50].astype("datetime64[m]")).replace("T", " ")


def test_the_schedule_draws_every_task_once(result: Result, seen: Page) -> None:
    charts = [chart for id_, chart in seen.charts.items() if id_.startswith("chart-schedule")]
    drawn = sum(len(trace["hovertext"]) for chart in charts for trace in chart["data"] if "hovertext" in trace)
    assert drawn == len(bars(result).rows)
