"""Which sections the report has, from top to bottom. A new one is a new file, a line here, and its id in the model."""

from __future__ import annotations

from riskcast.report.section import Section
from riskcast.report.sections import (
    assumptions,
    attribution,
    capitalisation,
    cash,
    changes,
    comparison,
    contingency,
    cost,
    cost_report,
    dates,
    decisions,
    finish,
    fiscal_years,
    headline,
    joint,
    layers,
    limits,
    method,
    mitigation,
    npv,
    paths,
    profiles,
    projects,
    risks,
    schedule,
    shared,
    tasks,
)

ANSWER, FORECAST, CAUSES, MONEY, EVIDENCE = "Answer", "Forecast", "Causes", "Money", "Evidence"

SECTIONS: tuple[Section, ...] = (
    Section("answer", "In short", ANSWER, headline.render),
    Section("decisions", "Decisions", ANSWER, decisions.render),
    Section("mitigation", "Responses worth deciding", ANSWER, mitigation.render),
    Section("changes", "Since the last review", ANSWER, changes.render),
    Section("finish", "Finish", FORECAST, finish.render),
    Section("cost", "Cost", FORECAST, cost.render),
    Section("joint", "Date and budget together", FORECAST, joint.render),
    Section("dates", "Milestones and promised dates", FORECAST, dates.render),
    Section("schedule", "Schedule", FORECAST, schedule.render),
    Section("attribution", "What the gap to the plan is made of", CAUSES, attribution.render),
    Section("layers", "From the plan to the forecast", CAUSES, layers.render),
    Section("risks", "Risks", CAUSES, risks.render),
    Section("shared", "Drivers", CAUSES, shared.render),
    Section("drivers", "Tasks that drive the finish", CAUSES, tasks.render),
    Section("paths", "Paths and merge points", CAUSES, paths.render),
    Section("cash", "Cash flow", MONEY, cash.render),
    Section("years", "Fiscal years", MONEY, fiscal_years.render),
    Section("profiles", "Money to plan with", MONEY, profiles.render),
    Section("contingency", "Contingency", MONEY, contingency.render),
    Section("cost-report", "Cost report", MONEY, cost_report.render),
    Section("capitalisation", "Capitalisation", MONEY, capitalisation.render),
    Section("worth", "Net present value", MONEY, npv.render),
    Section("projects", "Projects", MONEY, projects.render),
    Section("limits", "What is not in the numbers", EVIDENCE, limits.render),
    Section("comparison", "Options side by side", EVIDENCE, comparison.render),
    Section("assumptions", "What the forecast rests on", EVIDENCE, assumptions.render),
    Section("method", "How this was calculated", EVIDENCE, method.render),
)
"""Sections that have nothing to say about a result are left out of its report."""
