"""Programs to report on: a portfolio with awkward names, and a large one."""

from __future__ import annotations

from typing import Any

from riskcast.model.program import Program

SCRIPT = "</script><img src=x onerror=alert(1)>"
COMMENT = "<!-- <b>bold</b> <a href='https://example.org'>link</a> &lt;i&gt; \u2028 end"
TEMPLATE = "Quotes \" ' ` and ${title} $title %{x} $x^2$ {{y}}"
EMOJI = "Go-live 🚀 with 👩‍💻 and é"
RTL = "اختبار القبول النهائي"
OVERRIDE = "Normal \u202eesrever"
LONG = "Migration of all historical ledgers, including those of the four former subsidiaries, " * 4
TOKEN = "@ink"
WEIRD = (SCRIPT, COMMENT, TEMPLATE, EMOJI, RTL, OVERRIDE, LONG, TOKEN)

PROJECTS = (
    ("CORE", "Core finance", "A. Person", "2028-04-28", "1.6m"),
    ("DATA", "Data migration", "", "2028-04-14", "1.4m"),
    ("SITE", f"Sites {SCRIPT}", "O'Brien & <Sons>", None, None),
    ("TRAIN", "Training", "محمد", "2028-06-15", "1m"),
)
STEPS = (
    "Requirements", "Design", "Build", "Interfaces", "Unit test", "Integration test", "Rehearsal", "Hand-over", "Close",
)  # fmt: skip


def portfolio() -> Program:
    """Four projects, about forty tasks, milestones, risks, drivers, costs, and names that try to break out."""
    tasks: list[dict[str, Any]] = []
    links: list[dict[str, str]] = []
    costs: list[dict[str, Any]] = []
    for p, (id_, *_) in enumerate(PROJECTS):
        _add_project(p, id_, tasks, links, costs)
    tasks.append({"id": "GO", "project": "CORE", "name": EMOJI, "kind": "milestone", "target": "2028-05-05"})
    links += [{"predecessor": f"{id_}.done", "successor": "GO"} for id_, *_ in PROJECTS]
    links += [
        {"predecessor": "CORE.2", "successor": "DATA.3"},
        {"predecessor": "DATA.6", "successor": "CORE.6"},
        {"predecessor": "CORE.5", "successor": "TRAIN.2"},
        {"predecessor": "SITE.4", "successor": "CORE.7"},
    ]
    return Program.model_validate(
        {
            "id": "erp",
            "name": "ERP roll-out <Europe> & Asia",
            "description": "Replaces four ledgers by one.\nThe board decides on the date in March.",
            "start": "2027-01-04",
            "currency": "EUR",
            "calendar": "office",
            "calendars": [{"id": "office", "week": {"mon-fri": "08:00-12:00,13:00-17:00"}}],
            "projects": [_project(*row) for row in PROJECTS],
            "tasks": tasks,
            "dependencies": links,
            "costs": costs,
            "risks": RISKS,
            "drivers": DRIVERS,
            "correlations": [{"among": ["SITE.1", "SITE.2"], "rho": 0.4, "note": COMMENT}],
            "targets": {"finish": "2028-05-05", "budget": "5.1m"},
        }
    )


DRIVERS: list[dict[str, Any]] = [
    {"id": "D1", "name": f"Skills {SCRIPT}", "duration": "triangular(97%, 100%, 104%)", "tasks": ["project:CORE"]},
    {"id": "D2", "name": LONG, "probability": 0.3, "cost": "110%", "tasks": ["TRAIN.1", "TRAIN.2"]},
]
RISKS: list[dict[str, Any]] = [
    {
        "id": "R1",
        "name": f"Vendor late {SCRIPT}",
        "probability": 0.3,
        "owner": OVERRIDE,
        "response": {"name": f"Second vendor {SCRIPT}", "probability": 0.1, "cost": "40k", "decide_by": "2027-06-30"},
        "impacts": [
            {"tasks": ["CORE.3", "DATA.3"], "delay": "triangular(10d, 25d, 60d)", "project": "CORE", "cost": "250k"}
        ],
    },
    {
        "id": "R2",
        "name": "Tax rules change",
        "probability": 0.12,
        "impacts": [{"tasks": ["CORE.2"], "delay": "triangular(5d, 10d, 20d)", "cost": "80k"}],
    },
    {"id": "R3", "name": "Key person leaves", "probability": 0.2, "impacts": [{"tasks": ["SITE.2"], "delay": "1d"}]},
    {"id": "R4", "name": RTL, "probability": 0.0, "impacts": [{"tasks": ["SITE.2"], "delay": "9d"}]},
    {
        "id": "R5",
        "name": "Reuse of the old interfaces",
        "kind": "opportunity",
        "probability": 0.4,
        "impacts": [{"tasks": ["CORE.4"], "delay": "8d"}],
    },
]


