"""The currency of a file as an ISO 4217 code."""

from __future__ import annotations

import re

from riskcast.formats.schedules.notes import Notes

_CODE = re.compile(r"[A-Z]{3}")
_SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₽": "RUB", "₹": "INR"}
_ASSUMED = "EUR"


def currency_code(code: str, symbol: str, notes: Notes) -> str:
    """Return the stated code, else the commonest currency with that symbol, else EUR; remarked unless stated."""
    clean = code.strip().upper()
    if _CODE.fullmatch(clean):
        return clean
    guess = _SYMBOLS.get(symbol.strip(), _ASSUMED)
    stated = f"currency code {code!r}" if clean else "no currency code"
    message = f"the file has {stated}" + (f" and the symbol {symbol!r}" if symbol else "")
    notes.remark("RC058", "info", f"{message}; amounts are taken as {guess}")
    return guess
