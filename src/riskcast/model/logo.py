"""A small picture as a ``data:`` URI, so that a report needs no other file."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final
from xml.parsers import expat

MOST_BYTES: Final = 200_000
"""Bytes that a picture may have; every report holds a copy of it."""

_URI = re.compile(r"data:image/([a-z0-9.+-]+);base64,(.*)", re.IGNORECASE)
_FORMS = "use a PNG, JPEG, GIF, WebP or SVG picture"
_SVG = "http://www.w3.org/2000/svg svg"


def data_uri(picture: bytes) -> str:
    """Return the content of a picture file as a ``data:`` URI; its first bytes say which kind it is.

    Raises
    ------
    ValueError
        When it is empty, too large, or no PNG, JPEG, GIF, WebP or SVG that a browser shows.
    """
    if not picture:
        raise ValueError(f"the picture is empty; {_FORMS}")
    if len(picture) > MOST_BYTES:
        raise ValueError(too_large(len(picture)))
    return f"data:image/{_kind(picture)};base64,{base64.b64encode(picture).decode()}"


def checked_uri(text: str) -> str:
    """Return a ``data:`` URI of a picture without blanks in it.

    Raises
    ------
    ValueError
        When it is no such URI, or says another kind of picture than it holds.
    """
    match = _URI.fullmatch("".join(text.split()))
    if match is None:
        raise ValueError("this is not a picture as text; write data:image/png;base64, and the picture in base64")
    try:
        uri = data_uri(base64.b64decode(match[2], validate=True))
    except binascii.Error:
        raise ValueError("the text after the comma is not base64; use the base64 text of a picture file") from None
    said, found = match[1].lower(), uri[len("data:image/") : uri.index(";")]
    if said != found:
        raise ValueError(f"the picture says image/{said} but holds image/{found}; write data:image/{found};base64,")
    return uri


def too_large(size: int) -> str:
    """Return the message about a picture of ``size`` bytes."""
    return f"the picture has {-(-size // 1000)} kB, and at most {MOST_BYTES // 1000} kB are allowed; use a smaller one"


def _kind(picture: bytes) -> str:
    starts = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif"}
    for start, kind in starts.items():
        if picture.startswith(start):
            return kind
    if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
        return "webp"
    _require_svg(picture)
    return "svg+xml"


def _require_svg(picture: bytes) -> None:
    """Raise when this is no SVG, or one that browsers do not show as a picture."""
    if b"<svg" not in picture and b":svg" not in picture:
        raise ValueError(f"this is not a picture that browsers show; {_FORMS}")
    roots: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, _: None if roots else roots.append(tag)
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(picture, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(f"the SVG is not well-formed: {error}; use a picture saved as plain SVG") from None
    if roots == ["svg"]:
        raise ValueError('the SVG does not say what it is; write <svg xmlns="http://www.w3.org/2000/svg" ...>')
    if roots != [_SVG]:
        raise ValueError(f"this is a page or another document, and not a picture; {_FORMS}")


def _no_entities(*_: object) -> None:
    # They can grow a few bytes to gigabytes in whatever opens the report.
    raise ValueError("the SVG declares entities; use a picture saved as plain SVG")
