"""The starter program, and the schema that editors check it with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from riskcast.errors import FileProblem
from riskcast.formats import load
from riskcast.formats.save import save_program
from riskcast.formats.schema import json_schema
from riskcast.formats.starter import write_starter

from .conftest import PROGRAM
from .test_loading import INLINE


class EditorLoader(yaml.SafeLoader):
    """Reads YAML like an editor: dates stay text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool", "int"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?\d+$"), list("-+0123456789"))


def problems(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(json_schema())
    document: Any = yaml.load(text, Loader=EditorLoader)
    return [f"{e.json_path}: {e.message[:120]}" for e in validator.iter_errors(document)]


def test_the_starter_loads_without_findings(tmp_path: Path) -> None:
    write_starter(tmp_path / "new")
    loaded = load(tmp_path / "new")
    assert loaded.findings == ()
    assert (len(loaded.program.tasks), len(loaded.program.risks), len(loaded.program.projects)) == (8, 2, 2)


def test_the_starter_fills_an_empty_folder_but_no_other(tmp_path: Path) -> None:
    write_starter(tmp_path / "new" / "inner")
    (tmp_path / "empty").mkdir()
    write_starter(tmp_path / "empty")
    with pytest.raises(FileProblem, match="not empty"):
        write_starter(tmp_path / "empty")


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_starter_saved_and_single_file_programs_satisfy_the_schema(tmp_path: Path) -> None:
    write_starter(tmp_path / "new")
    save_program(load(tmp_path / "new").program, tmp_path / "saved")
    for text in (
        (tmp_path / "new" / "program.yaml").read_text(),
        (tmp_path / "saved" / "program.yaml").read_text(),
        PROGRAM + INLINE.replace("sf", "SF"),
    ):
        assert problems(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("riskcast: 1", "riskcast: 2"),
        ("start:", "strat:"),
        ("mon-fri", "mon-fry"),
        ("duration: 10d", "durration: 10d"),
        ("duration: 10d", "duration: ten days"),
        ("probability: 0.3", "probability: 30"),
        ("task: A, per_day: 800", "task: A, per_dya: 800"),
        ("kind: milestone", "kind: stone"),
        ("lag: 1d", "lag: soon"),
    ],
)
def test_the_schema_sees_common_mistakes(old: str, new: str) -> None:
    text = PROGRAM + INLINE.replace("sf", "SF")
    assert old in text
    assert problems(text.replace(old, new, 1))
