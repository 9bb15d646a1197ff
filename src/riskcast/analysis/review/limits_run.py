"""What the run itself leaves out of the numbers, or leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from riskcast.analysis.left_out import say_without
from riskcast.analysis.level import level
from riskcast.analysis.review.limit import Limit, counted, verb
from riskcast.analysis.wording import say_until
from riskcast.errors import Finding
from riskcast.simulation.result import Result


def run_limits(result: Result, findings: Sequence[Finding]) -> Iterator[Limit]:
    """Yield what is true of the run: kinds left out, too few iterations, changed correlations, warnings."""
    manifest = result.manifest
    if manifest.without:
        yield Limit("left-out", say_without(manifest), len(manifest.without), manifest.without)
    if manifest.until_met is False:
        yield Limit("precision", f"The precision that was asked for is not there: {say_until(manifest)}.", 1)
    yield from _open_levels(result)
    if result.repairs:
        pairs = tuple(f"{repair.first}, {repair.second}" for repair in result.repairs)
        text = (
            f"{counted(pairs, 'correlation')} {verb(pairs, 'was', 'were')} not used as entered: together they "
            "contradict each other, and the nearest possible are used."
        )
        yield Limit("repaired-correlations", text, len(pairs), pairs)
    warnings = [finding for finding in findings if finding.level == "warning"]
    if warnings:
        stand = verb(len(warnings), "stands", "stand")
        text = f"{counted(len(warnings), 'warning')} about the input {stand} unanswered, so parts of it may be wrong."
        codes = Counter(finding.code for finding in warnings)
        yield Limit("warnings", text, len(warnings), tuple(codes))


def _open_levels(result: Result) -> Iterator[Limit]:
    p = result.program.confidence
    measures = [measure for measure in ("finish", "cost") if result.samples(measure).any()]
    short = tuple(measure for measure in measures if level(result, measure, p).is_open)
    if short:
        named = " and ".join(short)
        said = f"{counted(result.iterations, 'iteration')} {verb(result.iterations, 'is', 'are')} too few"
        yield Limit("few-iterations", f"{said} to say how exact P{p} of {named} is.", len(short), short)
