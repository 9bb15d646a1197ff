"""Which kinds of uncertainty a run did without."""

from __future__ import annotations

from riskcast.simulation.result import Manifest

_WORDS = {"ranges": "the ranges of durations and costs", "risks": "all risks", "drivers": "all drivers"}


def say_without(manifest: Manifest) -> str:
    """Return what was left out of a run and what that means; empty when nothing was."""
    kinds = [_WORDS[kind] for kind in manifest.without]
    if not kinds:
        return ""
    named = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    if len(kinds) == len(_WORDS):
        return f"Left out of this run: {named}. What is left is the plan and which parts of it exist."
    return f"Left out of this run: {named}. It shows what the rest does, and is not the forecast of the program."
