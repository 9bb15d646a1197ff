"""Every snippet of docs/money.md loads and runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from riskcast.formats import load

PAGE = (Path(__file__).parents[2] / "docs" / "money.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
BASE = """
riskcast: 1
id: page
start: 2027-10-04
calendar: office
calendars: {office: {week: {mon-fri: "08:00-12:00, 13:00-17:00"}}}
projects: {CORE: {}}
tasks:
  - {id: ORDER, kind: milestone}
  - {id: CORE.build, duration: 60d, predecessors: ORDER, estimate: "pert(50d, 60d, 90d)"}
  - {id: CORE.test, duration: 15d, predecessors: CORE.build}
costs:
  - {id: architect, task: CORE.build, fixed: 90k, category: design}
  - {id: crew, task: CORE.build, per_day: 2400, category: works}
  - {id: cable, task: CORE.test, fixed: 50k, category: material}
targets: {finish: 2028-03-31, budget: 490k}
"""


def _program(snippet: str) -> dict[str, Any]:
    program, parts = (yaml.load(text, Loader=yaml.BaseLoader) for text in (BASE, snippet))
    if "data_date" in parts:
        program["tasks"][0]["actual_finish"] = "2027-10-04"
        program["tasks"][1] |= {"actual_start": "2027-10-04", "remaining": "30d"}
        program["targets"].pop("budget")
    return {**program, **parts}


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda text: text.split(":")[0])
def test_every_snippet_loads_without_a_remark_on_it(snippet: str, tmp_path: Path) -> None:
    file = tmp_path / "page.yaml"
    file.write_text(yaml.safe_dump(_program(snippet), sort_keys=False), encoding="utf-8")
    said = [finding for finding in load(file).findings if finding.level != "info" and finding.code.startswith("RC3")]
    assert not said


def test_the_page_has_all_sections_of_money() -> None:
    text = "".join(SNIPPETS)
    for section in ("costs", "currencies", "indices", "capitalisation", "actuals", "commitments", "changes", "budgets",
                    "benefits", "fiscal", "finance"):  # fmt: skip
        assert re.search(rf"^{section}:", text, re.MULTILINE), section
