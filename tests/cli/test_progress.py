"""Progress is drawn on terminals only, says rate and time left, and leaves a clean line."""

from __future__ import annotations

import io
import sys

import pytest

from riskcast.cli.progress import progress_bar


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal and keeps what it was given."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.raw_bytes = io.BytesIO()
        super().__init__(self.raw_bytes, encoding=encoding, newline="")

    def isatty(self) -> bool:
        return True

    def drawn(self) -> str:
        self.flush()
        return self.raw_bytes.getvalue().decode(self.encoding)


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def screen_after(drawn: str) -> str:
    """Return what stands on the line once every carriage return has been obeyed."""
    line: list[str] = []
    at = 0
    for character in drawn:
        if character == "\r":
            at = 0
            continue
        line[at : at + 1] = [character]
        at += 1
    return "".join(line).rstrip()


def drawn_by(monkeypatch: pytest.MonkeyPatch, times: list[tuple[float, int]], encoding: str = "utf-8") -> list[str]:
    """Return what stood on the line after each call at a time with so many of 60,000 done, and at the end."""
    terminal, clock = Terminal(encoding), Clock()
    monkeypatch.setattr(sys, "stderr", terminal)
    seen = []
    with progress_bar(clock=clock) as advance:
        assert advance is not None
        for seconds, done in times:
            clock.now = 100.0 + seconds
            advance(done, 60_000)
            seen.append(screen_after(terminal.drawn()))
    return [*seen, screen_after(terminal.drawn())]


def test_it_says_how_far_how_fast_and_how_long_still(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, _ = drawn_by(monkeypatch, [(2.0, 15_000)])
    assert shown == f"Simulating  {'█' * 6}{'░' * 18}   25 %  7,500 iterations/s  6 s left"


def test_a_short_run_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn_by(monkeypatch, [(0.1, 15_000), (0.3, 45_000), (0.4, 60_000)]) == ["", "", "", ""]


def test_work_that_is_nearly_done_draws_nothing_either(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn_by(monkeypatch, [(0.6, 59_000), (0.7, 60_000)]) == ["", "", ""]


def test_the_line_is_clean_at_the_end_and_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn_by(monkeypatch, [(5.0, 30_000), (9.9, 60_000)])[-1] == ""
    terminal, clock = Terminal(), Clock()
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(KeyboardInterrupt), progress_bar(clock=clock) as advance:
        assert advance is not None
        clock.now += 5.0
        advance(1, 100)
        assert screen_after(terminal.drawn()) != ""
        raise KeyboardInterrupt
    assert screen_after(terminal.drawn()) == ""


def test_it_does_not_flicker(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third, _ = drawn_by(monkeypatch, [(5.0, 20_000), (5.05, 30_000), (5.2, 30_000)])
    assert first == second != third


def test_long_work_is_told_in_minutes_and_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    minutes, hours, _ = drawn_by(monkeypatch, [(10.0, 1_200), (600.0, 3_000)])
    assert minutes.endswith("2 %  120 iterations/s  8:10 min left")
    assert hours.endswith("5 %  5.0 iterations/s  3:10 h left")


def test_a_stream_without_blocks_gets_plain_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, _ = drawn_by(monkeypatch, [(2.0, 30_000)], encoding="ascii")
    assert f"{'#' * 12}{'.' * 12}" in shown


def test_a_narrow_terminal_is_not_overflowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown, _ = drawn_by(monkeypatch, [(2.0, 30_000)])
    assert len(shown) < 40


def test_nothing_is_drawn_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar() as advance:
        assert advance is None


def test_steps_are_called_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = Terminal(), Clock()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar("Attributing", "steps", clock) as advance:
        assert advance is not None
        clock.now += 10.0
        advance(20, 100)
    assert "Attributing  " in terminal.drawn()
    assert " 20 %  2.0 steps/s  40 s left" in terminal.drawn()
