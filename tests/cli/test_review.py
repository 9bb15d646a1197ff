"""What ``riskcast review`` prints: the whole answer on about one screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

import riskcast as rc
from riskcast.analysis.answer import answer
from riskcast.analysis.review.options import Option
from riskcast.analysis.review.review import Review, candidate, review
from riskcast.analysis.wording import say_date, say_percent
from riskcast.cli.review_text import review_text
from riskcast.cli.widths import width_of

SCENARIOS = ("mitigated", "accelerated", "descoped")


@pytest.fixture(scope="module")
def found() -> Review:
    program = rc.load("models/erp")
    ways = [candidate(program, rc.read_scenario(f"scenarios/erp/{name}.yaml").scenario) for name in SCENARIOS]
    return review(program, ways, plan=rc.Plan(512, seed=7), sections=("answer", "decisions"))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_is_about_one_screen_of_a_narrow_terminal(found: Review) -> None:
    lines = review_text(found, 80).splitlines()
    assert len(lines) <= 38
    assert max(map(width_of, lines)) <= 80
    assert not any(line != line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [66, 80, 120])
def test_it_gives_the_answer_lines_then_each_question_with_its_headline_and_points(found: Review, width: int) -> None:
    text, said = flat(review_text(found, width)), answer(found.result)
    at = [text.index(flat(line)) for line in (said.finish, said.cost)]
    for each in found.board.answers:
        at += [text.index(flat(line)) for line in (f"{each.question} {each.headline}", *each.points)]
        assert each.points or flat(each.text) in text
        assert each.status is None or f"{each.headline} [{each.status}]" in text
    assert at == sorted(at)


def test_what_a_point_says_beyond_its_first_line_is_indented_further(found: Review) -> None:
    long = "by 29 Jan 2027: " + " ".join(["words"] * 30)
    first, *others = found.board.answers
    board = replace(found.board, answers=(replace(first, points=(long, "short")), *others))  # type: ignore[arg-type]
    lines = review_text(replace(found, board=board), 80).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("  by 29 Jan 2027: words"))
    assert lines[start + 1].startswith("    words") and max(map(width_of, lines)) <= 80
    assert lines[start + lines[start:].index("  short") - 1].startswith("    words")


def test_a_row_of_the_table_is_an_option_against_now(found: Review) -> None:
    rows = {line.split()[0]: line for line in review_text(found, 80).splitlines() if line.strip()}
    offered = [each for each in found.answers if isinstance(each, Option)]
    assert [option.name for option in offered] == list(SCENARIOS)
    for option in offered:
        assert option.decide_by is not None and option.in_time is not None
        assert rows[option.name].endswith(say_date(option.decide_by))
        assert f" {option.finish.difference.value:+.1f} ± " in rows[option.name]
        assert f" {say_percent(float(option.in_time.after))} " in rows[option.name]  # type: ignore[arg-type]


def test_a_finish_at_midnight_is_shown_on_the_day_that_it_ends(found: Review) -> None:
    (first, *rest) = [each for each in found.answers if isinstance(each, Option)]
    midnight = datetime.combine(datetime(2028, 5, 13).date(), time())
    moved = replace(first, finish=replace(first.finish, after=midnight))
    text = review_text(replace(found, answers=(moved, *rest)), 80)
    assert say_date(midnight - timedelta(days=1)) in text and say_date(midnight) not in text


def test_without_options_there_is_no_table(found: Review) -> None:
    text = review_text(replace(found, answers=(), options=()), 80)
    assert "decide by" not in text and found.result.manifest.result_digest[:16] in text
