"""The YAML reader keeps text as text, and no file can make it stumble."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcast.errors import Finding, InvalidInput
from riskcast.formats.raw import Value
from riskcast.formats.yaml_tree import parse_yaml


def read(text: str) -> Value:
    return parse_yaml(text, "x.yaml", [])[0]


@pytest.mark.parametrize(
    "text", ["NO", "yes", "1:30", "010", "1e3", "2027-01-04", "0x1F", ".inf", "'~'", '"null"', "=", "1_000"]
)
def test_every_scalar_is_text(text: str) -> None:
    assert read(f"a: {text}") == {"a": text.strip("'\"")}


@pytest.mark.parametrize("text", ["", "~", "null", "NULL"])
def test_only_plain_nothing_is_nothing(text: str) -> None:
    assert read(f"a: {text}") == {"a": None}


def test_places_follow_the_nesting() -> None:
    _, place = parse_yaml("a:\n  b:\n    - x\n    - {c: y,\n       d: z}\n", "x.yaml", [])
    lines = [place.where(path) for path in [(), ("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1, "d"), ("q",)]]
    assert lines == [f"x.yaml:{n}" for n in (1, 1, 2, 3, 5, 1)]


def test_keys_that_stand_twice_are_found_at_every_depth_and_the_first_counts() -> None:
    findings: list[Finding] = []
    value, _ = parse_yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", "x.yaml", findings)
    assert value == {"a": "1", "b": {"c": "1"}}
    assert [(f.code, f.where) for f in findings] == [("RC003", "x.yaml:4"), ("RC003", "x.yaml:5")]


def test_a_bomb_of_aliases_is_refused_without_expanding_it() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    with pytest.raises(InvalidInput, match="alias"):
        read("\n".join(lines))


@given(st.text(st.sampled_from(string.printable + "é\u2028\ufeff\x07"), max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read(text)
    except InvalidInput as error:
        assert all(f.where.startswith("x.yaml:") and f.message for f in error.findings)


@given(
    st.recursive(
        st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5).filter(
                    lambda key: key != "<<"  # merges are refused, quoted or not
                ),
                inner,
                max_size=3,
            )
        ),
        max_leaves=8,
    )
)
def test_what_pyyaml_writes_is_read_back_as_text(value: Value) -> None:
    import yaml

    assert read(yaml.safe_dump({"a": value}, allow_unicode=True)) == {"a": value}
