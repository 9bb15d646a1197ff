"""Scenario files, and programs with the scenarios of files."""

from riskcast.formats.scenarios.apply import apply_scenario_files, with_scenario_files
from riskcast.formats.scenarios.file import ScenarioFile, read_scenario
from riskcast.formats.scenarios.find import (
    find_scenarios,
    list_scenarios,
    load_scenarios,
    named_files,
    scenario_files,
)

__all__ = [
    "ScenarioFile",
    "apply_scenario_files",
    "find_scenarios",
    "list_scenarios",
    "load_scenarios",
    "named_files",
    "read_scenario",
    "scenario_files",
    "with_scenario_files",
]