def _project(id_: str, name: str, manager: str, finish: str | None, budget: str | None) -> dict[str, Any]:
    targets = {key: value for key, value in (("finish", finish), ("budget", budget)) if value}
    return {"id": id_, "name": name, "manager": manager, "targets": targets}


def _add_project(
    p: int, id_: str, tasks: list[dict[str, Any]], links: list[dict[str, str]], costs: list[dict[str, Any]]
) -> None:
    for i, step in enumerate(STEPS):
        days = 16 + (i * 7 + p * 5) % 14 + (6 if p < 2 else 0)
        task = f"{id_}.{i}"
        name = WEIRD[(2 * p + i) % len(WEIRD)] if i in (1, 4) else step
        tasks.append(
            {
                "id": task,
                "project": id_,
                "name": name,
                "duration": f"{days}d",
                "estimate": f"triangular({days * 0.8:.0f}d, {days}d, {days * 1.7:.0f}d)",
            }
        )
        costs.append({"id": task, "task": task, "fixed": "40k", "per_day": f"{3000 + 900 * (p == 0)}"})
        if i:
            links.append({"predecessor": f"{id_}.{i - 1}", "successor": task})
    tasks.append({"id": f"{id_}.done", "project": id_, "name": f"{id_} accepted", "kind": "milestone"})
    if p != 2:
        tasks[-1]["target"] = f"2028-04-{10 + 5 * p}"
    links.append({"predecessor": f"{id_}.{len(STEPS) - 1}", "successor": f"{id_}.done"})


def plain() -> Program:
    """One project and two tasks; no costs, no risks, no targets, no names."""
    return Program.model_validate(
        {
            "id": "plain",
            "start": "2027-01-04",
            "calendar": "office",
            "calendars": [{"id": "office", "week": {"mon-fri": "08:00-12:00,13:00-17:00"}}],
            "projects": [{"id": "A"}],
            "tasks": [
                {"id": "one", "project": "A", "duration": "5d"},
                {"id": "two", "project": "A", "duration": "10d", "estimate": "triangular(8d, 10d, 15d)"},
            ],
            "dependencies": [{"predecessor": "one", "successor": "two"}],
        }
    )


def large(count: int) -> Program:
    """Many tasks in ten projects, each with a long name."""
    tasks = [
        {
            "id": f"P{i % 10}.{i}",
            "project": f"P{i % 10}",
            "name": f"Work package {i} with a name of usual length",
            "duration": "10d",
            "estimate": "triangular(8d, 10d, 15d)",
        }
        for i in range(count)
    ]
    links = [
        {"predecessor": str(tasks[i - step]["id"]), "successor": str(tasks[i]["id"])}
        for i in range(count)
        for step in (37, 10)
        if i >= step
    ]
    return Program.model_validate(
        {
            "id": "large",
            "start": "2027-01-04",
            "calendar": "office",
            "calendars": [{"id": "office", "week": {"mon-fri": "08:00-12:00,13:00-17:00"}}],
            "projects": [{"id": f"P{p}", "name": f"Project {p}"} for p in range(10)],
            "tasks": tasks,
            "dependencies": links,
            "costs": [{"id": task["id"], "task": task["id"], "fixed": "10k"} for task in tasks],
        }
    )
