"""The notation of distributions: how each family is written."""

from riskcast.model.notation.base import Args, Family, Number, Words
from riskcast.model.notation.families import FAMILIES

__all__ = ["FAMILIES", "Args", "Family", "Number", "Words"]
