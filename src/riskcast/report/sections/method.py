"""Where the numbers come from, how exact they are, and what the words mean."""

from __future__ import annotations

from riskcast.analysis.wording import DESIGNS, say_until
from riskcast.errors import Finding
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join
from riskcast.report.section import Fragment
from riskcast.report.sections.correlated import correlation_parts
from riskcast.report.sections.healthy import healthy
from riskcast.report.sections.reconciled import reconciled
from riskcast.report.sections.settled import settled
from riskcast.report.table import table
from riskcast.report.words import say_width


def render(context: Context) -> Fragment:
    """Return provenance, error of the percentiles, remarks about the input, and the meaning of the words."""
    figures, charts = settled(context)
    parts = [
        _intro(context),
        _errors(context),
        *_asked(context),
        *figures,
        *correlation_parts(context),
        *reconciled(context),
        *healthy(context),
        *_findings(context.findings),
        el("h3", "What the words mean"),
        _words(context),
        el("h3", "To calculate this again"),
        _provenance(context),
    ]
    return Fragment(join(*parts), charts)


def _intro(context: Context) -> Html:
    count = f"{context.result.iterations:,}"
    return el(
        "p",
        f"The whole program was lived through {count} times. Each time, every uncertain duration and cost took a value "
        "from its range, every risk occurred or not, and the dates followed from the dependencies and calendars. "
        f"All statements count in how many of these {count} futures they hold. They are as good as the ranges, risks "
        "and dependencies that went in.",
    )


def _errors(context: Context) -> Html:
    measures = ["finish", "cost"] if context.has_cost else ["finish"]
    rows = []
    for measure in measures:
        for p in context.levels:
            at = context.level(measure, p)
            what = f"{measure.capitalize()}, P{p}"
            value, error = context.say(measure, at.value), context.told(measure).interval(at)
            rows.append((what, value, error, say_width(at, context.currency)))
    caption = "Error left by the number of iterations (95 % intervals)"
    return table(caption, ("What", "Value", "95 % interval", "Width"), rows)


def _asked(context: Context) -> list[Html]:
    said = say_until(context.result.manifest)
    return [el("p", f"Iterations were added until a precision was reached: {said}.")] if said else []


def _findings(findings: tuple[Finding, ...]) -> list[Html]:
    title = el("h3", "Remarks about the input")
    if not findings:
        return [title, el("p", "None.")]
    return [title, el("ul", *(el("li", _finding(finding)) for finding in findings), class_="findings")]


def _finding(finding: Finding) -> Html:
    place = "  ".join(part for part in (finding.where, finding.subject) if part)
    remedy = f" ({finding.remedy})" if finding.remedy else ""
    kind = el("span", f"{finding.level} {finding.code}", class_=f"tag {finding.level}")
    return join(kind, " ", el("bdi", place) if place else "", ": " if place else "", finding.message, remedy, ".")


def _words(context: Context) -> Html:
    p = context.confidence
    plan, value = (context.summary("finish").deterministic, context.level("finish", p).value)
    meanings = [
        ("Plan", "The deterministic schedule and cost: every uncertainty at its planned value, and no risk."),
        (f"P{p}", f"The value that is not exceeded in {p} % of the futures: here a finish by "
                  f"{context.say('finish', value)}."),
        ("95 % interval", "How far a number may still move with more iterations: in 95 of 100 such reports the range "
                          "holds the value of infinitely many."),
        ("Criticality", "The share of futures in which a task was on a critical path, where a day lost is a day lost "
                        "for the program."),
        ("Rank correlation", "How closely the finish follows the duration of a task or the factor of a driver: +1 "
                             "always, 0 not at all. What is correlated with others shows their effect too."),
        ("Contingency", f"P{p} minus plan: what must be held back for {p} % confidence. For the finish: from "
                        f"{context.say('finish', plan)} to {context.say('finish', value)}."),
        ("Parts and sums", "Percentiles of parts do not add up to the percentile of the whole. Means do."),
    ]  # fmt: skip
    return el("dl", *(el("div", el("dt", word), el("dd", text)) for word, text in meanings), class_="words")


def _provenance(context: Context) -> Html:
    manifest = context.result.manifest
    facts = [
        ("riskcast", manifest.riskcast),
        ("Iterations", f"{manifest.iterations:,}"),
        ("Seed", str(manifest.seed)),
        ("Design", DESIGNS[manifest.design]),
        *([("Left out", ", ".join(manifest.without))] if manifest.without else []),
        ("Program digest", el("code", manifest.program_digest)),
        ("Result digest", el("code", manifest.result_digest)),
    ]
    again = "The same program, seed, design and number of iterations give the same result digest on any machine."
    return join(el("p", again), el("dl", *(el("div", el("dt", k), el("dd", v)) for k, v in facts), class_="words"))
