"""The day to which a finish counts, where it is shown and where it is judged."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.as_they_stand import as_they_stand
from riskcast.analysis.wording import finish_day, say_date
from riskcast.model.program import Program
from riskcast.network.ticks import PER_DAY, PER_MINUTE, to_moment

_TICK = timedelta(minutes=1) / PER_MINUTE


class FinishDays:
    """Tells the days of finishes of one program.

    A finish at midnight ends the day before (``wording.finish_day``). Two kinds of dates at midnight stand as they are,
    because no work ends there: a milestone that no work precedes (it has no predecessors, or only milestones of the
    same kind), which is the beginning of a day; and an actual finish, which somebody wrote down as that day. Promises
    are judged by the same days: one is kept by all that is shown on its day or before.
    """

    def __init__(self, program: Program) -> None:
        self._known = as_they_stand(program)

    def of(self, measure: str, moment: date | datetime) -> date:
        """Return the day of a measure's date: ``finish``, ``finish:<project>`` or ``milestone:<id>``."""
        if not isinstance(moment, datetime) or moment.time() != time():
            return finish_day(moment)
        kind, _, id_ = measure.partition(":")
        if kind == "milestone":
            return self.of_task(id_, moment)
        return moment.date() if moment in self._known.facts.get(id_, ()) else finish_day(moment)

    def deadline(self, measure: str, day: date | datetime) -> datetime:
        """Return the last instant that counts to a day or to one before; of a local time, to the day of that time.

        It is the midnight that ends the day, or one tick before it where a moment at that midnight is shown as the
        next day.
        """
        last = self.of(measure, day)
        midnight = datetime.combine(last + timedelta(days=1), time())
        return midnight if self.of(measure, midnight) == last else midnight - _TICK

    def of_task(self, id_: str, moment: date | datetime) -> date:
        """Return the day on which a task finishes."""
        if not isinstance(moment, datetime) or moment.time() != time():
            return finish_day(moment)
        as_it_stands = id_ in self._known.beginnings or self._known.tasks[id_].actual_finish == moment
        return moment.date() if as_it_stands else finish_day(moment)

    def numbers(self, measure: str, ticks: NDArray[np.integer], origin: datetime) -> NDArray[np.int64]:
        """Return the days of wall ticks ``[n]`` after an origin at midnight, counted from the day of the origin."""
        midnights = (to_moment(tick, origin) for tick in np.unique(ticks[ticks % PER_DAY == 0]))
        stand = [(moment - origin).days for moment in midnights if self.of(measure, moment) == moment.date()]
        whole = ticks.astype(np.int64)
        days: NDArray[np.int64] = -(-whole // PER_DAY) - 1
        return days + np.isin(whole, np.array(stand, np.int64) * PER_DAY)

    def say(self, measure: str, moment: date | datetime) -> str:
        """Return the day of a measure's date as people write it: ``31 Mar 2028``."""
        return say_date(self.of(measure, moment))
