"""How far something moves, in sentences, cells and labels: always with its error, and noise is called noise.

A ± is half of a 95 % interval: two standard errors.
"""

from __future__ import annotations

from riskcast.analysis.compare.words import Kind
from riskcast.analysis.paired import Difference
from riskcast.report.charts.sums import DUST, say_sum
from riskcast.report.html import Html, el, join
from riskcast.report.words import TOO_FEW

NOISE = "within noise"
_TIED = "\N{NO-BREAK SPACE}"
CONVENTION = "± is half of a 95 % interval. What is within noise may be nothing at all: its sign is not sure."


def kind_of(is_money: bool) -> Kind:
    """Return how differences of a measure are said."""
    return "money" if is_money else "date"


def say_moved(move: Difference, kind: Kind, currency: str = "") -> str:
    """Return a signed difference: ``+10.0 days``, ``−462 k``, ``+13.0 points``."""
    if _is_nothing(move, kind):
        return "0"
    sign = "−" if move.value < 0 else "+"
    if kind == "money":
        said = say_sum(abs(move.value), currency)
        return said if said.endswith(" 0") or said == "0" else f"{sign}{said}"
    size = abs(move.value) * (100.0 if kind == "chance" else 1.0)
    unit = "points" if kind == "chance" else "days"
    return f"{sign if f'{size:.1f}' != '0.0' else ''}{size:.1f} {unit}"


def say_half(move: Difference, kind: Kind) -> str:
    """Return half of the 95 % interval: ``± 1.3``; empty where nothing is uncertain."""
    if move.error is None:
        return TOO_FEW
    half = 2.0 * move.error * (100.0 if kind == "chance" else 1.0)
    if half == 0.0:
        return ""
    if kind == "money":
        return f"±{_TIED}{say_sum(half)}"
    return f"±{_TIED}{half:.1f}" if half >= 0.05 else f"±{_TIED}<0.1"


def say_whole(move: Difference, kind: Kind, currency: str = "") -> str:
    """Return a difference with its error on one line: ``+10.0 days ± 1.3``, ``+0.1 days ± 0.3, within noise``."""
    said = " ".join(filter(None, (say_moved(move, kind, currency), say_half(move, kind))))
    return f"{said}, {NOISE}" if is_doubtful(move, kind) else said


def moved_cell(move: Difference, kind: Kind) -> Html:
    """Return a cell with a difference and its error below it; noise is faint."""
    said, half = say_moved(move, kind), say_half(move, kind)
    if is_doubtful(move, kind):
        below = half if move.error is None else f"{half}, {NOISE}"
        return el("span", said, el("span", below, class_="sub line"), class_="faint")
    return join(said, el("span", half, class_="sub line")) if half else join(said)


def is_doubtful(move: Difference, kind: Kind) -> bool:
    """Return whether a difference is not more than chance."""
    return move.is_noise and not _is_nothing(move, kind)


def in_words(move: Difference, kind: Kind, currency: str = "") -> str:
    """Return a difference within a sentence: ``7.2 days earlier (± 1.5)``, ``unchanged``."""
    if _is_nothing(move, kind):
        return "unchanged"
    if is_doubtful(move, kind):
        return f"no different beyond chance ({say_moved(move, kind, currency)} {say_half(move, kind)})"
    way = ("earlier", "later") if kind == "date" else ("less", "more")
    half = say_half(move, kind)
    said = f"{say_moved(move, kind, currency).lstrip('+−')} {way[move.value > 0.0]}"
    return f"{said} ({half})" if half else said


def titled(measure: str, label: str) -> str:
    """Return what a block is about: ``Finish`` and ``Cost`` of the program, else the name of the measure."""
    return label if ":" in measure else measure.capitalize()


def _is_nothing(move: Difference, kind: Kind) -> bool:
    dust = DUST if kind == "money" else 0.0
    return abs(move.value) <= dust and (move.error or 0.0) <= dust
