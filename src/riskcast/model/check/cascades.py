"""Risks together: sets of which one occurs at most, and risks that make others more likely."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding, did_you_mean
from riskcast.model.check.graph import Graph, shortest_cycle, strong_components
from riskcast.model.check.index import Index, chain, listed, remark
from riskcast.model.risk import Risk

_SLACK = 1e-9


def check_sets(index: Index) -> Iterator[Finding]:
    """Yield findings about sets of exclusive risks: chances beyond 1, alone or when another risk has occurred."""
    sets: dict[str, list[int]] = {}
    for row, risk in enumerate(index.program.risks):
        if risk.exclusive is not None:
            sets.setdefault(risk.exclusive, []).append(row)
    for name, rows in sets.items():
        risks = [index.program.risks[row] for row in rows]
        last, place = rows[-1], "exclusive"
        if len(risks) == 1:
            hint = did_you_mean(name, [other for other in sets if other != name])
            text = f"the set {name!r} has no other risk, so it excludes nothing"
            remedy = hint if "?" in hint else "name the same set at the risks that exclude each other"
            yield remark("RC148", "risks", last, risks[0], place, text, remedy, "warning")
        elif text := _beyond(name, risks):
            remedy = "at most one of them occurs: lower them, or separate them"
            yield remark("RC148", "risks", last, risks[-1], place, text, remedy)


def _beyond(name: str, risks: list[Risk]) -> str:
    """Return what is wrong with the sum of the chances of a set; nothing when they fit."""
    for when, members in (("", risks), (" after their responses", [risk.after() for risk in risks])):
        total = sum(risk.probability for risk in members)
        if total > 1.0 + _SLACK:
            return f"the probabilities of the set {name!r}{when} ({listed(r.id for r in risks)}) add up to {total:g}"
    parents = dict.fromkeys(given.risk for risk in risks for given in risk.given)
    for parent in parents:
        total = sum(_chance(risk, parent) for risk in risks if risk.id != parent)
        if total > 1.0 + _SLACK and parent not in {risk.id for risk in risks}:
            return f"once {parent!r} has occurred, the probabilities of the set {name!r} add up to {total:g}"
    return ""


def _chance(risk: Risk, parent: str) -> float:
    return next((given.probability for given in risk.given if given.risk == parent), risk.probability)


def check_cascades(index: Index) -> Iterator[Finding]:
    """Yield findings about risks whose chance depends on other risks: themselves, twice, excluded ones, circles."""
    for row, risk in enumerate(index.program.risks):
        for n, given in enumerate(risk.given):
            other = index.risks.get(given.risk)
            if given.risk == risk.id:
                yield _wrong(row, risk, "the chance of the risk depends on the risk itself", "delete it from given")
            elif any(earlier.risk == given.risk for earlier in risk.given[:n]):
                yield _wrong(row, risk, f"the chance given {given.risk!r} stands twice", "keep one of them")
            elif other is not None and given.probability > 0.0 and _exclude(risk, other):
                text = f"{given.risk!r} excludes it (set {risk.exclusive!r}), yet it has a chance given that"
                yield _wrong(row, risk, text, "delete it from given, or take one of them out of the set")
    yield from _circles(index)


def _exclude(risk: Risk, other: Risk) -> bool:
    return risk.exclusive is not None and risk.exclusive == other.exclusive


def _wrong(row: int, risk: Risk, text: str, remedy: str) -> Finding:
    return remark("RC149", "risks", row, risk, "given", text, remedy)


def _circles(index: Index) -> Iterator[Finding]:
    if not any(risk.given for risk in index.program.risks):
        return
    names = list(dict.fromkeys(risk.id for risk in index.program.risks))
    place = {name: n for n, name in enumerate(names)}
    graph: Graph = [[] for _ in names]
    for risk in index.risks.values():
        for given in risk.given:
            if given.risk in place and given.risk != risk.id:
                graph[place[given.risk]].append(place[risk.id])
    for members in strong_components(graph):
        path = [names[node] for node in shortest_cycle(graph, members)]
        row = next(n for n, risk in enumerate(index.program.risks) if risk.id == path[0])
        text = f"the chances of risks depend on each other in a circle: {chain(path)}"
        yield _wrong(row, index.program.risks[row], text, "delete one of these from given")
