"""What kind of schedule a file is, by its content and not by its name."""

from __future__ import annotations

from riskcast.errors import FileProblem

_BINARY = {
    b"\xd0\xcf\x11\xe0": "a binary Microsoft Project (or Office) file; name it .mpp, or save it there as XML",
    b"PK\x03\x04": "a ZIP archive or workbook; unpack it, or give it its own suffix",
    b"%PDF": "a PDF document; export the schedule as XER or XML",
    b"MPX": "an MPX file; name it .mpx",
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes, file: str) -> str:
    """Return ``xer`` or ``xml``.

    Raises
    ------
    FileProblem
        When the file is empty or neither, saying what it seems to be.
    """
    for start, what in _BINARY.items():
        if data.startswith(start):
            raise FileProblem(f"{file}: this is {what}")
    head = data[:400]
    for mark in _BOMS:
        head = head.removeprefix(mark)
    head = head.replace(b"\0", b"").lstrip()
    if not head:
        raise FileProblem(f"{file}: the file is empty")
    if head.startswith(b"ERMHDR"):
        return "xer"
    if head.startswith(b"<"):
        return "xml"
    raise FileProblem(f"{file}: neither a P6 XER file (ERMHDR ...) nor XML")
