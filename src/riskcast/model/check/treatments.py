"""Capex, opex and the rules between them."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.base import Entity
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.check.index import Index, Names, remark
from riskcast.model.check.sums import Sums


def check_treatments(index: Index) -> Iterator[Finding]:
    """Yield findings about unknown treatments, assets that never go into service, and lines without a treatment."""
    program = index.program
    known = Names([CAPEX, OPEX, *(rule.id for rule in program.capitalisation)])
    for section, row, entity, field, name in _stated(index):
        if name not in known:
            text = f"unknown treatment {name!r}"
            yield remark("RC302", section, row, entity, field, text, known.suggest(name) or _DEFINE)
    if program.finance.treatment not in known:
        text = f"unknown treatment {program.finance.treatment!r}"
        remedy = known.suggest(program.finance.treatment) or _DEFINE
        yield Finding("RC302", text, remedy, "error", ("finance", "treatment"), "finance.treatment")
    yield from _rules(index)
    yield from _unstated(index)


_DEFINE = "write capex or opex, or define a rule under capitalisation"


def _stated(index: Index) -> Iterator[tuple[str, int, Entity, str, str]]:
    """Yield section, row, entity, field and name of every treatment that is stated."""
    program = index.program
    for section in ("projects", "costs", "resources"):
        for row, entity in enumerate(getattr(program, section)):
            if entity.treatment is not None:
                yield section, row, entity, "treatment", entity.treatment
    for row, risk in enumerate(program.risks):
        after = risk.response.impacts if risk.response is not None else ()
        for place, impacts in (("impacts", risk.impacts), ("response.impacts", after)):
            for n, impact in enumerate(impacts):
                if impact.treatment is not None:
                    yield "risks", row, risk, f"{place}.{n}.treatment", impact.treatment


def _rules(index: Index) -> Iterator[Finding]:
    for row, rule in enumerate(index.program.capitalisation):
        if rule.id in (CAPEX, OPEX):
            text = f"the id {rule.id!r} is reserved, because it is a treatment itself"
            yield remark("RC302", "capitalisation", row, rule, "id", text, "give the rule another id")
        if all(step.treatment == OPEX for step in rule.steps):
            continue
        if rule.service_milestone is None:
            text = "no capex step ends at a milestone, so its assets never go into service"
            yield remark("RC320", "capitalisation", row, rule, "in_service", text, _SERVICE, "warning")
        if rule.life_years is None:
            text = "the rule states no useful life, so its assets are not amortised"
            yield remark("RC320", "capitalisation", row, rule, "life_years", text, "add life_years: 5", "info")


_SERVICE = "add in_service: with the milestone that puts the asset into service"


def _unstated(index: Index) -> Iterator[Finding]:
    """Yield a remark that counts the lines without a treatment, when anything else has one."""
    program, sums = index.program, Sums(index)
    if not program.capitalisation and next(_stated(index), None) is None:
        return
    treated = {project.id for project in program.projects if project.treatment is not None}
    lines = [x for x in program.costs if x.treatment is None and sums.payer_of_line(x) not in treated]
    if lines:
        count = f"{len(lines)} cost lines state" if len(lines) > 1 else f"cost line {lines[0].id!r} states"
        text = f"{count} no treatment, nor does their project, so {program.finance.treatment} counts"
        text = text if len(lines) > 1 else text.replace("their", "its")
        remedy = "state it on the lines or projects, or in finance.treatment for all others"
        yield Finding("RC319", text, remedy, "info", ("costs",), "costs")
