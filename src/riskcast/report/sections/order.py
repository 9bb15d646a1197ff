"""Which sections the report has, from top to bottom. A new section is a new file and a line here."""

from __future__ import annotations

from riskcast.report.section import Section
from riskcast.report.sections import cost, dates, finish, headline, method, projects, risks, schedule, shared, tasks

SECTIONS: tuple[Section, ...] = (
    Section("answer", "In short", headline.render),
    Section("finish", "Finish", finish.render),
    Section("cost", "Cost", cost.render),
    Section("dates", "Promised dates", dates.render),
    Section("schedule", "Schedule", schedule.render),
    Section("drivers", "What drives the finish", tasks.render),
    Section("shared", "Drivers", shared.render),
    Section("risks", "Risks", risks.render),
    Section("projects", "Projects", projects.render),
    Section("method", "How this was calculated", method.render),
)
