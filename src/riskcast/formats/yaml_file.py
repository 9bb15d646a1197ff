"""A YAML document to the raw program: program-level fields, and sections as lists of rows."""

from __future__ import annotations

from pathlib import PurePath

from riskcast.errors import Finding, InvalidInput
from riskcast.formats.raw import LISTS, SECTIONS, Raw, Row, Value
from riskcast.formats.source import LinePlace, NodePlace, Place
from riskcast.formats.textfile import decode
from riskcast.formats.yaml_tree import parse_yaml


def read_yaml(data: bytes, name: str) -> Raw:
    """Return the raw program of a YAML file called ``name``; whatever is wrong goes into its findings."""
    findings: list[Finding] = []
    try:
        value, place = parse_yaml(decode(data, name), name, findings)
    except InvalidInput as error:
        return Raw(LinePlace(name, 1), findings=list(error.findings), unreadable={"program", *SECTIONS})
    raw = Raw(place, PurePath(name).parent, findings=findings)
    if not isinstance(value, dict):
        what = "the file is empty" if value is None else "the file is not a mapping of fields to values"
        raw.findings.append(Finding("RC013", what, "start with the line riskcast: 1", where=f"{name}:1"))
        raw.unreadable.update(("program", *SECTIONS))
        return raw
    for key, content in value.items():
        child = place.children[key]
        if key not in SECTIONS:
            raw.fields[key] = content
        elif content is not None:
            raw.add(key, _rows(raw, key, content, child), child.where())
    return raw


def _rows(raw: Raw, section: str, content: Value, place: Place) -> list[Row]:
    """Return a section's rows: from a mapping by id, or from a list of mappings."""
    children = place.children if isinstance(place, NodePlace) else {}
    pairs: list[tuple[str | int, Value]] = []
    if isinstance(content, dict):
        if section in LISTS:
            _shape(raw, section, "is a list, not a mapping", f"write each as - {{{LISTS[section]}}}", place)
            return []
        pairs = list(content.items())
    elif isinstance(content, list):
        pairs = list(enumerate(content))
    else:
        _shape(raw, section, "is a mapping, not text", "write id: and below it the fields, indented", place)
        return []
    rows = (_row(raw, section, key, fields, children.get(key, place)) for key, fields in pairs)
    return [row for row in rows if row is not None]


def _row(raw: Raw, section: str, key: str | int, fields: Value, place: Place) -> Row | None:
    name = str(key) if isinstance(key, str) else f"entry {key + 1}"
    if fields is None:
        fields = {}
    if not isinstance(fields, dict):
        _shape(raw, f"{section}.{name}", "is a mapping of fields", "write it as field: value, indented", place)
        if isinstance(key, int):
            return None
        return Row({"id": key}, place, flawed=True)
    if isinstance(key, int):
        return Row(dict(fields), place)
    if isinstance(fields.get("id"), str) and fields["id"] != key:
        text = f"the id {fields['id']!r} contradicts the name {key!r} in front of the colon"
        where = place.where(("id",))
        raw.findings.append(Finding("RC012", text, "leave id out", subject=f"{section}.{name}.id", where=where))
    return Row({**fields, "id": key}, place)


def _shape(raw: Raw, subject: str, message: str, remedy: str, place: Place) -> None:
    where = place.where()
    raw.findings.append(Finding("RC013", f"{subject} {message}", remedy, subject=subject, where=where))
    raw.unreadable.add(subject.partition(".")[0])
