"""Which sections the report has, from top to bottom. A new section is a new file and a line here."""

from __future__ import annotations

from riskcast.report.section import Section
from riskcast.report.sections import (
    assumptions,
    attribution,
    capitalisation,
    cash,
    comparison,
    contingency,
    cost,
    cost_report,
    dates,
    finish,
    fiscal_years,
    headline,
    joint,
    layers,
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

SECTIONS: tuple[Section, ...] = (
    Section("answer", "In short", headline.render),
    Section("comparison", "Options side by side", comparison.render),
    Section("finish", "Finish", finish.render),
    Section("cost", "Cost", cost.render),
    Section("joint", "Date and budget together", joint.render),
    Section("cash", "Cash flow", cash.render),
    Section("years", "Fiscal years", fiscal_years.render),
    Section("profiles", "Money to plan with", profiles.render),
    Section("contingency", "Contingency", contingency.render),
    Section("cost-report", "Cost report", cost_report.render),
    Section("capitalisation", "Capitalisation", capitalisation.render),
    Section("worth", "Net present value", npv.render),
    Section("dates", "Promised dates", dates.render),
    Section("schedule", "Schedule", schedule.render),
    Section("paths", "Paths and merge points", paths.render),
    Section("layers", "From the plan to the forecast", layers.render),
    Section("attribution", "What the gap to the plan is made of", attribution.render),
    Section("drivers", "What drives the finish", tasks.render),
    Section("shared", "Drivers", shared.render),
    Section("risks", "Risks", risks.render),
    Section("mitigation", "Responses worth deciding", mitigation.render),
    Section("assumptions", "What the forecast rests on", assumptions.render),
    Section("projects", "Projects", projects.render),
    Section("method", "How this was calculated", method.render),
)
"""Sections that have nothing to say about a result are left out of its report."""
