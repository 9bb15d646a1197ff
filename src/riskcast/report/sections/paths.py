"""Which chains of tasks drive a date, where they meet, and what dependencies between projects carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.moves import Move, dots
from riskcast.report.charts.sums import say_ends
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION, in_words, is_doubtful, moved_cell, say_whole, titled
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.sections.move_key import move_key
from riskcast.report.table import details, table

if TYPE_CHECKING:
    from riskcast.analysis.cross_project import CarriedLink, CrossProject
    from riskcast.analysis.merges import MergePoint, Merges
    from riskcast.analysis.paths import DrivingPath, Paths, Share

DRAWN = 12
"""Rows in a picture at most."""
LISTED = 40
"""Rows of a table at most."""
SHOWN = 3
"""Paths that are shown at once; the others on demand."""


def render(context: Context) -> Fragment | None:
    """Return paths, merge points and dependencies between projects; nothing when none were asked for."""
    if not context.answers:
        return None
    from riskcast.analysis.cross_project import CrossProject
    from riskcast.analysis.merges import Merges
    from riskcast.analysis.paths import Paths

    labels = {task.id: task.label for task in context.result.program.tasks}
    charts: dict[str, Chart] = {}
    parts: list[Html] = []
    for found in context.answers_of(Paths):
        parts += _paths(context, found, labels)
    for number, merges in enumerate(context.answers_of(Merges), start=1):
        parts += _merges(context, merges, labels, f"chart-merges-{number}", charts)
    for number, carried in enumerate(context.answers_of(CrossProject), start=1):
        parts += _carried(context, carried, labels, f"chart-carried-{number}", charts)
    return Fragment(join(*parts, el("p", CONVENTION, class_="sub")), charts) if parts else None


def _paths(context: Context, found: Paths, labels: Mapping[str, str]) -> list[Html]:
    what = titled(found.measure, context.summary(found.measure).label)
    first = found.top[0]
    planned = "it is the planned one"
    if not first.is_planned:
        planned = f"the planned one does in {_said(found.planned.share)}"
    said = (
        f"{what}: the most frequent path drives it in {_said(first.share)} of the futures; {planned}. "
        f"There are {found.distinct:,} different paths."
    )
    fixed = frozenset(found.planned.tasks)
    chains = [_chain(rank, path, labels, fixed) for rank, path in enumerate(found.top, start=1)]
    note = "A path is traced back from the end: what bound each task in that future. Bold: not on the planned path."
    more = details(f"{len(chains) - SHOWN} more paths", *chains[SHOWN:]) if len(chains) > SHOWN else Html("")
    return [lead(said), el("h3", "Paths, the most frequent first"), el("p", note, class_="sub"), *chains[:SHOWN], more]


def _said(share: Share) -> str:
    return f"{say_percent(share.value)} ({say_ends(*share.interval)})"


def _chain(rank: int, path: DrivingPath, labels: Mapping[str, str], fixed: frozenset[str]) -> Html:
    mark = [" ", el("span", "planned path", class_="tag")] if path.is_planned else []
    head = el("p", el("b", f"{rank}. {say_percent(path.share.value)} of the futures"), " ",
              el("span", say_ends(*path.share.interval), class_="sub"), *mark, class_="chain-head")  # fmt: skip
    tasks = [el("li", _task(labels.get(id_, id_), is_new=id_ not in fixed)) for id_ in path.tasks]
    chain = el("ol", *tasks, class_="chain") if tasks else el("p", "A date that is a fact holds it.")
    return join(head, chain)


def _task(label: str, *, is_new: bool) -> Html:
    return el("b", name(label)) if is_new else name(label)


def _merges(
    context: Context, found: Merges, labels: Mapping[str, str], id_: str, charts: dict[str, Chart]
) -> list[Html]:
    bias = found.bias
    what = titled(found.measure, context.summary(found.measure).label)
    said = (
        f"{what}: against the plan, P{bias.p:g} is {in_words(bias.total, 'date')}. The planned path alone would make "
        f"it {in_words(bias.along, 'date')}; that paths meet makes it {in_words(bias.bias, 'date')}."
    )
    shown = [point for point in found.points if point.delay.value][:DRAWN]
    head = ("Merge point", "Starts later by, mean", "On the path", "Planned driver", "Drives most often")
    rows = [_point(point, labels) for point in found.points[:LISTED]]
    many = _many(len(rows), len(found.points), "merge points")
    behind = details(f"{many} as a table", table(f"{what}: merge points", head, rows, words=(3, 4)))
    if not shown:
        return [lead(said), behind]
    moves = [
        Move(_end(point, labels), point.delay.value, point.delay.interval, say_whole(point.delay, "date"),
             is_noise=is_doubtful(point.delay, "date"))
        for point in shown
    ]  # fmt: skip
    charts[id_] = dots(f"{what}: merge points and their mean delay", moves, "calendar days", is_money=False)
    text = (
        "A task that waits for several others starts when the last of them is done. Its delay is how much later that "
        "is, on average, than the one that the plan waits for would let it."
    )
    return [lead(said), el("p", text), figure(id_, charts[id_], key=move_key(moves, "Mean delay"), behind=behind)]


def _end(point: MergePoint, labels: Mapping[str, str]) -> str:
    return "The end" if not point.task else labels.get(point.task, point.task)


def _point(point: MergePoint, labels: Mapping[str, str]) -> tuple[str, ...]:
    most = point.drivers[0] if point.drivers else None
    planned = "a date" if point.planned is None else name(labels.get(point.planned, point.planned))
    driver = ""
    if most is not None:
        often = el("span", say_percent(most.share.value), class_="sub line")
        driver = join(name(labels.get(most.task, most.task)), often)
    path = join(say_percent(point.on_path.value))
    return name(_end(point, labels)), moved_cell(point.delay, "date"), path, planned, driver


def _carried(
    context: Context, found: CrossProject, labels: Mapping[str, str], id_: str, charts: dict[str, Chart]
) -> list[Html]:
    if not found.links:
        return []
    what = titled(found.measure, context.summary(found.measure).label)
    named = {project.id: project.label for project in context.result.program.projects}
    title = f"{what}: days of P{found.p} that dependencies between projects carry"
    moves = [_carries(link) for link in found.links[:DRAWN]]
    charts[id_] = dots(title, moves, "calendar days", is_money=False)
    most = found.links[0]
    said = f"{what}: no dependency between projects carries days of P{found.p} beyond chance."
    if most.days.value > 0.0 and not most.days.is_noise:
        said = (
            f"{what}: the dependency of \u2068{labels.get(most.successor, most.successor)}\u2069 on "
            f"\u2068{labels.get(most.predecessor, most.predecessor)}\u2069 carries most of P{found.p}: "
            f"without it, {say_whole(most.days, 'date').lstrip('+')} less."
        )
    head = ("From", "To", "Dependencies", f"Days of P{found.p} without them all")
    pairs = [
        (name(named.get(pair.from_project, pair.from_project)), name(named.get(pair.to_project, pair.to_project)),
         f"{pair.dependencies}", moved_cell(pair.days, "date"))
        for pair in found.pairs
    ]  # fmt: skip
    text = (
        "Each is switched off alone; where two hold the same task, each alone carries nothing. So days do not add up."
    )
    return [
        lead(said),
        el("p", text),
        figure(id_, charts[id_], key=move_key(moves, "Days carried"), behind=_links(found, labels, what)),
        table(f"{what}: projects that wait for others", head, pairs, words=(1,)),
    ]


def _carries(link: CarriedLink) -> Move:
    noise = is_doubtful(link.days, "date")
    text = f"{link.predecessor} → {link.successor}"
    return Move(text, link.days.value, link.days.interval, say_whole(link.days, "date"), is_noise=noise)


def _links(found: CrossProject, labels: Mapping[str, str], what: str) -> Html:
    head = ("Predecessor", "Successor", f"Days of P{found.p} without it", "Binds in")
    rows = [
        (
            _both(labels, link.predecessor),
            _both(labels, link.successor),
            moved_cell(link.days, "date"),
            join(say_percent(link.binds.value)),
        )
        for link in found.links[:LISTED]
    ]
    many = _many(len(rows), len(found.links), "dependencies")
    numbers = table(f"{what}: dependencies between projects", head, rows, words=(1,))
    return details(f"{many} as a table", numbers)


def _both(labels: Mapping[str, str], id_: str) -> Html:
    """Return the name of a task with its id below."""
    label = labels.get(id_, id_)
    return name(label) if label == id_ else join(name(label), el("span", name(id_), class_="sub line"))


def _many(shown: int, count: int, what: str) -> str:
    return f"All {count} {what}" if shown == count else f"The {shown} weightiest of {count} {what}"
