"""The plain schedule with pauses, levelling delays, levels of effort, and the rules of Microsoft Project.

Written from the definitions: a task is a block of work and pauses; a levelling delay is added to the instant at which
logic lets it begin; a level of effort lasts from its last start bound to its last finish bound and drives nothing;
honoured dates beat the logic. Late dates are found by trial: the latest finish that no link forbids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from riskcast.model.program import Dialect, Program
from riskcast.model.task import Constraint, ConstraintKind, Dependency, LagCalendar, Task, TaskKind
from twins.axis import TICKS, tick_of
from twins.schedule import FINISH_FLOORS, FROM_FINISH, START_FLOORS, TO_FINISH, Dates, Twin

BEFORE = 250
"""Days before the start: under the rules of MS Project, leads reach back without a limit."""


@dataclass(frozen=True)
class Block(Dates):
    """Dates of a task, and where logic let it begin before its levelling delay, in ticks of its work."""

    entry: int


class Rules(Twin):
    """A program being scheduled; not started, automatic tasks without resources and summaries."""

    def __init__(self, program: Program, days: int = 300) -> None:
        super().__init__(program, days, BEFORE)
        self.msp = program.dialect is Dialect.MSPROJECT
        self.honoured = self.msp and program.honour_constraints
        self.efforts = [t.id for t in program.tasks if t.kind is TaskKind.LEVEL_OF_EFFORT]
        self.works = [name for name in self.order if name not in self.efforts]
        self.out: dict[str, list[Dependency]] = {name: [] for name in self.tasks}
        for link in program.dependencies:
            self.out[link.predecessor].append(link)
        for name in self.works:
            self.into[name] = [k for k in self.into[name] if k.predecessor not in self.efforts]

    def length(self, name: str, work: int) -> int:
        """Return work and the pauses that it goes past, in ticks."""
        calendar = self.calendar(self.tasks[name])
        hours, days = calendar.hours_per_day, calendar.days_per_week
        splits = self.tasks[name].splits if name in self.works else ()
        reached = [s for s in splits if work > int(s.after.minutes(hours, days) * TICKS + 0.5)]
        return work + sum(int(s.pause.minutes(hours, days) * TICKS + 0.5) for s in reached)

    def forward(self, durations: Mapping[str, int], slips: Mapping[str, int] | None = None) -> dict[str, Dates]:
        """Return the earliest dates; levels of effort are measured last, because nothing depends on them."""
        assert not slips
        dates: dict[str, Dates] = {}
        for name in self.works:
            dates[name] = self._block(name, self.length(name, durations[name]), dates)
        for name in self.efforts:
            dates[name] = self._effort(name, durations[name], dates)
        return {name: dates[name] for name in self.tasks}

    def _block(self, name: str, length: int, dates: Mapping[str, Dates]) -> Block:
        axis, task = self.axes[name], self.tasks[name]
        entry = max([*self._start_floors(name), *self.start_bounds(name, dates)], default=0)
        start = self._delayed(name, entry)
        finish = max([start + length, *self._finish_floors(name), *self.finish_bounds(name, dates)])
        fixed = self.mandatory(task)
        if fixed is not None:
            finish = self._tick(name, fixed) + (0 if fixed.kind in FINISH_FLOORS else length)
        finish = min([finish, *self._caps(name, length)])
        start = finish - length
        starts = axis.start(start)
        finishes = starts if task.kind is TaskKind.START_MILESTONE else axis.finish(finish)
        if fixed is None and not self._caps(name, length):
            finishes = max([finishes, *self._bare(name, dates)])
        return Block(start, finish, starts, finishes, entry)

    def _delayed(self, name: str, entry: int) -> int:
        """Return the start of a task that logic lets begin at a tick: later by its levelling delay."""
        axis, delay = self.axes[name], self.tasks[name].levelling_delay
        return entry if delay is None else axis.count(axis.start(entry) + round(delay.minutes() * TICKS))

    def critical(self, dates: Mapping[str, Dates]) -> set[str]:
        """Return the tasks with a tight chain to the end: what holds the entry of a task holds its delayed start."""
        last = self.program_finish(dates)
        found = {name for name in self.works if dates[name].finishes == last}
        for name in reversed(self.works):
            at = dates[name]
            assert isinstance(at, Block)
            if name in found:
                found |= {p for p, bound in self.bounds(name, dates, to_finish=True) if bound == at.finish}
                if self._delayed(name, at.entry) == at.start:
                    found |= {p for p, bound in self.bounds(name, dates, to_finish=False) if bound == at.entry}
        return found

    def _effort(self, name: str, length: int, dates: Mapping[str, Dates]) -> Dates:
        axis = self.axes[name]
        start = max([*self._start_floors(name), *self.start_bounds(name, dates)], default=0)
        ends = [*self._finish_floors(name), *self.finish_bounds(name, dates)]
        finish = max(start, *ends) if ends else start + length
        return Dates(start, finish, axis.start(start), axis.finish(finish))

    def bounds(self, name: str, dates: Mapping[str, Dates], to_finish: bool) -> Iterator[tuple[str, int]]:
        """Yield each task that bounds this one; a level of effort is bound by its successors too."""
        if name not in self.efforts:
            yield from super().bounds(name, dates, to_finish)
            return
        for link in self.into[name]:
            if (link.type in TO_FINISH) is to_finish and link.predecessor not in self.efforts:
                yield link.predecessor, self.axes[name].count(self._moved(link, dates[link.predecessor]))
        for link in self.out[name] if to_finish else ():
            if link.type in FROM_FINISH and link.successor not in self.efforts:
                yield link.successor, self.axes[name].count(self._until(link, dates[link.successor]))

    def _until(self, link: Dependency, after: Dates) -> int:
        """Return the instant that a lag before the successor's start or finish."""
        begins = self.tasks[link.successor].kind is TaskKind.START_MILESTONE
        is_finish = link.type in TO_FINISH and not begins
        instant = after.finishes if is_finish else after.starts
        if link.lag is None or link.lag.value == 0.0:
            return instant
        axis, minutes = self._lag(link)
        work = axis.count(instant) - int(minutes * TICKS + 0.5 * (1 if minutes > 0 else -1))
        return axis.finish(work) if is_finish else axis.start(work)

    def _start_floors(self, name: str) -> list[int]:
        if not self.msp:
            return super()._start_floors(name)
        task = self.tasks[name]
        dates = [self._tick(name, c) for c in task.constraints if c.kind in START_FLOORS]
        links = any(k.type not in TO_FINISH and k.predecessor not in self.efforts for k in self.into[name])
        places = START_FLOORS if name in self.efforts else (*START_FLOORS, *FINISH_FLOORS)
        if links or any(c.kind in places for c in task.constraints):
            return dates
        project = next(p for p in self.program.projects if p.id == task.project)
        return [self.axes[name].count(tick_of(project.start or self.program.start, self.first))]

    def _tick(self, name: str, constraint: Constraint) -> int:
        return self.axes[name].count(tick_of(constraint.date, self.first))

    def mandatory(self, task: Task) -> Constraint | None:
        """Return the honoured date on which a task must start or finish."""
        kinds = (ConstraintKind.START_ON, ConstraintKind.FINISH_ON)
        if not self.honoured or task.kind is TaskKind.LEVEL_OF_EFFORT:
            return None
        return next((c for c in task.constraints if c.kind in kinds), None)

    def _caps(self, name: str, length: int) -> list[int]:
        """Return the latest finishes that honoured no-later-than dates allow."""
        caps = {ConstraintKind.START_NO_LATER_THAN: length, ConstraintKind.FINISH_NO_LATER_THAN: 0}
        constraints = self.tasks[name].constraints if self.honoured else ()
        return [self._tick(name, c) + caps[c.kind] for c in constraints if c.kind in caps]

    def is_capped(self, name: str, dates: Mapping[str, Dates]) -> bool:
        """Return whether an honoured no-later-than date put a task before what the logic says."""
        at = dates[name]
        bounds = [*self._finish_floors(name), *self.finish_bounds(name, dates)]
        starts = [*self._start_floors(name), *self.start_bounds(name, dates)]
        late = max(bounds, default=0) > at.finish or max(starts, default=0) > at.start
        return name in self.works and bool(self._caps(name, 0)) and late

    def _bare(self, name: str, dates: Mapping[str, Dates]) -> list[int]:
        """Return the instants at which MS Project keeps a finish that they drive, though no work ends there."""
        links = [k for k in self.into[name] if k.type in TO_FINISH] if self.msp else []
        return [self._moved(k, dates[k.predecessor]) for k in links if self._is_bare(k)]

    def _is_bare(self, link: Dependency) -> bool:
        if link.lag is None or link.lag.value == 0.0 or link.lag.is_elapsed:
            return True
        return (link.lag_calendar or self.program.lag_calendar) is LagCalendar.ELAPSED

    def program_finish(self, dates: Mapping[str, Dates]) -> int:
        return max(dates[name].finishes for name in self.works)

    def project_finish(self, project: str, dates: Mapping[str, Dates]) -> int:
        return max(dates[name].finishes for name in self.works if self.tasks[name].project == project)

    def worked(self, dates: Mapping[str, Dates], durations: Mapping[str, int]) -> dict[str, int]:
        """Return what a cost per day pays: work without pauses, and all of a level of effort."""
        efforts = {name: dates[name].finish - dates[name].start for name in self.efforts}
        return {**durations, **efforts}

    def latest(self, dates: Mapping[str, Dates]) -> dict[str, int]:
        """Return the latest finish of each task with work, in its ticks: the last that the end and every link allow."""
        found: dict[str, int] = {}
        for name in reversed(self.works):
            length = dates[name].finish - dates[name].start
            found[name] = min(
                self._ceiling(name, dates), *self._late_dates(name, length), self._last(name, dates, found)
            )
            if self.mandatory(self.tasks[name]) is not None:
                found[name] = dates[name].finish
        return found

    def free(self, dates: Mapping[str, Dates]) -> dict[str, int]:
        """Return the latest finish of each task that moves no other, in its ticks."""
        early = {name: dates[name].finish for name in self.works}
        return {
            name: min(self._ceiling(name, dates), self._last(name, dates, early, moved=False)) for name in self.works
        }

    def _ceiling(self, name: str, dates: Mapping[str, Dates]) -> int:
        by_project = self.program.open_ends == "project"
        project = self.tasks[name].project
        end = self.project_finish(project, dates) if by_project else self.program_finish(dates)
        return self.farthest(lambda finish: self.at(name, finish, 0).finishes <= end)

    def _late_dates(self, name: str, length: int) -> list[int]:
        starts = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.START_ON)
        finishes = (ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.FINISH_ON)
        caps = [self._tick(name, c) + length for c in self.tasks[name].constraints if c.kind in starts]
        return caps + [self._tick(name, c) for c in self.tasks[name].constraints if c.kind in finishes] + [FAR]

    def _last(self, name: str, dates: Mapping[str, Dates], goals: Mapping[str, int], moved: bool = True) -> int:
        """Return the last finish at which no link out of a task passes the goal (a finish) of its successor."""
        length = dates[name].finish - dates[name].start
        links = [k for k in self.out[name] if k.successor not in self.efforts]

        def allowed(finish: int) -> bool:
            at = self.at(name, finish, length)
            return all(self._keeps(k, at, dates[k.successor], goals[k.successor], moved) for k in links)

        return self.farthest(allowed) if links else FAR

    def at(self, name: str, finish: int, length: int) -> Dates:
        """Return the dates of a task of some length that finishes at a tick of its work."""
        axis = self.axes[name]
        edge = (self.days - 60) * 1440 * TICKS
        starts, finishes = min(axis.start(finish - length), edge), min(axis.finish(finish), edge)
        rolls = self.tasks[name].kind is TaskKind.START_MILESTONE
        return Dates(finish - length, finish, starts, starts if rolls else finishes)

    def _keeps(self, link: Dependency, before: Dates, after: Dates, goal: int, moved: bool) -> bool:
        axis, task = self.axes[link.successor], self.tasks[link.successor]
        bound = axis.count(self._moved(link, before))
        if link.type in TO_FINISH:
            return bound <= goal
        if task.levelling_delay is None or self.mandatory(task) is not None:
            return bound <= goal - (after.finish - after.start)
        if not moved:
            assert isinstance(after, Block)
            return bound <= after.entry
        return self._delayed(link.successor, bound) <= goal - (after.finish - after.start)

    def farthest(self, allowed: Callable[[int], bool]) -> int:
        """Return the largest tick that is allowed, when every larger one is not."""
        low, high = -1, self.days * 1440 * TICKS
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if allowed(middle) else (low, middle)
        return low


FAR = 1 << 30
