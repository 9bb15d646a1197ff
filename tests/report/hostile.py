"""A program in which every text that people write tries to run, and everything that a review says of it."""

from __future__ import annotations

from typing import Any

from riskcast.analysis.review.review import Review, candidate, review
from riskcast.errors import Finding
from riskcast.model.program import Program
from riskcast.model.scenario import Scenario
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate

SCRIPT = "</script><img src=x onerror=alert(1)>"
COMMENT = "--><svg onload=alert(1)>"
STYLE = '</style>"}} body{{display:none}} @import url(http://x/y.css);'
FORMULA = '=HYPERLINK("http://x","y")'
COMMAND = "+cmd|' /C calc'!A0"
SUM = "@SUM(1)"
MINUS = "-2+3+cmd|' /C calc'!A0"
LINK = "[x](javascript:alert(1))"
PICTURE = "![x](http://x/p.png)"
TEMPLATE = "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> %{x}"
ENCODED = "%3Cscript%3E &lt;script&gt; \\u003cscript\\u003e _x003C_"
QUOTES = "`back` \"double\" 'single' ``` \\"
OVERRIDE = "Right \u202eot tfel"
CONTROL = "bell\x07 vertical\x0btab"
PLOTLY = '<a href="javascript:alert(1)">x</a><b>bold</b><br>$\\frac{1}{2}$'
BLOCKS = "# heading | cell\n\n---\n\n<div>\n- [ ] task"
ADDRESS = "http://x.example www.x.example a@x.example @octocat #1"
WIDE = "財務会計システム 🚀 👩‍💻"
LONG = "Long name 0123456789 " * 38 + "ab"
TEXTS = (
    *(SCRIPT, COMMENT, STYLE, FORMULA, COMMAND, SUM, MINUS, LINK, PICTURE, TEMPLATE, ENCODED, QUOTES),
    *(OVERRIDE, CONTROL, PLOTLY, BLOCKS, ADDRESS, WIDE, LONG),
)
RISK = "=R1<img/src=x/onerror=alert(1)>"
"""An id may hold everything but blanks at its ends, commas, semicolons and line breaks."""
LINE = "@L1</script><svg/onload=alert(1)>"
STARTS = ("=", "+", "-", "@")

FINDING = Finding("RC999", SCRIPT, FORMULA, "warning", subject=COMMENT, where=f"{LINK}:5")


def program() -> Program:
    """Two projects with tasks, milestones, risks, drivers and money; each text is one of TEXTS."""
    return Program.model_validate(
        {
            "id": "../..<img src=x onerror=alert(1)>",
            "name": SCRIPT,
            "description": "\n".join(TEXTS[:-1]),
            "report": {"title": STYLE},
            "start": "2027-01-04",
            "data_date": "2027-02-01",
            "currency": "EUR",
            "calendar": "office",
            "calendars": [{"id": "office", "name": SCRIPT, "week": {"mon-fri": "08:00-16:00"}}],
            "projects": [_project("A", PLOTLY, FORMULA, 280_000), _project("B", LONG, SCRIPT, 330_000)],
            "tasks": [*_tasks("A", 0), *_tasks("B", 7)],
            "dependencies": [
                *({"predecessor": f"{id_}.{n}", "successor": f"{id_}.{n + 1}"} for id_ in "AB" for n in range(8)),
                {"predecessor": "A.2", "successor": "B.4"},
            ],
            "costs": _costs(),
            "risks": [_risk(RISK, COMMENT, SCRIPT, 0), _risk("R2", FORMULA, COMMENT, 4), _risk("R3", LONG, LINK, 8)],
            "drivers": [
                {"id": "D1", "name": PLOTLY, "note": SCRIPT, "cause": FORMULA,
                 "duration": "triangular(90%, 100%, 130%)", "tasks": ["project:A"]},
                {"id": "D2", "name": COMMAND, "cost": "triangular(95%, 100%, 120%)", "tasks": ["B.1", "B.2"]},
            ],
            "correlations": [{"among": ["A.1", "B.1"], "rho": 0.4, "note": SCRIPT}],
            "capitalisation": [{"id": "=rule<b>", "name": SUM, "steps": "capex until B.8; opex", "note": FORMULA}],
            "changes": [{"id": "=C1", "name": SCRIPT, "note": FORMULA, "status": "approved", "amount": 500,
                         "project": "A"}],
            "commitments": [{"id": "=PO1", "line": LINE, "date": "2027-01-20", "amount": 150, "note": COMMAND,
                             "supplier": FORMULA}],
            "actuals": [{"date": "2027-01-20", "amount": 100, "line": LINE}],
            "benefits": [{"id": "@B1", "name": SCRIPT, "note": FORMULA, "start": "B.8",
                          "per_year": "200k", "years": 3}],
            "finance": {"discount_rate": 0.05},
            "targets": {"finish": "2027-11-30", "budget": "630k", "contingency": "20k"},
        }
    )  # fmt: skip


