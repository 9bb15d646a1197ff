"""Every snippet of docs/uncertainty.md loads, and its tables say the same as its YAML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from riskcast.formats import load

PAGE = (Path(__file__).parents[2] / "docs" / "uncertainty.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```(yaml|csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BASE = """
riskcast: 1
id: page
start: 2027-10-04
calendar: office
calendars: {office: {week: {mon-fri: "08:00-12:00, 13:00-17:00"}}}
projects: {CORE: {}}
tasks:
  - {id: CORE.build, duration: 60d, estimate: "pert(50d, 60d, 90d)", tags: {phase: build}}
  - {id: CORE.test, duration: 15d, predecessors: CORE.build, estimate: "pert(12d, 15d, 25d)"}
costs:
  - {id: tools, task: CORE.build, fixed: "triangular(80k, 90k, 140k)"}
  - {id: beds, task: CORE.test, fixed: "triangular(20k, 30k, 60k)"}
risks:
  - {id: R1, probability: 0.3, impacts: [{tasks: [CORE.build], delay: "pert(5d, 8d, 20d)"}]}
  - {id: R2, probability: 0.3, impacts: [{tasks: [CORE.test], delay: "pert(5d, 8d, 20d)"}]}
"""


def _snippets() -> list[tuple[str, dict[str, str]]]:
    """Return every YAML snippet with the tables that follow it, by file name."""
    found: list[tuple[str, dict[str, str]]] = []
    for kind, text in _FENCE.findall(PAGE):
        if kind == "yaml":
            found.append((text, {}))
        else:
            name, _, rows = text.partition("\n")
            found[-1][1][name] = rows
    return found


def _program(snippet: str) -> dict[str, Any]:
    program, parts = (yaml.load(text, Loader=yaml.BaseLoader) for text in (BASE, snippet))
    if "bands" in parts:
        for task, line in zip(program["tasks"], program["costs"], strict=True):
            del task["estimate"]
            line["fixed"] = "90k"
    return {**program, **parts, "tasks": [*program["tasks"], *parts.get("tasks", [])]}


def _load(folder: Path, program: dict[str, Any], tables: dict[str, str]) -> Any:
    folder.mkdir()
    (folder / "program.yaml").write_text(yaml.safe_dump(program, sort_keys=False), encoding="utf-8")
    for name, rows in tables.items():
        (folder / name).write_text(rows, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize("number", range(len(_snippets())))
def test_the_tables_of_a_snippet_say_the_same_as_its_yaml(number: int, tmp_path: Path) -> None:
    snippet, tables = _snippets()[number]
    program = _program(snippet)
    written = _load(tmp_path / "yaml", program, {})
    assert {f.code for f in written.findings if f.level != "info"} <= {"RC173"}
    if tables:
        rest = {name: part for name, part in program.items() if f"{name}.csv" not in tables}
        assert _load(tmp_path / "tables", rest, tables).program == written.program


def test_the_warning_about_one_cause_twice_is_as_printed(tmp_path: Path) -> None:
    snippet = next(text for text, _ in _snippets() if "OLDDATA" in text)
    finding = next(f for f in _load(tmp_path / "p", _program(snippet), {}).findings if f.code == "RC173")
    assert finding.message in PAGE
    assert finding.remedy in PAGE
