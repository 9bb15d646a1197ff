"""The sections that a report shows, rendered."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.errors import Finding, InvalidInput, did_you_mean
from riskcast.report.context import Context
from riskcast.report.section import Fragment, Section
from riskcast.report.sections.order import SECTIONS

Rendered = tuple[Section, Fragment]


def rendered(context: Context, wanted: Sequence[str] = ()) -> list[Rendered]:
    """Return the sections that have something to say.

    Parameters
    ----------
    context
        What is reported.
    wanted
        Ids of the sections in the order wanted. When empty, those that the program chooses; all of them when it chooses
        none, or none of its choice has anything to say.

    Raises
    ------
    InvalidInput
        When there is no such section, or none of those wanted has anything to say about this result.
    """
    shown = _shown(context, _named(wanted or context.result.program.report.sections))
    if wanted and not shown:
        raise InvalidInput([_nothing_to_say(wanted)])
    return shown or _shown(context, SECTIONS)


def _shown(context: Context, sections: Sequence[Section]) -> list[Rendered]:
    found = ((section, section.render(context)) for section in sections)
    return [(section, fragment) for section, fragment in found if fragment is not None]


def require_sections(wanted: Sequence[str]) -> None:
    """Raise InvalidInput when there is no section of one of these ids."""
    _named(wanted)


def _named(wanted: Sequence[str]) -> Sequence[Section]:
    known = {section.id: section for section in SECTIONS}
    unknown = [id_ for id_ in wanted if id_ not in known]
    if unknown:
        raise InvalidInput([_no_such_section(id_, list(known)) for id_ in unknown])
    return [known[id_] for id_ in dict.fromkeys(wanted)] or SECTIONS


def _no_such_section(id_: str, known: list[str]) -> Finding:
    hint = did_you_mean(id_, known) or f"there are {', '.join(known)}"
    return Finding("RC371", f"the report has no section {id_!r}", hint)


def _nothing_to_say(wanted: Sequence[str]) -> Finding:
    text = f"this result has nothing to show in {', '.join(wanted)}"
    return Finding("RC372", text, "riskcast review makes every section that the program allows")
