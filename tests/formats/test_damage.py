"""However a file is damaged, it loads or is refused in words: never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from riskcast.errors import InvalidInput, RiskcastError
from riskcast.formats import load
from riskcast.formats.starter import write_starter
from riskcast.formats.workbook import read_workbook

FILES = ("program.yaml", "tasks.csv", "risks.csv")
PIECES = st.one_of(
    st.sampled_from(
        [b"", b",", b";", b"\n", b'"', b"'", b": ", b"- ", b"{", b"[", b"}", b"]", b"\t", b"#", b"%", b"&a "]
    ),
    st.sampled_from(
        [b"*a", b"<<: ", b"null", b"-1d", b"1e999", b"nan", b"inf", b"9" * 400, b"0d", b"1ed", b"100%", b"\0"]
    ),
    st.sampled_from([b"triangular(", b"pert", b"normal(1d,1d)", b"trigen(1d,2d,3d,0.1,0.1)", b"BILL", b"SS+", b"\xff"]),
    st.sampled_from(
        ["\u2028".encode(), "\u0661d".encode(), "\U0001f600".encode(), b"9999-12-31", b"1950-01-01..2199-12-31"]
    ),
    st.binary(max_size=4),
)
DAMAGE = st.lists(
    st.tuples(st.sampled_from(FILES), st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=4
)


@settings(max_examples=400, deadline=None)
@given(DAMAGE)
def test_a_damaged_program_loads_or_is_refused_in_words(damage: list[tuple[str, float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "p"
        write_starter(folder)
        for name, where, removed, piece in damage:
            data = (folder / name).read_bytes()
            at = int(where * len(data))
            (folder / name).write_bytes(data[:at] + piece + data[at + removed :])
        try:
            load(folder)
        except InvalidInput as error:
            assert all(f.where.startswith(str(folder)) and f.message for f in error.findings)


@given(st.binary(max_size=80) | st.binary(max_size=40).map(lambda b: b"PK\x03\x04" + b))
def test_bytes_that_are_no_workbook_are_refused_in_words(data: bytes) -> None:
    try:
        read_workbook(data, "book.xlsx")
    except RiskcastError as error:
        assert "book.xlsx" in str(error)
