"""The words of P6 XML and the codes that the tables of P6 have for them."""

from __future__ import annotations

from collections.abc import Mapping

from riskcast.formats.schedules.xml_tree import Node

ACTIVITY_TYPES = {
    "Task Dependent": "TT_TASK",
    "Resource Dependent": "TT_RSRC",
    "Start Milestone": "TT_MILE",
    "Finish Milestone": "TT_FINMILE",
    "Level of Effort": "TT_LOE",
    "WBS Summary": "TT_WBS",
}
STATUSES = {"Not Started": "TK_NotStart", "In Progress": "TK_Active", "Completed": "TK_Complete"}
CONSTRAINTS = {
    "Start On": "CS_MSO",
    "Start On or Before": "CS_MSOB",
    "Start On or After": "CS_MSOA",
    "Finish On": "CS_MEO",
    "Finish On or Before": "CS_MEOB",
    "Finish On or After": "CS_MEOA",
    "As Late As Possible": "CS_ALAP",
    "Mandatory Start": "CS_MANDSTART",
    "Mandatory Finish": "CS_MANDFIN",
}
LINK_TYPES = {
    "Finish to Start": "PR_FS",
    "Start to Start": "PR_SS",
    "Finish to Finish": "PR_FF",
    "Start to Finish": "PR_SF",
}
LAG_CALENDARS = {
    "Predecessor Activity Calendar": "rcal_Predecessor",
    "Successor Activity Calendar": "rcal_Successor",
    "24 Hour Calendar": "rcal_24Hour",
    "Project Default Calendar": "rcal_ProjDefault",
}


def code(words: Mapping[str, str], text: str) -> str:
    """Return the code of a word, whatever its capitals and blanks; empty when there is none."""
    if not text or text in words:
        return words.get(text, "")
    plain = _plain(text)
    return next((value for word, value in words.items() if _plain(word) == plain), "")


def known_code(node: Node, tag: str, words: Mapping[str, str], what: str) -> str:
    """Return the code of the word in a child, or empty after noting that it is none of ``words``."""
    text = node.text(tag)
    found = code(words, text)
    if not found:
        node.fault("RC053", tag, f"unknown {what} {text!r}", f"known: {', '.join(words)}")
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
