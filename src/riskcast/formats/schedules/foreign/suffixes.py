"""Names of files that only MPXJ reads, and tools whose schedules follow the rules of Primavera."""

from __future__ import annotations

SUFFIXES = {
    ".mpp": "Microsoft Project",
    ".mpt": "Microsoft Project template",
    ".mpx": "Microsoft Project exchange",
    ".mpd": "Microsoft Project database",
    ".p3": "Primavera P3",
    ".prx": "Primavera P3",
    ".stx": "SureTrak",
    ".sdef": "Standard Data Exchange Format",
    ".pp": "Asta Powerproject",
    ".bk3": "Deltek Open Plan",
    ".cdpx": "ConceptDraw PROJECT",
    ".cdpz": "ConceptDraw PROJECT",
    ".cdptz": "ConceptDraw PROJECT",
    ".edpx": "Edraw Project",
    ".fts": "FastTrack Schedule",
    ".gan": "GanttProject",
    ".gnt": "Gantt Designer",
    ".pc": "Project Commander",
    ".pep": "TurboProject",
    ".planner": "Planner",
    ".pod": "ProjectLibre",
    ".ppx": "Phoenix Project Manager",
    ".schedule_grid": "Sage 100 Contractor",
    ".sp": "Synchro Scheduler",
}
"""Suffixes of files that go to MPXJ unasked, with the tool that writes them."""

PRIMAVERA = frozenset({"Primavera", "P3", "SureTrak", "SDEF"})
"""What MPXJ calls the tools that schedule from a data date, with lags on the predecessor's calendar."""
