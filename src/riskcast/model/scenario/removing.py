"""Taking entities out, and tasks out of the work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.risk import Risk
from riskcast.model.scenario.changes import Remove
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.find import Found, found_in
from riskcast.model.scenario.setting import say_finished
from riskcast.model.task import Task, TaskKind

_KINDS = {
    TaskKind.MILESTONE: ("a milestone, which takes no time", "remove its links: remove: 'A -> B', in: dependencies"),
    TaskKind.SUMMARY: ("a summary, which is no work of its own", "remove what is below it: remove: 'under:{id}'"),
    TaskKind.LEVEL_OF_EFFORT: ("a level of effort, which only spans others", "remove its lines: in: costs"),
}
_KINDS[TaskKind.START_MILESTONE] = _KINDS[TaskKind.MILESTONE]


def make_remove(draft: Draft, change: Remove, remarks: Remarks) -> None:
    """Take entities out of their list; tasks stay, with the probability 0."""
    found = found_in(draft, change.collection, change.target, remarks, "remove")
    if not found:
        return
    if change.collection == "tasks":
        _tasks(draft, found, remarks)
        return
    rows = {row for row, _ in found}
    entities = draft.rows(change.collection)
    gone = {getattr(entities[row], "id", "") for row in rows} - {""}
    draft.replace(change.collection, [entity for row, entity in enumerate(entities) if row not in rows])
    if change.collection == "risks":
        _forget_given(draft, gone)
        _forget_correlated(draft, gone, (CorrelationOf.OCCURRENCE, CorrelationOf.IMPACT))
    elif change.collection == "costs":
        _forget_correlated(draft, gone, (CorrelationOf.COST,))


def _tasks(draft: Draft, found: list[Found], remarks: Remarks) -> None:
    open_ = 0
    for row, named in found:
        task = cast("Task", draft.rows("tasks")[row])
        if task.kind in _KINDS:
            what, remedy = _KINDS[task.kind]
            remarks.say("RC402", f"{task.id!r} is {what}", remedy.format(id=task.id), "remove")
        elif task.actual_finish is None:
            draft.put("tasks", row, task.model_copy(update={"probability": 0.0}))
            open_ += 1
        elif named:
            say_finished(task, remarks, "remove")
    if not open_ and not any(named for _, named in found):
        text = "every task that it means is finished, and what is past cannot change"
        remarks.say("RC403", text, "leave the change out", "remove")


def _forget_given(draft: Draft, gone: set[str]) -> None:
    """Take risks out of what the chances of others depend on."""
    for row, risk in enumerate(draft.rows("risks")):
        if isinstance(risk, Risk) and any(given.risk in gone for given in risk.given):
            kept = tuple(given for given in risk.given if given.risk not in gone)
            draft.put("risks", row, risk.model_copy(update={"given": kept}))


def _forget_correlated(draft: Draft, gone: set[str], of: Sequence[CorrelationOf]) -> None:
    """Take ids out of the correlations of some kinds; those of fewer than two members go."""
    kept = []
    for correlation in cast("Sequence[Correlation]", draft.rows("correlations")):
        if correlation.of in of and gone.intersection(correlation.among):
            among = tuple(name for name in correlation.among if name not in gone)
            if len(among) < 2:
                continue
            kept.append(correlation.model_copy(update={"among": among}))
        else:
            kept.append(correlation)
    draft.replace("correlations", kept)
