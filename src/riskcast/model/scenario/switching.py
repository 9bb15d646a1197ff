"""Switching risks and drivers off and on."""

from __future__ import annotations

from riskcast.errors import did_you_mean
from riskcast.model.scenario.changes import SwitchOff, SwitchOn
from riskcast.model.scenario.collections import key_of
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.find import rows_named

_PLACES = ("risks", "drivers")


def make_switch(draft: Draft, change: SwitchOff | SwitchOn, remarks: Remarks) -> None:
    """Let risks and drivers count or not; the others' random numbers stay as they were."""
    if change.collection and change.collection not in _PLACES:
        text = f"{change.collection} cannot be switched off, only risks and drivers"
        remarks.say("RC402", text, "write in: risks or in: drivers, or remove them", "in")
        return
    places = (change.collection,) if change.collection else _PLACES
    for name in change.target:
        found = [(place, one) for place in places for one in rows_named(draft.rows(place), name)]
        if not found:
            known = [key_of(entity) for place in places for entity in draft.rows(place)]
            text = f"there is no {' or '.join(place.removesuffix('s') for place in places)} {name!r}"
            remarks.say("RC401", text, did_you_mean(name, known) or "correct the id", change.verb)
        for place, (row, _) in found:
            entity = draft.rows(place)[row]
            draft.put(place, row, entity.model_copy(update={"enabled": isinstance(change, SwitchOn)}))
