"""Text as Markdown that shows exactly that text: no tag, link, image, list, formula or mention comes of it.

The result is safe under CommonMark and GitHub's additions, and as HTML for a mail program that takes it for such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from riskcast.report.html import clean

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u2028": " ", "\u2029": " "})
_SPACE = re.compile("[ \t\n\r\f\u2028\u2029]+")
_SIGNS = re.compile(r"[\\`*\[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<!\S)#")
# GitHub makes links of these after it has read the Markdown, so no escape stops it; an invisible joiner does.
_LINKS = re.compile(r"(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=\bGH)(?=-\d)|(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_BULLET = re.compile(r"[-+](?:\s|$)|--")
_NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_BIDI = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]"
)
_EDGES = re.compile(r"\s|[!-/:-@\[-`{-~]")
JOINER = "\u2060"

Run = tuple[str, bool]
"""Text and whether it is bold."""


def plain(text: str) -> str:
    """Return text with every run of white space as one space, and without what Markdown files cannot hold."""
    return _SPACE.sub(" ", clean(text))


def escape(text: str) -> str:
    """Return text as Markdown for the middle of a line."""
    marked = _LINKS.sub(JOINER, plain(text))
    return _SIGNS.sub(lambda sign: "\\" + sign[0], marked).translate(_ENTITIES)


def at_start(line: str) -> str:
    """Return escaped text so that it stays text at the start of a line or of a list item."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}\\{line[number.end() :]}"
    return "\\" + line if _BULLET.match(line) else line


def turns(text: str) -> bool:
    """Return whether a name can turn the direction of the text around it, and so needs isolation."""
    return _BIDI.search(text) is not None


def inline(runs: Iterable[Run]) -> str:
    """Return runs of text as one line of Markdown; bold only where the marks are sure to be read as marks."""
    whole = _trimmed(_merged(runs))
    parts: list[str] = []
    for i, (text, bold) in enumerate(whole):
        before = whole[i - 1][0][-1:] if i else ""
        after = whole[i + 1][0][:1] if i + 1 < len(whole) else ""
        parts.append(_marked(text, before, after) if bold else escape(text))
    return "".join(parts)


def _marked(text: str, before: str, after: str) -> str:
    core = text.strip()
    lead, _, trail = text.partition(core) if core else (text, "", "")
    if not core or not (_is_edge(lead or before) and _is_edge(trail or after)):
        return escape(text)
    return f"{lead and ' '}**{escape(core)}**{trail and ' '}"


def _is_edge(beside: str) -> bool:
    return not beside or _EDGES.match(beside[-1]) is not None


def _merged(runs: Iterable[Run]) -> list[Run]:
    whole: list[Run] = []
    for text, bold in runs:
        if whole and whole[-1][1] == bold:
            whole[-1] = (whole[-1][0] + text, bold)
        elif text:
            whole.append((text, bold))
    return [(plain(text), bold) for text, bold in whole]


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return runs without white space at both ends and without two spaces where runs meet."""
    whole: list[Run] = []
    for text, bold in runs:
        kept = text.lstrip(" ") if not whole or whole[-1][0].endswith(" ") else text
        if kept:
            whole.append((kept, bold))
    while whole and not whole[-1][0].strip(" "):
        whole.pop()
    if whole:
        whole[-1] = (whole[-1][0].rstrip(" "), whole[-1][1])
    return whole
