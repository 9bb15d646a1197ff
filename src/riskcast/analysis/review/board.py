"""The first screen of a review: four questions that every board asks, each answered in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.analysis.review.derail import derail
from riskcast.analysis.review.needed import needed
from riskcast.analysis.review.on_track import on_track
from riskcast.analysis.review.options import Option
from riskcast.analysis.review.sentences import BoardAnswer
from riskcast.analysis.review.since import Since
from riskcast.analysis.review.status import Rating
from riskcast.analysis.review.status import ratings as ratings_of
from riskcast.analysis.review.worth_it import worth_it
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd

    from riskcast.analysis.attribution.attribute import Attribution
    from riskcast.analysis.mitigation.choose import Mitigation

__all__ = ["Board", "BoardAnswer", "board"]


@dataclass(frozen=True)
class Board:
    """The answers in the order in which boards ask."""

    answers: tuple[BoardAnswer, BoardAnswer, BoardAnswer, BoardAnswer]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per question."""
        import pandas as pd

        return pd.DataFrame([answer.row() for answer in self.answers])


def board(
    result: Result,
    *,
    ratings: Mapping[str, Rating] | None = None,
    attribution_finish: Attribution | None = None,
    attribution_cost: Attribution | None = None,
    options: Sequence[Option] = (),
    mitigation: Mitigation | None = None,
    since: Since | None = None,
) -> Board:
    """Return the answers; what is not given is not spoken of, or said to be unknown.

    Parameters
    ----------
    result
        A simulation of the program as it stands.
    ratings
        How its promises stand; asked without the last review when None.
    attribution_finish, attribution_cost
        What drives the gap between plan and P-value, in days and in money.
    options
        What may be chosen.
    mitigation
        Which planned responses are worth deciding.
    since
        What moved since the last review.
    """
    rated = ratings_of(result) if ratings is None else ratings
    return Board(
        (
            on_track(result, rated, since),
            derail(result, attribution_finish, attribution_cost),
            needed(result, options, mitigation),
            worth_it(result),
        )
    )
