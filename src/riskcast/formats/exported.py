"""Numbers and dates as bookkeeping tools export them: ``1,234.56``, ``(1.234,56)``, ``1234.56-``, ``31.03.2027``."""

from __future__ import annotations

import re
from datetime import date, datetime

from riskcast.model.amount_text import unmistakable
from riskcast.model.moment import parse_day, parse_moment

_BLANKS = "\u00a0\u2007\u2009\u202f"
_GROUPS = {
    mark: re.compile(rf"[1-9]\d{{0,2}}(?:([{other}'\u2019 ])\d{{3}})(?:\1\d{{3}})*") for mark, other in (".,", ",.")
}
_TWO_MEANINGS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_NEGATIVE = (re.compile(r"\((.*)\)"), re.compile(r"[-\u2212](.*)"), re.compile(r"(.*)[-\u2212]"))
_EXAMPLE = {".": "1,234.56", ",": "1.234,56"}


def plain_number(text: str, decimal: str | None) -> str:
    """Return a number as plain digits with a decimal point; parentheses or a minus at the end make it negative.

    ``decimal`` is the stated decimal mark; without one it is a point, and ``1.234`` is refused.

    Raises
    ------
    ValueError
        When the text is not one number, or could be meant in two ways.
    """
    clean = text.strip().translate(dict.fromkeys(map(ord, _BLANKS), " ")).strip()
    sign = ""
    for pattern in _NEGATIVE:
        if match := pattern.fullmatch(clean):
            sign, clean = "-", match[1].strip()
            break
    else:
        clean = clean.removeprefix("+").strip()
    if decimal is None and _TWO_MEANINGS.fullmatch(clean):
        raise ValueError(f"{text!r} could be meant in two ways; write decimal: '.' or decimal: ',' under ledger")
    mark = decimal or "."
    whole, _, rest = clean.partition(mark)
    if _GROUPS[mark].fullmatch(whole):
        whole = re.sub(r"\D", "", whole)
    if not re.fullmatch(r"\d*", whole, re.ASCII) or not re.fullmatch(r"\d*", rest, re.ASCII) or not whole + rest:
        other = {".": ",", ",": "."}[mark]
        raise ValueError(
            f"{text!r} is not a number such as {_EXAMPLE[mark]}; write decimal: '{other}' under ledger if they look "
            f"like {_EXAMPLE[other]}"
        )
    return sign + unmistakable(f"{whole or 0}.{rest}" if rest else whole)


def exported_day(text: str, pattern: str | None) -> date:
    """Return the day of ``YYYY-MM-DD``, with or without a time, or of a text in a stated format such as ``%d.%m.%Y``.

    Raises
    ------
    ValueError
        When the text is neither.
    """
    clean = text.strip()
    if pattern is not None:
        try:
            return parse_day(datetime.strptime(clean, pattern).date().isoformat())
        except ValueError:
            pass
    try:
        return parse_moment(clean).date()
    except ValueError:
        format_ = f"like {pattern}" if pattern else "YYYY-MM-DD"
        raise ValueError(
            f'{text!r} is not a date {format_}; write dates: "%d.%m.%Y" or the like under ledger'
        ) from None


def require_date_format(text: str) -> str:
    """Return a format of dates that names day, month and year; raise :class:`ValueError` for any other text."""
    named = all(any(f"%{letter}" in text for letter in letters) for letters in ("d", "mbB", "yY"))
    try:
        again = named and datetime.strptime(datetime(2027, 3, 31).strftime(text), text) == datetime(2027, 3, 31)
    except ValueError:
        again = False
    if not again:
        raise ValueError(f'{text!r} is not a format of dates; write for example "%d.%m.%Y"')
    return text
