"""Tasks that lines of the program mean, by id or selector: they exist, and selectors mean something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskcast.errors import Finding, did_you_mean
from riskcast.model.base import Entity
from riskcast.model.check.index import Index, remark
from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.risk import Risk
from riskcast.model.selector import ALL, KINDS
from riskcast.model.task import TaskKind


def check_meant(
    index: Index, section: str, row: int, entity: Entity, field: str, texts: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding for every text that is no task and no selector, or a selector that means nothing."""
    for text in texts:
        if text in index.task_names:
            yield from _idle(index, section, row, entity, field, text)
            continue
        wrong = next(filter(None, (_unreadable(index, entity, text, part.strip()) for part in text.split("&"))), None)
        if wrong is not None:
            yield remark(wrong[0], section, row, entity, field, wrong[1], wrong[2])
        elif not index.meant((text,)):
            message, remedy = f"{text!r} means no task", _near(index, text) or "correct it, or delete it"
            yield remark("RC139", section, row, entity, field, message, remedy, "warning")


def _idle(index: Index, section: str, row: int, entity: Entity, field: str, name: str) -> Iterator[Finding]:
    """Warn about a summary or level of effort that is named where tasks with work of their own are meant."""
    what = index.not_scheduled(name)
    if not what or isinstance(entity, Risk):
        return
    text = f"{name!r} is {what} without work of its own, so it has no effect here"
    summary = index.tasks[name].kind is TaskKind.SUMMARY
    remedy = f"write under:{name} for the tasks below it" if summary else "name the tasks that do the work instead"
    yield remark("RC108", section, row, entity, field, text, remedy, "warning")


def _unreadable(index: Index, entity: Entity, text: str, part: str) -> tuple[str, str, str] | None:
    """Return code, message and remedy when a part of a selector cannot be read or names what does not exist."""
    kind, colon, value = part.partition(":")
    value = value.strip()
    if part == ALL:
        return None
    if not colon or kind not in KINDS or not value:
        if isinstance(entity, Correlation) and entity.of is CorrelationOf.COST:
            remedy = index.cost_names.suggest(text) or index.task_names.suggest(text)
            return "RC138", f"unknown cost line or task {text!r}", remedy or _selectors(kind, colon, value)
        remedy = index.task_names.suggest(text) if "?" in index.task_names.suggest(text) or not colon else ""
        return "RC104", f"unknown task {part!r}", remedy or _selectors(kind, colon, value)
    if kind == "project" and value not in index.project_names:
        return "RC102", f"unknown project {value!r}", index.project_names.suggest(value) or "correct the id"
    summaries = [name for name, task in index.tasks.items() if task.kind is TaskKind.SUMMARY] if kind == "under" else []
    if kind == "under" and value not in summaries:
        text = f"{value!r} is no summary" if value in index.task_names else f"unknown summary {value!r}"
        return "RC104", text, did_you_mean(value, summaries[:1000]) or "name a summary"
    return None


def _selectors(kind: str, colon: str, value: str) -> str:
    if colon:
        hint = did_you_mean(kind, KINDS)
        return f"did you mean '{hint[14:-2]}:{value}'?" if "?" in hint and value else _FORMS
    return "define the task or correct the id"


_FORMS = "a selector is tag:name=value, project:ID, wbs:1.2, under:ID or all"


def _near(index: Index, text: str) -> str:
    """Return what may have been meant by a selector of tags or of the outline that means nothing."""
    for part in (part.strip() for part in text.split("&")):
        kind, _, value = part.partition(":")
        if kind == "tag" and not index.meant((part,)):
            name, _, wanted = (piece.strip() for piece in value.partition("="))
            names = list(dict.fromkeys(tag for task in index.tasks.values() for tag in task.tags))
            if name not in names:
                return did_you_mean(name, names[:1000]) or f"no task has the tag {name!r}"
            values = list(dict.fromkeys(t.tags[name] for t in index.tasks.values() if name in t.tags))
            return did_you_mean(wanted, values[:1000]) or f"no task has {wanted!r} as its {name}"
        if kind == "wbs" and not index.meant((part,)):
            positions = list(dict.fromkeys(task.wbs for task in index.tasks.values() if task.wbs))
            return did_you_mean(value.strip(), positions[:1000])
    return ""
