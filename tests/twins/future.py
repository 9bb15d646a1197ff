"""One iteration of a program with all kinds of uncertainty, from the definitions in the model, task by task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from riskcast.model.cost import CostLine
from riskcast.model.distributions import Distribution
from riskcast.model.effective import effective_cost_ranges, effective_estimates
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.resolve import duration_distribution, duration_minutes, factor_distribution, money_distribution
from riskcast.model.risk import Impact, Risk, RiskKind
from riskcast.model.selector import Selection
from riskcast.model.task import Task
from twins.axis import TICKS, tick_of
from twins.chance import Chance
from twins.rules import Block, Rules
from twins.schedule import Dates
from twins.simulation import quantile, to_ticks

Strike = Callable[[str, int, int, Mapping[str, Dates]], int]


class Hooked(Rules):
    """A schedule in which something may still happen to a task when its turn comes."""

    def __init__(self, program: Program) -> None:
        self.works_of: Mapping[str, int] = {}
        super().__init__(program, days=700)
        self.strike: Strike = lambda name, begin, length, dates: length

    def _order(self) -> Iterator[str]:
        """Yield tasks with those that conditions look at before those that they decide."""
        select = Selection(self.program.tasks)
        waits = {name: {k.predecessor for k in self.into[name]} for name in self.tasks}
        for condition in self.program.conditions:
            for name in select.every((*condition.then, *condition.otherwise)):
                waits[name].add(condition.task)
        done: set[str] = set()
        while len(done) < len(self.tasks):
            ready = [n for n in self.tasks if n not in done and waits[n] <= done]
            assert ready
            yield from ready
            done.update(ready)

    def forward(self, durations: Mapping[str, int], slips: Mapping[str, int] | None = None) -> dict[str, Dates]:
        """Return the earliest dates."""
        self.works_of = durations
        return super().forward(durations, slips)

    def _block(self, name: str, length: int, dates: Mapping[str, Dates]) -> Block:
        begin = super()._block(name, length, dates).start
        work = self.strike(name, begin, self.works_of[name], dates)
        return super()._block(name, self.length(name, work), dates)


@dataclass
class Fate:
    """One iteration on its way."""

    risks: set[str]
    """Risks that occur; those with a window only once they have hit something."""
    drivers: set[str]
    skipped: set[str]
    hit: dict[tuple[str, int, str], int] = field(default_factory=dict)
    """Delays in ticks by risk, number of the impact and task."""
    dates: dict[str, Dates] = field(default_factory=dict)
    cost: dict[str, float] = field(default_factory=dict)


class Futures:
    """A program to be simulated, one iteration at a time; not started, without resources."""

    def __init__(self, program: Program, seed: int, design: str = "mc") -> None:
        self.program = program
        self.twin = Hooked(program)
        self.estimates = effective_estimates(program)
        self.cost_ranges = effective_cost_ranges(program)
        self.chance = Chance(program, seed, design, {name for name, law in self._laws() if law.sd > 0.0})
        self.select = self.chance.select
        self.risks = self.chance.risks
        self.planned = self.twin.planned()

    def future(self, i: int) -> Fate:
        fate = Fate(self.chance.happening(i), self.chance.acting(i), self.chance.skipped(i))
        struck: set[str] = set()

        def strike(name: str, begin: int, length: int, dates: Mapping[str, Dates]) -> int:
            self._decide(name, fate, dates)
            if name in fate.skipped:
                return 0
            return self._struck(name, begin, length, i, fate, struck)

        durations = {task.id: self._duration(task, fate, i) for task in self.program.tasks}
        self.twin.strike = strike
        fate.dates = self.twin.forward(durations)
        for risk in self.risks.values():
            if _timed(risk) and risk.id not in struck:
                fate.risks.discard(risk.id)
        self._pay(fate, durations, i)
        return fate

    def _laws(self) -> Iterator[tuple[str, Distribution]]:
        """Yield every uncertain quantity with its law."""
        for name, ranged in self.estimates.items():
            task = self.twin.tasks[name]
            yield (
                f"task:{name}:duration",
                duration_distribution(ranged.estimate, task.duration, self.twin.calendar(task)),
            )
        for line in self.program.costs:
            for part, estimate in (("fixed", line.fixed), ("per_day", line.per_day)):
                if estimate is not None:
                    yield f"cost:{line.id}:{part}", self._line_law(line, estimate)[0]
        for risk in self.program.risks:
            yield f"risk:{risk.id}:occurs", factor_distribution(Estimate.parse("uniform(0, 1)"))
            for n, impact in enumerate(risk.impacts, 1):
                for part, estimate in (("cost", impact.cost), ("cost_per_day", impact.cost_per_day)):
                    if estimate is not None:
                        yield f"risk:{risk.id}:{part}:{n}", money_distribution(estimate)
                if impact.factor is not None:
                    yield f"risk:{risk.id}:factor:{n}", factor_distribution(impact.factor)
                if impact.delay is not None and impact.tasks:
                    first = self.twin.tasks.get(impact.tasks[0], self.program.tasks[0])
                    law = duration_distribution(impact.delay, first.duration, self.twin.calendar(first))
                    yield f"risk:{risk.id}:delay:{n}", law

    def _duration(self, task: Task, fate: Fate, i: int) -> int:
        """Return the sampled duration times its factors plus its delays; windows come later."""
        ticks = self.planned[task.id]
        if task.id in self.estimates:
            law = duration_distribution(self.estimates[task.id].estimate, task.duration, self.twin.calendar(task))
            ticks = max(to_ticks(quantile(law, self.chance.uniform(f"task:{task.id}:duration", i))), 0)
        product, factors, delays = 1.0, [], []
        for driver in self.program.drivers:
            if driver.duration is not None and driver.id in fate.drivers and task.id in self.select.every(driver.tasks):
                product *= max(self._size(factor_distribution(driver.duration), f"driver:{driver.id}:duration", i), 0.0)
        for risk, n, impact in self._impacts(task.id):
            if risk.id in fate.risks and not _timed(risk):
                if impact.factor is not None:
                    factors.append(self._factor(risk, n, impact, task, i))
                if impact.delay is not None:
                    delays.append(self._delay(risk, n, impact, task, i))
                    fate.hit[risk.id, n, task.id] = delays[-1]
        how = self.program.combine
        if how.factors == "product":
            for factor in factors:
                product *= factor
        elif factors:
            away = [factor - 1.0 for factor in factors]
            product *= 1.0 + (sum(away) if how.factors == "sum" else max(away, key=abs))
        if factors or product != 1.0:
            ticks = int(ticks * max(product, 0.0) + 0.5)
        delay = max(delays, key=abs, default=0) if how.delays == "max" else 0
        if how.delays == "max":
            return max(ticks + delay, 0)
        return max(ticks + sum(delays), 0)

    def _impacts(self, task: str) -> Iterator[tuple[Risk, int, Impact]]:
        for risk in self.program.risks:
            known = self.risks.get(risk.id)
            for n, impact in enumerate(known.impacts if known is not None else (), 1):
                if known is not None and task in self.select.every(impact.tasks):
                    yield known, n, impact

    def _decide(self, name: str, fate: Fate, dates: Mapping[str, Dates]) -> None:
        """Skip the task when a condition says so."""
        for condition in self.program.conditions:
            then, other = self.select.every(condition.then), self.select.every(condition.otherwise)
            if name not in (*then, *other):
                continue
            at = dates[condition.task]
            if condition.later_than is not None:
                axis = self.twin.axes[condition.task]
                holds = at.finish > axis.count(tick_of(condition.later_than, self.twin.first))
            else:
                assert condition.longer_than is not None
                calendar = self.twin.calendar(self.twin.tasks[condition.task])
                holds = at.finish - at.start > to_ticks(duration_minutes(condition.longer_than, calendar))
            if (name in then and not holds) or (name in other and holds):
                fate.skipped.add(name)

    def _struck(self, name: str, begin: int, length: int, i: int, fate: Fate, struck: set[str]) -> int:
        """Return the work of a task after the risks in whose window it would be at work."""
        axis, task = self.twin.axes[name], self.twin.tasks[name]
        for risk, n, impact in self._impacts(name):
            if not _timed(risk):
                continue
            after = axis.count(tick_of(risk.not_before, self.twin.first)) if risk.not_before else begin - 1
            before = axis.count(tick_of(risk.not_after, self.twin.first)) if risk.not_after else begin + 1
            there = length > 0 and begin < before and begin + self.twin.length(name, length) > after
            if risk.id in fate.risks and there:
                struck.add(risk.id)
                if impact.factor is not None:
                    length = int(length * self._factor(risk, n, impact, task, i) + 0.5)
                if impact.delay is not None:
                    fate.hit[risk.id, n, name] = self._delay(risk, n, impact, task, i)
                    length = max(length + fate.hit[risk.id, n, name], 0)
        return length

    def _factor(self, risk: Risk, n: int, impact: Impact, task: Task, i: int) -> float:
        assert impact.factor is not None
        name = f"risk:{risk.id}:factor:{n}" + (f":{task.id}" if impact.each else "")
        return max(self._size(factor_distribution(impact.factor), name, i), 0.0)

    def _delay(self, risk: Risk, n: int, impact: Impact, task: Task, i: int) -> int:
        assert impact.delay is not None
        name = f"risk:{risk.id}:delay:{n}" + (f":{task.id}" if impact.each else "")
        law = duration_distribution(impact.delay, task.duration, self.twin.calendar(task))
        return to_ticks(_sign(risk) * self._size(law, name, i))

    def _size(self, law: Distribution, name: str, i: int) -> float:
        return quantile(law, self.chance.uniform(name, i))

    def _line_law(self, line: CostLine, estimate: Estimate) -> tuple[Distribution, float]:
        """Return the law of a sum or rate and what multiplies it: a band gives certain ones a range in percent."""
        law = money_distribution(estimate)
        band = self.cost_ranges.get(line.task or "")
        if law.sd == 0.0 and band is not None:
            return factor_distribution(band.estimate), law.mean
        return law, 1.0

    def _pay(self, fate: Fate, durations: Mapping[str, int], i: int) -> None:
        fate.cost = {project.id: 0.0 for project in self.program.projects}
        for line in self.program.costs:
            task = self.twin.tasks[line.task or ""]
            if task.id in fate.skipped:
                continue
            factor = 1.0
            for driver in self.program.drivers:
                if driver.cost is not None and driver.id in fate.drivers and task.id in self.select.every(driver.tasks):
                    factor *= max(self._size(factor_distribution(driver.cost), f"driver:{driver.id}:cost", i), 0.0)
            for part, estimate in (("fixed", line.fixed), ("per_day", line.per_day)):
                if estimate is not None:
                    law, scale = self._line_law(line, estimate)
                    size = self._size(law, f"cost:{line.id}:{part}", i) * scale * factor
                    days = self._worked(task, fate) / self._day(task) if part == "per_day" else 1.0
                    fate.cost[task.project] += size * days
        for written in self.program.risks:
            risk = self.risks.get(written.id)
            if risk is not None and risk.id in fate.risks:
                self._charge(risk, fate, i)

    def _worked(self, task: Task, fate: Fate) -> float:
        """Return the ticks between start and finish without the pauses in them."""
        length = fate.dates[task.id].finish - fate.dates[task.id].start
        whole = self.twin.length(task.id, 1 << 40) - (1 << 40)
        pauses = [to_ticks(duration_minutes(split.pause, self.twin.calendar(task))) for split in task.splits]
        assert sum(pauses) == whole
        works = [length - sum(pauses[:k]) for k in range(len(pauses) + 1)]
        return next(work for work in works if self.twin.length(task.id, work) == length)

    def _day(self, task: Task) -> float:
        elapsed = task.duration is not None and task.duration.is_elapsed
        return (24.0 if elapsed else self.twin.calendar(task).hours_per_day) * 60 * TICKS

    def _charge(self, risk: Risk, fate: Fate, i: int) -> None:
        for n, impact in enumerate(risk.impacts, 1):
            hit = self.select.every(impact.tasks)
            if impact.cost is not None:
                payer = impact.project or self.twin.tasks[hit[0]].project
                fate.cost[payer] += _sign(risk) * self._size(
                    money_distribution(impact.cost), f"risk:{risk.id}:cost:{n}", i
                )
            if impact.cost_per_day is not None:
                rate = self._size(money_distribution(impact.cost_per_day), f"risk:{risk.id}:cost_per_day:{n}", i)
                for name in hit:
                    task = self.twin.tasks[name]
                    if name not in fate.skipped:
                        days = fate.hit.get((risk.id, n, name), 0) / self._day(task)
                        fate.cost[impact.project or task.project] += rate * days


def _timed(risk: Risk) -> bool:
    return risk.not_before is not None or risk.not_after is not None


def _sign(risk: Risk) -> int:
    return 1 if risk.kind is RiskKind.THREAT else -1
