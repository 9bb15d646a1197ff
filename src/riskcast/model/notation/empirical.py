"""Observed values: ``empirical(10d, 12d, 9d)``, or a column of a file, ``empirical(history.csv, days, unit=d)``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riskcast.errors import did_you_mean
from riskcast.model.amount import Amount
from riskcast.model.amount_text import ELAPSED_MINUTES, TIME_UNITS, Kind
from riskcast.model.distributions import Distribution, Empirical
from riskcast.model.notation.base import Args, Number, Words, split_parts

UNITS = (*TIME_UNITS, *ELAPSED_MINUTES, "%")
_TEXTS = ("file", "column", "unit")
_BARE = re.compile(r"[^\s,()\"=][^,()\"=]*")


@dataclass(frozen=True, slots=True)
class Observed:
    """Values that stand in the brackets, or where to read them.

    The values of a file are read when the program is loaded, and stand in the brackets from then on.
    """

    example: str = "history.csv, days, unit=d"
    mode: bool = False

    def is_scaled(self, name: str) -> bool:
        return True

    def parse(self, text: str, kind: Kind) -> tuple[Args, Words]:
        values: list[Amount] = []
        words: dict[str, str] = {}
        for part in split_parts(text):
            key, value = _named(part)
            if not key and not words and (values or _is_amount(part)):
                values.append(Amount.parse(part, kind))
                continue
            key = key or next((name for name in _TEXTS[:2] if name not in words), "")
            if key not in _TEXTS:
                wrong = f"unknown argument {key!r}; {did_you_mean(key, _TEXTS)}" if key else "too many arguments"
                raise ValueError(f"empirical(): {wrong}")
            if key in words:
                raise ValueError(f"empirical(): argument {key!r} is given twice")
            words[key] = value
        return _complete(tuple(("value", value) for value in values), words)

    def format(self, args: Args, words: Words) -> str:
        texts = dict(words)
        if args:
            return ", ".join([*(str(a) for _, a in args), *(f"{k}={_quoted(v)}" for k, v in words)])
        lead = [_quoted(texts[name]) for name in ("file", "column")]
        return ", ".join([*lead, *(f"unit={texts[name]}" for name in ("unit",) if name in texts)])

    def check(self, args: Args, words: Words) -> None:
        if any(name != "value" for name, _ in args) or _complete(args, dict(words))[1] != words:
            raise ValueError(f"empirical() takes values, or file, column and unit; write empirical({self.example})")

    def build(self, args: Args, words: Words, number: Number) -> Distribution:
        if not args:
            file = dict(words)["file"]
            raise ValueError(f"the values of {file} have not been read; load the program from its files")
        return Empirical(tuple(number(amount) for _, amount in args))


def _complete(args: Args, words: dict[str, str]) -> tuple[Args, Words]:
    if not args and not ("file" in words and "column" in words):
        raise ValueError("empirical() needs values, or a file and the name of its column")
    unit = words.get("unit", "").lower()
    if unit and unit not in UNITS:
        raise ValueError(f"empirical(): unknown unit {words['unit']!r}; use {', '.join(UNITS)}")
    if args and unit:
        raise ValueError("empirical(): unit belongs to a file; write the values with their units")
    if unit:
        words = {**words, "unit": unit}
    return args, tuple((name, words[name]) for name in _TEXTS if name in words)


def _named(part: str) -> tuple[str, str]:
    """Return the name and the text of an argument; no name without an equals sign outside quotes."""
    if not part.startswith('"') and "=" in part:
        key, _, value = part.partition("=")
        return key.strip(), _unquoted(value.strip())
    return "", _unquoted(part)


def _is_amount(text: str) -> bool:
    return bool(re.match(r"[+-]?\.?\d", text)) and re.fullmatch(r"[\d.,' _+-]+\s*[A-Za-z%]*", text) is not None


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    text = text[1:-1] if quoted else text
    if '"' in text or not text.strip():
        raise ValueError(f"empirical(): {text!r} is not a name; names with commas or brackets stand in double quotes")
    return text


def _quoted(text: str) -> str:
    return text if _BARE.fullmatch(text) and not _is_amount(text) and text == text.strip() else f'"{text}"'
