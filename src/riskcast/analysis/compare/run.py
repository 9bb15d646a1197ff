"""Results to a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.compare.comparison import Comparison, OptionComparison
from riskcast.analysis.compare.measures import measure_change
from riskcast.analysis.compare.pair import what_differs
from riskcast.analysis.compare.years import year_changes
from riskcast.analysis.money.levels import chosen_level
from riskcast.errors import Finding, InvalidInput
from riskcast.simulation.result import Result


def compare(base: Result, other: Result, *more: Result, names: Sequence[str] = (), p: int | None = None) -> Comparison:
    """Return how far one or more options lie from a base, each with the error of the difference.

    Runs with the same seed, design, iterations, left-out kinds and version of riskcast share their futures, so that
    what both have in common cancels. Others are compared with the errors of two independent runs.

    Parameters
    ----------
    base, other, more
        Results; the first is what the others are held against.
    names
        What to call them, the base first; ``base``, ``option 1`` and so on when empty.
    p
        Percentile (0-100) to look at beside P50; the confidence of the base's program when None.

    Raises
    ------
    InvalidInput
        When there is no such percentile, the names are not one each, or the currencies differ.
    """
    options = (other, *more)
    called = tuple(names) or ("base", *(f"option {n + 1}" for n in range(len(options))))
    _require_comparable(base, options, called)
    level = chosen_level(base, p)
    found = (_option(name, base, option, level) for name, option in zip(called[1:], options, strict=True))
    return Comparison(called[0], base.program.currency, level, tuple(found))


def _option(name: str, base: Result, option: Result, p: int) -> OptionComparison:
    why = what_differs(base, option)
    both = [measure for measure in base.measures if measure in option.measures]
    return OptionComparison(
        name=name,
        paired=not why,
        why_not=why,
        measures=tuple(measure_change(base, option, measure, p) for measure in both),
        years=year_changes(base, option, p),
        only_base=tuple(measure for measure in base.measures if measure not in both),
        only_option=tuple(measure for measure in option.measures if measure not in both),
    )


def _require_comparable(base: Result, options: Sequence[Result], names: Sequence[str]) -> None:
    found = []
    if len(names) != len(options) + 1 or len(set(names)) < len(names):
        text = f"{len(options) + 1} results need as many different names, not {', '.join(names)}"
        found.append(Finding("RC360", text, "give the base and every option a name of its own"))
    for name, option in zip(names[1:], options, strict=False):
        if option.program.currency != base.program.currency:
            text = f"{name} is in {option.program.currency}, and {names[0]} in {base.program.currency}"
            found.append(Finding("RC360", text, "compare results in one currency"))
    if found:
        raise InvalidInput(found)
