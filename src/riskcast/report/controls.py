"""The bar with which readers question the forecast: confidence, date, budget, project. Only scripts show it."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.finish_days import FinishDays
from riskcast.report.context import Context
from riskcast.report.field import field
from riskcast.report.html import Html, el
from riskcast.report.live import live, live_p
from riskcast.report.steps import steps


def controls(context: Context) -> Html:
    """Return the controls, hidden until the page's script makes them work."""
    boxes = [_finish_box(context), *([_budget_box(context), _together()] if context.has_cost else [])]
    return el(
        "div",
        _slider(context),
        *boxes,
        *_projects(context),
        el("button", "Reset", type="button", id="reset"),
        el("p", id="shown", class_="spoken", role="status"),
        id="controls",
        class_="controls",
        role="group",
        aria_label="Ask the forecast",
        hidden=True,
    )


def _slider(context: Context) -> Html:
    marks = steps(context)
    said = [live(context, "finish")]
    if context.has_cost:
        said += [Html(" · "), live(context, "cost")]
    return el(
        "div",
        el("label", "Confidence ", el("b", "P", live_p(context)), for_="confidence"),
        field(
            "range",
            id="confidence",
            min=0,
            max=len(marks) - 1,
            step=1,
            value=marks.index(context.confidence),
            aria_valuetext=f"P{context.confidence}",
        ),
        el("output", *said, for_="confidence", id="confidence-says", class_="says"),
        class_="control wide",
    )


def _finish_box(context: Context) -> Html:
    goal = context.goal("finish").value
    day = FinishDays(context.result.program).of("finish", goal) if isinstance(goal, date) else goal
    value = str(day)
    box = field("date", id="finish-by", value=value, required=True, aria_describedby="finish-says")
    return _control("Finish by", "finish-by", box, _answer("finish-says", "finish-by"))


def _budget_box(context: Context) -> Html:
    box = field(
        "text",
        id="budget",
        value=plain_sum(float(context.goal("cost").value)),  # type: ignore[arg-type]
        data_currency=context.currency,
        autocomplete="off",
        spellcheck="false",
        size=14,
        aria_describedby="budget-says",
    )
    return _control(f"Budget, {context.currency}", "budget", box, _answer("budget-says", "budget"))


def _together() -> Html:
    return el(
        "div",
        el("span", "Both together", class_="name"),
        el("output", id="both-says", for_="finish-by budget", class_="says", aria_live="polite"),
        class_="control",
    )


def _projects(context: Context) -> list[Html]:
    projects = context.result.program.projects
    if len(projects) < 2:
        return []
    options = [el("option", "All projects", value=""), *(el("option", p.label, value=p.id) for p in projects)]
    return [_control("Project", "project", el("select", *options, id="project"), Html(""))]


def _control(label: str, id_: str, field: Html, answer: Html) -> Html:
    return el("div", el("label", label, for_=id_), field, answer, class_="control")


def _answer(id_: str, for_: str) -> Html:
    return el("output", id=id_, for_=for_, class_="says", aria_live="polite")


def plain_sum(value: float) -> str:
    """Return a sum in full as the budget box writes it: ``11 500 000``, hundredths only where there are some."""
    whole = round(value * 100) % 100 == 0
    return f"{value:,.0f}".replace(",", " ") if whole else f"{value:,.2f}".replace(",", " ")
