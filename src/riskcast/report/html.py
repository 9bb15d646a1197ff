"""HTML that is safe by construction: plain strings are escaped, only :class:`Html` passes as it is."""

from __future__ import annotations

import html
import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RAW = re.compile(r"</(script|style)", re.IGNORECASE)


class Html(str):
    """Markup that needs no further escaping."""

    __slots__ = ()


def clean(text: str) -> str:
    """Return text with everything that HTML or UTF-8 cannot hold replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def escape(value: str) -> Html:
    """Return text as markup that shows exactly that text, in content and in quoted attributes."""
    return value if isinstance(value, Html) else Html(html.escape(clean(value), quote=True))


def join(*parts: str) -> Html:
    """Return parts one after the other; plain strings are escaped."""
    return Html("".join(escape(part) for part in parts))


def el(tag: str, *children: str, **attributes: str | int | bool | None) -> Html:
    """Return an element with escaped children and attributes.

    ``class_`` stands for ``class`` and ``data_x`` for ``data-x``; True gives a bare attribute, None and False none.
    """
    words = [tag]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        words.append(name if value is True else f'{name}="{escape(str(value))}"')
    return Html(f"<{' '.join(words)}>{join(*children)}</{tag}>")


def name(text: str) -> Html:
    """Return a name given by people, kept from turning its surroundings right-to-left."""
    return el("bdi", text)


def raw_block(text: str) -> Html:
    """Return our own script or style as the content of its element.

    Raises
    ------
    ValueError
        When the text would end the element.
    """
    if _RAW.search(text) or "<!--" in text:
        raise ValueError("this text would end its own element")
    return Html(text)
