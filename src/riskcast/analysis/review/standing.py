"""How every promise stands beside the last review, of which only the comparison is at hand."""

from __future__ import annotations

from dataclasses import replace

from riskcast.analysis.review.since import Since
from riskcast.analysis.review.status import Rating, ratings
from riskcast.simulation.result import Result


def standing(result: Result, since: Since | None) -> dict[str, Rating]:
    """Return how every promise stands, by measure; with a last review its statuses count, as colours change slowly."""
    found = ratings(result)
    for moved in since.measures if since is not None else ():
        then, now = moved.statuses
        if moved.measure in found and now is not None:
            found[moved.measure] = replace(found[moved.measure], status=now, before=then)
    return found
