"""``riskcast review`` and the report that a program asks for, from the command line to the files."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from riskcast.cli import main
from riskcast.model.report_settings import SECTIONS

PROGRAM = """riskcast: 1
id: coin
name: Coin
start: 2027-01-04
calendar: c
currency: EUR
targets: {finish: 2027-01-13, budget: 90k}
calendars: {c: {week: {mon-sun: "00:00-24:00"}}}
projects: [{id: P}, {id: Q}]
tasks:
  - {id: A, project: P, duration: 10ed}
  - {id: B, project: Q, duration: 5ed, estimate: "triangular(4ed, 5ed, 9ed)"}
  - {id: DONE, project: P, kind: milestone, predecessors: A; B, target: 2027-01-23}
risks:
  - {id: R, probability: 0.3, impacts: [{tasks: A, delay: 10ed}]}
costs:
  - {id: sum, project: P, fixed: "triangular(80k, 90k, 120k)"}
"""
BARE = """riskcast: 1
id: bare
start: 2027-01-04
calendar: c
calendars: {c: {week: {mon-fri: "08:00-12:00,13:00-17:00"}}}
projects: [{id: P}]
tasks: [{id: A, project: P, duration: 10d}]
"""
FASTER = "riskcast: 1\nid: faster\nname: Two shifts\nchanges:\n  - {set: A, in: tasks, duration: 8ed}\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
FEW = ("-n", "128", "--seed", "7")
STEM = "coin-review-2027-01-04"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``riskcast ARGS`` in a folder with the two programs, as in a process of its own but for its start."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("coin.yaml", PROGRAM), ("bare.yaml", BARE), ("faster.yaml", FASTER), ("logo.svg", LOGO)):
        Path(name).write_text(text, encoding="utf-8")

    def run(*args: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["riskcast", *args])
        code: object = 0
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert isinstance(code, int)
        return Done(code, said.out, said.err)

    return run


def headings(page: str) -> list[str]:
    return re.findall(r'<section id="([a-z-]+)"', page)


def with_report(block: str) -> None:
    Path("coin.yaml").write_text(f"{PROGRAM}report:\n{block}\n", encoding="utf-8")


def shown(folder: str = "out", stem: str = STEM) -> str:
    return Path(folder, f"{stem}.html").read_text(encoding="utf-8")


def made(folder: str) -> set[str]:
    return {path.name for path in Path(folder).iterdir()} if Path(folder).exists() else set()


def test_a_review_is_a_page_a_workbook_and_a_result_with_the_data_date_in_their_names(run: Run) -> None:
    done = run("review", "coin.yaml", *FEW, "-o", "out", "--scenario", "faster.yaml", "--md")
    assert done.code == 0
    files = {f"{STEM}{suffix}" for suffix in (".html", ".xlsx", ".riskcast", ".md")}
    assert made("out") == files
    assert {Path(line.removeprefix("Wrote ")).name for line in done.out.splitlines() if line[:6] == "Wrote "} == files
    assert all(
        question in done.out
        for question in (
            *("Are we on track?", "What could derail us?", "What do you need from us?", "Is it still worth it?"),
        )
    )
    assert f'href="./{STEM}.xlsx"' in shown()
    assert "Two shifts" in shown()


def test_a_program_without_money_risks_and_promises_has_a_review_and_no_workbook(run: Run) -> None:
    assert run("review", "bare.yaml", *FEW, "-o", "out").code == 0
    assert made("out") == {"bare-review-2027-01-04.html", "bare-review-2027-01-04.riskcast"}
    page = shown(stem="bare-review-2027-01-04")
    assert {"answer", "finish", "schedule", "limits", "method"} <= set(headings(page))
    assert not {"cost", "risks", "cash", "contingency", "attribution"} & set(headings(page))
    assert "workbook" not in page.partition("</header>")[0]


@pytest.mark.parametrize("program", ["coin", "bare"])
def test_one_iteration_makes_a_whole_review(run: Run, program: str) -> None:
    done = run("review", f"{program}.yaml", "-n", "1", "--seed", "7", "-o", "out", "--md")
    assert done.code == 0
    assert "1 iteration, seed 7" in done.out
    assert "1 simulated future" in shown(stem=f"{program}-review-2027-01-04")


def test_the_last_review_shows_what_moved(run: Run) -> None:
    run("review", "coin.yaml", *FEW, "-o", "first")
    Path("coin.yaml").write_text(PROGRAM.replace("probability: 0.3", "probability: 0.5"), encoding="utf-8")
    done = run("review", "coin.yaml", *FEW, "-o", "second", "--since", f"first/{STEM}.riskcast")
    assert done.code == 0
    assert "changes" in headings(shown("second"))
    assert "30 %" in shown("second").partition('id="changes"')[2].partition("</section>")[0]


def test_the_last_review_is_never_overwritten_by_the_next(run: Run) -> None:
    run("review", "coin.yaml", *FEW, "-o", "out")
    before = {path: path.read_bytes() for path in Path("out").iterdir()}
    done = run("review", "coin.yaml", *FEW, "-o", "out", "--since", f"out/{STEM}.riskcast")
    assert done.code == 2
    assert "overwritten" in done.err
    assert {path: path.read_bytes() for path in Path("out").iterdir()} == before


def test_a_last_review_of_another_program_is_refused_and_nothing_is_written(run: Run) -> None:
    run("review", "bare.yaml", *FEW, "-o", "out")
    done = run("review", "coin.yaml", *FEW, "-o", "new", "--since", "out/bare-review-2027-01-04.riskcast")
    assert done.code == 2
    assert "the last review is of the program 'bare', and this one of 'coin'" in done.err
    assert made("new") == set()


def test_a_last_review_that_is_missing_is_said_before_the_work(run: Run) -> None:
    done = run("review", "coin.yaml", "-o", "new", "--since", "none.riskcast")
    assert (done.code, made("new")) == (3, set())
    assert "none.riskcast" in done.err


def test_a_last_review_without_risks_is_compared_and_its_difference_said(run: Run) -> None:
    run("run", "coin.yaml", *FEW, "--without", "risks", "-o", "out")
    assert run("review", "coin.yaml", *FEW, "-o", "out", "--since", "out/coin.riskcast").code == 0
    assert "do not share their futures" in shown()


def test_an_unknown_section_is_refused_with_the_one_that_was_meant(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import_module("riskcast.simulation.again")  # else it would keep what stands in for the simulation
    monkeypatch.setattr("riskcast.simulation.run.simulate", _never)
    for command in (("review", "coin.yaml"), ("report", "coin.riskcast")):
        done = run(*command, "-o", "new", "--section", "decision")
        assert done.code == 2
        assert "the report has no section 'decision'" in done.err
        assert "did you mean 'decisions'?" in done.err
    assert made("new") == set()


def test_a_section_with_nothing_to_say_is_an_error_and_leaves_nothing_behind(run: Run) -> None:
    done = run("review", "coin.yaml", *FEW, "-o", "new", "--section", "shared")
    assert done.code == 2
    assert "nothing to show in shared" in done.err
    assert not Path("new").exists()


def test_a_review_of_some_sections_has_these_in_the_order_named(run: Run) -> None:
    assert run("review", "coin.yaml", *FEW, "-o", "out", "--section", "risks", "--section", "dates").code == 0
    assert headings(shown()) == ["risks", "dates"]


def test_a_report_of_some_sections_has_these_in_the_order_named(run: Run) -> None:
    run("review", "coin.yaml", *FEW, "-o", "out", "--section", "dates")
    done = run("report", f"out/{STEM}.riskcast", "--section", "years", "--section", "cash", "-o", "out/money.html")
    assert done.code == 0
    assert headings(shown(stem="money")) == ["years", "cash"]


def test_the_sections_of_a_report_can_be_listed(run: Run) -> None:
    done = run("report", "--sections")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()[2:]] == list(SECTIONS)


def test_a_missing_browser_is_said_before_anything_is_simulated(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKCAST_BROWSER", "/nowhere/chrome")
    monkeypatch.setattr("riskcast.analysis.review.review.review", _never)
    done = run("review", "coin.yaml", *FEW, "-o", "new", "--pdf")
    assert (done.code, made("new")) == (3, set())
    assert "/nowhere/chrome" in done.err


def _never(*_: object, **__: object) -> None:
    raise AssertionError("this should not have been reached")


def test_a_scenario_named_twice_is_refused(run: Run) -> None:
    done = run("review", "coin.yaml", *FEW, "-o", "new", "--scenario", "faster.yaml", "--scenario", "./faster.yaml")
    assert (done.code, made("new")) == (2, set())
    assert "the scenario faster is named twice" in done.err


def test_to_combine_takes_two_scenarios(run: Run) -> None:
    done = run("review", "coin.yaml", "-o", "new", "--scenario", "faster.yaml", "--combine")
    assert (done.code, made("new")) == (2, set())
    assert "two or more" in done.err


def test_the_program_names_the_options_of_its_review(run: Run) -> None:
    Path("scenarios").mkdir()
    Path("scenarios/faster.yaml").write_text(FASTER, encoding="utf-8")
    with_report("  scenarios: [faster]")
    done = run("review", "coin.yaml", *FEW, "-o", "out", "--section", "decisions")
    assert done.code == 0
    assert "Two shifts" in shown()


def test_a_scenario_that_the_program_names_and_nobody_has_written_is_said_with_its_place(run: Run) -> None:
    with_report("  scenarios: [later]")
    done = run("review", "coin.yaml", *FEW, "-o", "new")
    assert (done.code, made("new")) == (2, set())
    assert "report.scenarios: error RC407: there is no scenario 'later'" in done.err


def test_the_report_block_chooses_sections_title_logo_and_levels(run: Run) -> None:
    with_report(
        "  title: Steering <committee>\n  logo: logo.svg\n  sections: [method, dates, answer]\n  levels: [5, 95]"
    )
    run("review", "coin.yaml", *FEW, "-o", "out")
    page = shown()
    assert headings(page) == ["method", "dates", "answer"]
    assert "<title>Steering &lt;committee&gt;: forecast</title>" in page
    assert re.search(r'<img class="logo" src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]+" alt="">', page)
    assert "img-src data:" in page
    head = page.partition("Dates: plan, percentiles and promises</caption>")[2].partition("</thead>")[0]
    assert re.findall(r">P(?:<[^>]*>)?(\d+)", head) == ["5", "80", "95"]


@pytest.mark.parametrize(
    ("thresholds", "colour"), [("green: 60 %", "green"), ("green: 90 %", "amber"), ("amber: 75 %", "red")]
)
def test_thresholds_decide_the_colour_of_a_chance_of_seventy_percent(run: Run, thresholds: str, colour: str) -> None:
    with_report(f"  {thresholds}\n  sections: [dates]")
    run("review", "coin.yaml", "-n", "2048", "--seed", "7", "-o", "out", "--section", "dates")
    table = shown().partition("Dates: plan, percentiles and promises</caption>")[2]
    row = table.partition("<tbody>")[2].partition("</tr>")[0]
    assert "70 %<" in row
    assert f'class="status {colour}"' in row


def test_no_number_depends_on_the_report_block(run: Run) -> None:
    digests = set()
    for block in ("  title: One", "  green: 90 %\n  levels: [5, 95]"):
        with_report(block)
        done = run("review", "coin.yaml", *FEW, "-o", "out", "--section", "limits")
        digests.add(re.search(r"digest ([0-9a-f]+)", done.out)[1])  # type: ignore[index]
    assert len(digests) == 1


def test_a_wrong_section_in_the_report_block_is_an_error_with_its_place(run: Run) -> None:
    with_report("  sections: [anwser]")
    done = run("review", "coin.yaml", *FEW, "-o", "new")
    assert (done.code, made("new")) == (2, set())
    assert re.search(r"coin\.yaml:\d+  report\.sections\.0: error", done.err)
    assert "unknown section 'anwser'" in done.err
    assert "did you mean 'answer'?" in done.err
