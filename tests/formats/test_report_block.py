"""The block ``report`` in files: read, refused with line and advice, saved, and known to editors."""

from __future__ import annotations

from pathlib import Path

import pytest

import riskcast as rc
from riskcast.errors import InvalidInput
from riskcast.formats import load
from riskcast.formats.save import save_program
from riskcast.formats.shape.report_block import read_share
from riskcast.model.logo import MOST_BYTES, data_uri
from riskcast.model.report_settings import ReportSettings
from riskcast.simulation.file import load_result, save_result
from riskcast.simulation.result import digest_program

from .conftest import PROGRAM, WriteProgram
from .test_starter_and_schema import problems
from .test_workbook import sheets
from .xlsx import Cell, write_xlsx

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 8 8 0"/></svg>'
BLOCK = """\
report:
  title: "Steering committee: June"
  logo: logo.svg
  sections: [answer, cost-report, finish]
  levels: [10, 50, 85]
  green: 85 %
  amber: 0.6
  hysteresis: 2.5%
  scenarios: [fast, no. 2]
"""
READ = ReportSettings(
    title="Steering committee: June",
    logo=data_uri(SVG),
    sections=("answer", "cost-report", "finish"),
    levels=(10, 50, 85),
    green=0.85,
    amber=0.6,
    hysteresis=0.025,
    scenarios=("fast", "no. 2"),
)
FIRST = PROGRAM.count("\n") + 1
"""The line of ``report:`` when it is appended to the program."""


def with_block(write_program: WriteProgram, block: str = BLOCK) -> Path:
    folder = write_program(extra=block)
    (folder / "logo.svg").write_bytes(SVG)
    return folder


def refused(write_program: WriteProgram, block: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        load(with_block(write_program, block))
    return [
        f"{int(f.where.rpartition(':')[2]) - FIRST} {f.subject} {f.code}: {f.message} ({f.remedy})"
        for f in caught.value.findings
    ]


def test_the_block_is_read_from_yaml_with_the_logo_as_text(write_program: WriteProgram) -> None:
    assert load(with_block(write_program)).program.report == READ


def test_lists_may_be_text_with_semicolons(write_program: WriteProgram) -> None:
    block = "report: {sections: answer; finish;, levels: 10; 90, scenarios: fast}\n"
    report = load(write_program(extra=block)).program.report
    assert (report.sections, report.levels, report.scenarios) == (("answer", "finish"), (10, 90), ("fast",))


def test_the_block_is_read_from_a_workbook_with_the_logo_beside_it(tmp_path: Path) -> None:
    book = sheets()
    lines: list[list[Cell]] = [
        ["report.title", "Steering committee: June"],
        ["report.logo", "logo.svg"],
        ["report.sections", "answer; cost-report; finish"],
        ["report.levels", "10; 50; 85"],
        ["report.green", 0.85],
        ["report.amber", "60 %"],
        ["report.hysteresis", 0.025],
        ["report.scenarios", "fast; no. 2"],
    ]
    book["program"] = [*book["program"], *lines]
    write_xlsx(tmp_path / "book.xlsx", book)
    (tmp_path / "logo.svg").write_bytes(SVG)
    assert load(tmp_path / "book.xlsx").program.report == READ
    book["program"] = [*book["program"], ["report.levels", "50"], ["report.colour", "red"]]
    (tmp_path / "logo.svg").unlink()
    write_xlsx(tmp_path / "book.xlsx", book)
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path / "book.xlsx")
    places = {f.where.rpartition("!")[2]: f.code for f in caught.value.findings}
    start = len(book["program"]) - len(lines) - 1
    assert places == {f"B{start + 1}": "RC019", f"A{start + 8}": "RC003", f"B{start + 9}": "RC010"}


def test_a_program_without_the_block_has_the_usual_settings(write_program: WriteProgram) -> None:
    for block in ("", "report:\n", "report: {title: , logo: ' ', levels: ''}\n"):
        assert load(write_program(extra=block)).program.report == ReportSettings()


