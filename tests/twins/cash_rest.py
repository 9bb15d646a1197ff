"""What is still to be done at the data date, one iteration at a time, and the plan of it.

A program that has begun becomes one that has not: started tasks are their remaining work, finished ones are nothing
at the data date; links out of facts keep what is left of their lags. The rules are riskcast's own, retained logic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from riskcast.model.amount import Amount
from riskcast.model.program import Program
from riskcast.model.resolve import duration_minutes
from riskcast.model.risk import Impact, Risk
from riskcast.model.split import Split
from riskcast.model.task import ConstraintKind, Dependency, DependencyType, LagCalendar, Task
from riskcast.network.nodes import Status, planned_minutes, status_of, whole_minutes
from twins.future import Fate, Futures, Hooked
from twins.schedule import FROM_FINISH, START_FLOORS, Dates

FINISH_KINDS = (ConstraintKind.FINISH_NO_EARLIER_THAN, ConstraintKind.FINISH_ON)


class Rest:
    """A program and what is left of it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.tasks = {task.id: task for task in program.tasks}
        self.calendars = {calendar.id: calendar for calendar in program.calendars}
        self.projects = {project.id: project for project in program.projects}

    def made(self) -> Program:
        """Return the program that has not begun."""
        tasks = [self._task(task) for task in self.program.tasks]
        links = [made for link in self.program.dependencies for made in self._link(link)]
        return self.program.model_copy(update={"tasks": tuple(tasks), "dependencies": tuple(links)})

    def now(self, task: Task) -> datetime:
        return self.program.status_date(self.projects[task.project])

    def _task(self, task: Task) -> Task:
        calendar, status = self.calendars[self.program.calendar_of(task)], status_of(task)
        if status is Status.PLANNED:
            return task
        if status is Status.FINISHED:
            gone = {"duration": Amount(0.0, "min"), "estimate": None, "splits": (), "constraints": ()}
            return task.model_copy(update=gone)
        left = planned_minutes(task, status, calendar, self.now(task))
        done = max(whole_minutes(task, calendar), left) - left
        unit = "emin" if task.duration is not None and task.duration.is_elapsed else "min"
        pauses = [(duration_minutes(split.after, calendar), split) for split in task.splits]
        ahead = [Split(after=Amount(after - done, "min"), pause=s.pause) for after, s in pauses if after >= done]
        finishes = tuple(c for c in task.constraints if c.kind in FINISH_KINDS)
        changes = {"duration": Amount(left, unit), "splits": tuple(ahead), "constraints": finishes}
        return task.model_copy(update=changes)

    def _link(self, link: Dependency) -> Iterator[Dependency]:
        """Yield what is left of a link: facts wait for finishes only, and a lag that is running runs out."""
        before, after = self.tasks[link.predecessor], status_of(self.tasks[link.successor])
        if after is not Status.PLANNED and link.type not in FROM_FINISH:
            return
        lag = link.lag
        begun = before.actual_finish if link.type in FROM_FINISH else before.actual_start
        if after is Status.FINISHED:
            lag = None
        elif lag is not None and begun is not None:
            lag = self._left(link, lag, before, begun)
        kind = DependencyType.FS if after is Status.FINISHED else link.type
        yield link.model_copy(update={"lag": lag, "type": kind})

    def _left(self, link: Dependency, lag: Amount, before: Task, begun: datetime) -> Amount:
        now, choice = self.now(before), link.lag_calendar or self.program.lag_calendar
        passed = (now - begun) / timedelta(minutes=1)
        if lag.is_elapsed:
            return Amount(max(lag.minutes() - passed, 0.0), "emin")
        if choice is LagCalendar.ELAPSED:
            return Amount(max(lag.minutes(24.0, 7.0) - passed, 0.0), "min")
        assert choice is LagCalendar.PREDECESSOR, "write the others when they are needed"
        calendar = self.calendars[self.program.calendar_of(before)]
        whole = lag.minutes(calendar.hours_per_day, calendar.days_per_week)
        return Amount(max(whole - calendar.minutes_between(begun, now), 0.0), "min")


class Begun(Hooked):
    """The schedule of the rest: what has begun does not wait for the start of its project."""

    def __init__(self, rest: Rest) -> None:
        self.rest = rest
        super().__init__(rest.made())

    def _start_floors(self, name: str) -> list[int]:
        task = self.rest.tasks[name]
        now, project = self.rest.now(task), self.rest.projects[task.project]
        moments = [now, task.resume or now]
        if status_of(task) is Status.PLANNED:
            moments = [now, self.program.start, project.start or now]
            moments += [c.date for c in task.constraints if c.kind in START_FLOORS]
        return [self.axes[name].count(self.tick(moment)) for moment in moments]

    def tick(self, moment: datetime) -> int:
        """Return a local time in ticks."""
        return round((moment - self.moment(0)) / timedelta(seconds=6))


class Rests(Futures):
    """The rest of a program, one iteration at a time."""

    def __init__(self, program: Program, seed: int, design: str = "mc") -> None:
        self.rest = Rest(program)
        self.whole = program
        super().__init__(self.rest.made(), seed, design)
        self.begun = self.twin = Begun(self.rest)
        self.planned = self.twin.planned()

    def plan(self) -> Fate:
        """Return the future in which everything goes as planned: no risk, no driver, of two ways the likelier."""
        fate = Fate(set(), set(), {task.id for task in self.program.tasks if task.probability < 0.5})
        for branch in self.program.branches:
            chances = [option.probability for option in branch.options]
            likeliest = max(*chances, 1.0 - sum(chances))
            for n, option in enumerate(branch.options):
                if option.probability < likeliest or likeliest in chances[:n]:
                    fate.skipped |= set(self.select.every(option.tasks))

        def strike(name: str, begin: int, length: int, dates: Mapping[str, Dates]) -> int:
            self._decide(name, fate, dates)
            return 0 if name in fate.skipped else length

        self.twin.strike = strike
        fate.dates = self.twin.forward(self.planned)
        return fate

    def _impacts(self, task: str) -> Iterator[tuple[Risk, int, Impact]]:
        if self.rest.tasks[task].actual_finish is None:
            yield from super()._impacts(task)

    def _pay(self, fate: Fate, durations: Mapping[str, int], i: int) -> None:
        """Leave the money to others."""
