"""Bands: ranges in percent, of which one counts for each task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding
from riskcast.model.banding import BandField, choose_bands
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_share

_W: Final = "warning"
_FIELDS: tuple[BandField, ...] = ("estimate", "cost")
_WHAT: Final = {"estimate": "the planned duration", "cost": "the planned cost"}


def check_bands(index: Index) -> Iterator[Finding]:
    """Yield findings about the ranges of bands, about bands that count for no task, and about ties."""
    for row, band in enumerate(index.program.bands):
        if band.estimate is None and band.cost is None:
            text = "the band has a range neither for durations nor for costs, so it changes nothing"
            yield remark("RC156", "bands", row, band, "", text, "write for example pert(90%, 100%, 140%)", _W)
        for field in _FIELDS:
            estimate = band.estimate if field == "estimate" else band.cost
            for fault in resolve_share(estimate, _WHAT[field]).faults if estimate is not None else ():
                yield remark(fault.code, "bands", row, band, field, fault.message, fault.remedy)
    for field in _FIELDS:
        yield from _ties_and_idle(index, field)


def _ties_and_idle(index: Index, field: BandField) -> Iterator[Finding]:
    bands = index.program.bands
    banding = choose_bands(index.program, index.selection, field)
    for (first, later), names in banding.ties.items():
        count = f"{len(names)} tasks such as {names[0]!r}" if len(names) > 1 else f"task {names[0]!r}"
        text = f"this band and {bands[first].where!r} are equally special and both mean {count}; this one counts"
        remedy = f"write a band for {bands[first].where} & {bands[later].where}"
        if bands[first].where == bands[later].where:
            remedy = "keep one of the two"
        yield remark("RC157", "bands", later, bands[later], "where", text, remedy, _W)
    counting = set(banding.chosen.values())
    for row, band in enumerate(bands):
        given = band.estimate if field == "estimate" else band.cost
        if given is not None and row not in counting and index.meant((band.where,)):
            what = "range" if field == "estimate" else "range of costs"
            text = f"the {what} counts for no task: they have their own, a more special band, or nothing to vary"
            yield remark("RC158", "bands", row, band, field, text, "delete it if that is meant", "info")
