"""Tables of an XER file that have no place in a program: listed, so that nothing disappears in silence."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.formats.schedules.fields import remark_fields
from riskcast.formats.schedules.notes import Notes
from riskcast.formats.schedules.xer_tables import Row, Tables

_READ = {"PROJECT", "CALENDAR", "SCHEDOPTIONS", "PROJWBS", "TASK", "TASKPRED", "PROJCOST", "RSRC", "ROLES", "TASKRSRC"}
_LOOKUP = {"CURRTYPE", "FINTMPL", "COSTTYPE", "UMEASURE", "NONWORK", "PCATTYPE", "RCATTYPE", "MEMOTYPE", "OBS"}
_WORDS = {
    "RSRCRATE": "resource rates",
    "RSRCLEVELLIST": "resource levelling lists",
    "RSRCROLE": "roles of resources",
    "UDFTYPE": "user-defined fields",
    "UDFVALUE": "values of user-defined fields",
    "ACTVTYPE": "activity code types",
    "ACTVCODE": "activity codes",
    "TASKACTV": "activity code assignments",
    "TASKMEMO": "notebook entries",
    "WBSMEMO": "notebook entries of WBS elements",
    "TASKPROC": "activity steps",
    "PROJISSU": "issues",
    "PROJRISK": "risks of the P6 register",
    "ACCOUNT": "cost accounts",
    "DOCUMENT": "documents",
}
_CARRIED = {
    "task_id", "proj_id", "wbs_id", "clndr_id", "task_type", "task_code", "task_name", "status_code",
    "target_drtn_hr_cnt", "remain_drtn_hr_cnt", "act_start_date", "act_end_date",
    "cstr_type", "cstr_date", "cstr_type2", "cstr_date2",
    "early_start_date", "early_end_date", "late_start_date", "late_end_date",
    "suspend_date", "resume_date", "expect_end_date", "external_early_start_date", "external_late_end_date",
}  # fmt: skip
"""Columns of TASK that are carried, or remarked on their own."""
_COMPUTED = {
    "target_start_date", "target_end_date",
    "restart_date", "reend_date", "rem_late_start_date", "rem_late_end_date", "total_float_hr_cnt",
    "free_float_hr_cnt", "driving_path_flag", "float_path", "float_path_order", "guid", "tmpl_guid", "create_date",
    "update_date", "create_user", "update_user", "rev_fdbk_flag", "lock_plan_flag", "auto_compute_act_flag",
}  # fmt: skip
"""Columns of TASK that P6 computes, or uses to keep its books."""


def remark_leftovers(tables: Tables, notes: Notes) -> None:
    """Note every table with rows that is not carried, with the number of its rows."""
    left = [(name, len(tables.rows(name))) for name in tables if name not in _READ and tables.rows(name)]
    lists = [f"{_WORDS.get(name, 'rows')} ({name}, {rows})" for name, rows in left if name not in _LOOKUP]
    if lists:
        notes.remark("RC058", "info", "tables that are not carried, with their rows: " + "; ".join(lists))
    lookups = [f"{name} ({rows})" for name, rows in left if name in _LOOKUP]
    if lookups:
        notes.remark("RC058", "info", "lookup tables that are not carried, with their rows: " + ", ".join(lookups))
    remark_fields((cell for row in tables.rows("TASK") for cell in _cells(row)), "columns of TASK", notes)


def _cells(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the columns of a row that are neither carried nor computed, with their values."""
    for column, index in row.columns.items():
        if column not in _CARRIED and column not in _COMPUTED and index < len(row.cells):
            yield column, row.cells[index]