def test_everything_wrong_is_said_at_once_with_line_and_advice(write_program: WriteProgram) -> None:
    block = """\
report:
  titel: Board
  logo: logos/ours.png
  sections:
    - answer
    - finnish
  levels: [10, 52]
  green: 80
  amber: many
  scenarios: mitigated, descoped
"""
    assert refused(write_program, block) == [
        "1 report.titel RC010: unknown field 'titel' (did you mean 'title'?)",
        "2 report.logo RC019: logos/ours.png: there is no such file or folder "
        "(the file is looked for from the program's folder)",
        "5 report.sections.1 RC012: unknown section 'finnish' (did you mean 'finish'?)",
        "6 report.levels.1 RC012: '52' is no percentile of the table (use multiples of 5 from 5 to 95)",
        "7 report.green RC012: '80' is not below 1 (write 80 % or 0.8)",
        "8 report.amber RC012: 'many' is not a chance (write it as 80 % or 0.8)",
        "9 report.scenarios.0 RC012: 'mitigated, descoped' is not one entry "
        "(separate with semicolons: mitigated; descoped)",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("levels: [80, 50]", "1 report.levels RC012: the levels do not ascend (write [50, 80])"),
        ("levels: [50]", "1 report.levels RC012: the table takes 2 to 6 levels, not 1"),
        ("levels: []", "1 report.levels RC012: the table takes 2 to 6 levels, not 0"),
        ("levels: {P50: 1}", "1 report.levels RC013: 'levels' must be a list (write [10, 50, 80, 90])"),
        ("levels: [50, [80]]", "1 report.levels.1 RC013: a list holds something that is not text"),
        ("sections: [cost, answer, cost]", "1 report.sections RC012: 'cost' stands twice (write it once)"),
        ("scenarios: [a, a]", "1 report.scenarios RC012: 'a' stands twice (write it once)"),
        ("title: [a]", "1 report.title RC013: a list stands where a single value is expected"),
        ("green: [1]", "1 report.green RC013: a list stands where a single value is expected"),
        ("green: 1", "1 report.green RC012: '1' is not below 1 (write 1 % or 100 %)"),
        ("green: 100", "1 report.green RC012: '100' is not below 1 (write 100 %)"),
        ("green: 120 %", "1 report.green RC012: '120 %' is more than 100 % (use 100 % at most)"),
        ("green: 0,8", "1 report.green RC012: '0,8' is not a chance (write it as 80 % or 0.8)"),
        ("green: nan", "1 report.green RC012: 'nan' is not a chance"),
        ("hysteresis: -5 %", "1 report.hysteresis RC012: '-5 %' is not a chance"),
        ("green: 60 %\n  amber: 70 %", "2 report.amber RC012: amber (0.7) is above green (0.6)"),
        ("green: 40 %", "0 report.amber RC012: amber (0.5) is above green (0.4)"),
        ("logo: .", "1 report.logo RC019: .: this is a folder, but a file is expected"),
        ("logo: program.yaml", "1 report.logo RC019: program.yaml: this is not a picture that browsers show (use a"),
        ("logo: data:image/png;base64,iVBOR", "1 report.logo RC012: the text after the comma is not base64"),
        ("logo: [logo.svg]", "1 report.logo RC013: a list stands where a single value is expected"),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(write_program: WriteProgram, fields: str, said: str) -> None:
    found = refused(write_program, f"report:\n  {fields}\n")
    assert len(found) == 1
    assert found[0].startswith(said)


def test_what_is_no_mapping_and_what_is_misspelt_is_refused(write_program: WriteProgram) -> None:
    assert refused(write_program, "report: Board\n")[0].startswith("0 report RC013: 'report' must be a mapping")
    assert refused(write_program, "reprot: {title: Board}\n")[0].endswith("(did you mean 'report'?)")


def test_a_threshold_that_cannot_be_read_brings_no_second_complaint(write_program: WriteProgram) -> None:
    assert len(refused(write_program, "report: {green: most, amber: 90 %}\n")) == 1
    assert len(refused(write_program, "report: {green: 40 %, amber: some}\n")) == 1


@pytest.mark.parametrize("content", ["x" * 5000, '"a\\0b"', '"-"'])
def test_a_strange_path_is_a_finding_and_no_crash(write_program: WriteProgram, content: str) -> None:
    (found,) = refused(write_program, f"report:\n  logo: {content}\n")
    assert found.startswith("1 report.logo RC019: ")
    assert len(found) < 250


def test_a_file_that_is_too_large_is_refused_without_being_read(write_program: WriteProgram) -> None:
    folder = write_program(extra="report: {logo: big.png}\n")
    with (folder / "big.png").open("wb") as file:
        file.truncate(MOST_BYTES * 10_000)
    with pytest.raises(InvalidInput, match=r"big.png: the picture has 2000000 kB, and at most 200 kB are allowed"):
        load(folder)


@pytest.mark.parametrize(("text", "share"), [("80 %", 0.8), ("80%", 0.8), (".8", 0.8), ("0", 0), ("100.0 %", 1)])
def test_chances_are_percentages_or_fractions(text: str, share: float) -> None:
    assert read_share(text) == share


def test_the_block_is_saved_and_comes_back_equal(write_program: WriteProgram, tmp_path: Path) -> None:
    program = load(with_block(write_program)).program
    save_program(program, tmp_path / "saved")
    assert load(tmp_path / "saved").program == program
    assert not (tmp_path / "saved" / "logo.svg").exists()
    plain = program.replace(report=ReportSettings())
    save_program(plain, tmp_path / "plain")
    assert "report" not in (tmp_path / "plain" / "program.yaml").read_text()


@pytest.mark.parametrize("share", [0.1 + 0.2, 1 / 3, 1e-9, 1.0, 0.0, 0.07, 0.29, 2 / 3])
def test_every_chance_survives_saving_to_the_last_bit(
    write_program: WriteProgram, tmp_path: Path, share: float
) -> None:
    report = ReportSettings(green=1.0, amber=share, hysteresis=share)
    save_program(load(write_program()).program.replace(report=report), tmp_path / "saved")
    assert load(tmp_path / "saved").program.report == report


def test_a_large_logo_survives_saving(write_program: WriteProgram, tmp_path: Path) -> None:
    report = ReportSettings(logo=data_uri(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 780))
    save_program(load(write_program()).program.replace(report=report), tmp_path / "saved")
    assert load(tmp_path / "saved").program.report == report


def test_editors_know_the_block(write_program: WriteProgram, tmp_path: Path) -> None:
    folder = with_block(write_program)
    save_program(load(folder).program, tmp_path / "saved")
    for place in (folder, tmp_path / "saved"):
        text = (place / "program.yaml").read_text()
        assert problems(text) == []
        for old, new in (
            ("cost-report", "cost-reports"),
            ("50, 85", "50, 82"),
            ("[10, 50, 85]", "[10]"),
            ("85 %", "85"),
            ("85 %", "185 %"),
            ("hysteresis", "histeresis"),
        ):
            assert old in text
            assert problems(text.replace(old, new))
    assert problems(PROGRAM + "report: {levels: 10; 50, sections: , green: 0.75}\n") == []


def test_no_number_and_no_digest_depends_on_the_block(write_program: WriteProgram) -> None:
    plain = load(write_program()).program
    told = plain.replace(report=READ)
    assert digest_program(told) == digest_program(plain)
    assert digest_program(plain.replace(confidence=85)) != digest_program(plain)
    one, two = (rc.simulate(program, rc.Plan(iterations=100, seed=3)) for program in (plain, told))
    assert one.manifest.program_digest == two.manifest.program_digest
    assert one.manifest.result_digest == two.manifest.result_digest


def test_a_result_file_keeps_the_block(write_program: WriteProgram, tmp_path: Path) -> None:
    program = load(with_block(write_program)).program
    result = rc.simulate(program, rc.Plan(iterations=100, seed=3))
    again = load_result(save_result(result, tmp_path / "x.riskcast"))
    assert again.program.report == READ
    assert again.program == program
