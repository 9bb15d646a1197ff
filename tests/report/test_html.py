"""Text stays text."""

from __future__ import annotations

import pytest

from riskcast.report.block import packed, unpacked
from riskcast.report.charts.label import label
from riskcast.report.html import Html, el, escape, join, raw_block

from . import programs


@pytest.mark.parametrize("text", programs.WEIRD)
def test_plain_strings_are_escaped_in_content_and_attributes(text: str) -> None:
    made = el("p", text, title=text)
    assert made.count("<") == 2
    assert made.count('"') == 2


def test_markup_is_not_escaped_twice() -> None:
    assert join(el("b", "a & b"), Html("<hr>")) == "<b>a &amp; b</b><hr>"


def test_text_that_html_or_utf8_cannot_hold_becomes_a_replacement_character() -> None:
    assert escape("a\x00b\ud800c\x9fd") == "a\ufffdb\ufffdc\ufffdd"


def test_bare_and_absent_attributes() -> None:
    assert el("p", hidden=True, title=None, class_="x", data_n=3) == '<p hidden class="x" data-n="3"></p>'


def test_json_for_the_page_cannot_end_its_element_and_reads_back_the_same() -> None:
    value = {"names": list(programs.WEIRD), "ends": "</script><!--\u2028\u2029"}
    block = packed(value)
    assert not set(block) & set("<>&\u2028\u2029")
    assert block.isascii()
    assert unpacked(block) == value


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        packed({"x": float("nan")})


@pytest.mark.parametrize("text", ["a</script >", "a</STYLE>", "<!-- a"])
def test_own_scripts_that_would_end_their_element_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="end its own element"):
        raw_block(text)


def test_chart_labels_hold_no_markup_entities_or_formulas() -> None:
    assert label("<b>a</b> &lt; $x$") == "\u2068&lt;b&gt;a&lt;/b&gt; &amp;lt; &#36;x&#36;\u2069"


def test_long_chart_labels_are_cut_by_width() -> None:
    assert label("abcdef", 6) == "\u2068abcdef\u2069"
    assert label("abcdefg", 6) == "\u2068abcde…\u2069"
    assert label("漢字漢字", 6) == "\u2068漢字…\u2069"
