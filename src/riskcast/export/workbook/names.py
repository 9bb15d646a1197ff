"""The sheets of the workbook in their order, and what each one shows."""

from __future__ import annotations

from typing import Final

CONTROL: Final = "Control"
SUMMARY: Final = "Summary"
RATINGS: Final = "Ratings"
DECISIONS: Final = "Decisions"
SINCE: Final = "Since"
DRIVERS: Final = "Drivers"
RESPONSES: Final = "Responses"
COST: Final = "Cost report"
PHASING: Final = "Phasing"
DATA: Final = "Data"
CAPITALISATION: Final = "Capitalisation"
YEARS: Final = "Fiscal years"
CONTINGENCY: Final = "Contingency"
RISKS: Final = "Risks"
MILESTONES: Final = "Milestones"
TASKS: Final = "Tasks"
PRICES: Final = "FX and escalation"
ASSUMPTIONS: Final = "Assumptions"
LIMITS: Final = "Limits"
CHECKS: Final = "Checks"

PURPOSES: Final = {
    CONTROL: "What this workbook is, where its figures come from, and whether they add up.",
    SUMMARY: "The answers: what it will cost, whether the budget holds, and what this and the next year need.",
    RATINGS: "Every promise: how likely it is kept, and whether that is green, amber or red by the rule stated here.",
    DECISIONS: "What may be chosen: what each option costs and brings, and until when to decide.",
    SINCE: "The last review against now: what moved in the forecast, and what changed in the program.",
    DRIVERS: "What lies between the plan and the forecast, shared out among its causes.",
    RESPONSES: "Which planned responses to risks are worth deciding, and what is left.",
    COST: "Budget, changes, actuals, orders, estimate to complete and estimate at completion, by project and line.",
    PHASING: "Money incurred in every accounting period: expected, and at the confidence level in ways that add up.",
    DATA: "Everything over time as one table for pivot tables.",
    CAPITALISATION: "What becomes an asset: capitalised money, assets under construction and in service, amortisation.",
    YEARS: "Fiscal years against their budgets, over and under; when the authorised money runs out.",
    CONTINGENCY: "What to hold beyond the plan, what is held, whom it is for, and how it is used up.",
    RISKS: "Risks and opportunities: how likely, how often they occurred, what they cost.",
    MILESTONES: "When projects and milestones are reached.",
    TASKS: "Every task: plan, forecast, how often it is critical, and its float.",
    PRICES: "Exchange rates and price indices as assumed, and what they add in every fiscal year.",
    ASSUMPTIONS: "What was entered: cost lines, rules, calendars, budgets and benefits.",
    LIMITS: "What is not in the numbers.",
    CHECKS: "Every total against its parts. Differences are formulas; they stay live when figures are changed.",
}
"""Purposes of all sheets that there can be, in the order of the workbook."""
