"""Scenarios: named lists of changes to a program, and the program with them.

====== ============= =================================================================
code   level         meaning
====== ============= =================================================================
RC401  error         a change names something that the program does not have
RC402  error         a change asks for what its verb cannot do
RC403  error         a change is about something finished, and what is past cannot change
RC404  error         there is no value that a change could multiply, move or decide
RC405  warning       a probability that is multiplied ends at 1
RC406  error         a change has no verb, or two
RC407  error         unknown scenario
====== ============= =================================================================
"""

from riskcast.model.scenario.apply import Applied, Step, apply_in_steps, apply_scenario, apply_scenarios
from riskcast.model.scenario.changes import CHANGES, Change
from riskcast.model.scenario.diff import FieldChange, differences
from riskcast.model.scenario.scenario import Scenario

__all__ = [
    "CHANGES",
    "Applied",
    "Change",
    "FieldChange",
    "Scenario",
    "Step",
    "apply_in_steps",
    "apply_scenario",
    "apply_scenarios",
    "differences",
]