def _project(id_: str, name: str, manager: str, budget: float) -> dict[str, Any]:
    return {"id": id_, "name": name, "manager": manager, "targets": {"finish": "2027-11-30", "budget": budget}}


def _tasks(project: str, first: int) -> list[dict[str, Any]]:
    """Return seven tasks between two milestones."""
    found: list[dict[str, Any]] = []
    for n in range(9):
        text = TEXTS[(first + n) % len(TEXTS)]
        task: dict[str, Any] = {"id": f"{project}.{n}", "project": project, "name": text, "note": text}
        if n in (0, 8):
            task |= {"kind": "milestone"} | ({"target": "2027-11-15"} if n else {})
        else:
            task |= {"duration": "25d", "estimate": "triangular(18d, 25d, 45d)", "code": f"={n}{project}"}
        found.append(task)
    return found


def _costs() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"id": f"c.{id_}.{n}", "task": f"{id_}.{n}", "name": TEXTS[n], "note": TEXTS[-n],
         "fixed": "pert(30k, 40k, 60k)", "supplier": TEXTS[n + 2], "category": TEXTS[n + 3][:40],
         "tags": {"tag <b>": TEXTS[n + 4]}}
        for id_ in "AB" for n in range(1, 8)
    ]  # fmt: skip
    return [*found, {"id": LINE, "name": SCRIPT, "task": "A.1", "fixed": "300", "treatment": "=rule<b>"}]


def _risk(id_: str, name: str, owner: str, n: int) -> dict[str, Any]:
    texts = {"cause": TEXTS[n], "effect": TEXTS[n + 1], "note": TEXTS[n + 2]}
    return {
        "id": id_,
        "name": name,
        "owner": owner,
        "note": texts["note"],
        "probability": 0.4,
        "impacts": [{"tasks": ["B.2"], "delay": "triangular(10d, 20d, 40d)", "project": "B", "cost": "9k"}],
        "response": {"name": texts["cause"], "probability": 0.1, "cost": "4k", "decide_by": "2027-03-31"},
    }


def scenario() -> Scenario:
    """An option with texts of its kind."""
    return Scenario.model_validate(
        {
            "id": "=option<img src=x onerror=alert(1)>",
            "name": COMMENT,
            "owner": FORMULA,
            "note": f"{SCRIPT} {LINK} {PICTURE}",
            "decide_by": "2027-03-01",
            "changes": [{"verb": "scale", "target": "B.2", "by": "70%", "note": SCRIPT}],
        }
    )


def reviewed() -> Review:
    """Ask everything: an option, the last review of an earlier variant, causes and responses."""
    now, plan = program(), Plan(300, seed=1, threads=1)
    before = now.replace(risks=now.risks[1:], data_date="2027-01-11", actuals=[], commitments=[])
    return review(now, [candidate(now, scenario())], simulate(before, plan), plan)
