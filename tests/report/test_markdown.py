"""The report as Markdown: read again by a Markdown reader, it holds every text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from riskcast.errors import FileProblem, InvalidInput
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join, name
from riskcast.report.markdown import render_markdown, to_markdown, write_markdown
from riskcast.report.markdown_text import JOINER
from riskcast.report.sections import dates, headline
from riskcast.report.table import details, table
from riskcast.report.tree import Node, read_tree
from riskcast.simulation.result import Result

from . import programs
from .conftest import REMARK

HOSTILE = (
    *programs.WEIRD,
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "<https://example.org>",
    "a | b || c \\| d \\",
    "*a* **b** _c_ __d__ ~~e~~ `f` ``g``",
    "snake_case and _edge_",
    "$x^2$ and $$y$$",
    "back\\slash \\* \\",
    "&lt;b&gt; &amp; &#35; &copy",
    "two\nlines\r\n\r\nand more",
    "[^1]: note",
    "- [x] done",
)
STARTS = (
    *("# no heading", "## no", "- no point", "+ no point", "* no point", "1. no number", "12) no", "> no quote"),
    *("---", "===", "***", "    no code", "\tno code", "```", "~~~", "| no | table |", "+", "-", "7.", "--- | ---"),
    *(":-- | --:", "<div>", "[a]: b", "&nbsp;", "=", "#"),
)


def parsed(text: str) -> list[Any]:
    reader = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed").MarkdownIt("commonmark")
    return list(reader.enable(["table", "strikethrough"]).parse(text))


def said(text: str) -> str:
    """Return text as it is compared: without joiners and isolates, white space as single spaces."""
    return " ".join(re.sub(f"[{JOINER}\u2068\u2069]", "", text).split())


def inlines(text: str) -> list[str]:
    """Return the text of every paragraph, heading, point and cell that a reader finds."""
    return [said(_text(token)) for token in parsed(text) if token.type == "inline"]


def _text(token: Any) -> str:
    return "".join(child.content if child.type == "text" else " " * (child.type == "softbreak")
                   for child in token.children)  # fmt: skip


def kinds(text: str) -> set[str]:
    return {kind for token in parsed(text) for kind in (token.type, *(c.type for c in token.children or ()))}


PLAIN_KINDS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "strong_open"),
    *("strong_close", "em_open", "em_close", "table_open", "table_close", "thead_open", "thead_close", "tbody_open"),
    *("tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "bullet_list_open"),
    *("bullet_list_close", "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close"),
}
"""All that may come of a report: no link, image, HTML, code or rule."""


def rows(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    cell = False
    for token in parsed(text):
        if token.type == "tr_open":
            found.append([])
        elif token.type in ("th_open", "td_open"):
            cell = True
        elif token.type == "inline" and cell:
            found[-1].append(said(_text(token)))
            cell = False
    return found


@pytest.mark.parametrize("text", [*HOSTILE, *STARTS])
def test_what_people_wrote_stays_text_wherever_it_stands(text: str) -> None:
    places = {
        "paragraph": el("p", name(text)),
        "after": el("p", "Name: ", name(text), "."),
        "heading": el("h2", name(text)),
        "point": el("ul", el("li", name(text)), el("li", "b")),
        "number": el("ol", el("li", name(text))),
        "term": el("dl", el("dt", name(text)), el("dd", name(text))),
        "bold": el("p", el("b", name(text))),
        "prose": el("p", name(text), class_="prose"),
        "chain": el("ol", el("li", name(text)), el("li", name(text)), class_="chain"),
        "caption": table(text, (text, text), [(text, text)]),
    }
    for place, markup in places.items():
        written = to_markdown(markup)
        assert kinds(written) <= PLAIN_KINDS, place
        assert "<" not in written and ">" not in written, place
        assert not re.search(r"://|@\w|#\d|\bwww\.", written), place
    assert inlines(to_markdown(places["paragraph"])) == [said(text)]
    assert inlines(to_markdown(places["after"])) == [said(f"Name: {text}.")]
    assert inlines(to_markdown(places["heading"])) == [said(text)]
    assert inlines(to_markdown(places["point"])) == [said(text), "b"]
    assert inlines(to_markdown(places["number"])) == [said(text)]
    assert inlines(to_markdown(places["bold"])) == [said(text)]
    assert " ".join(inlines(to_markdown(places["prose"]))) == said(text)
    assert inlines(to_markdown(places["chain"])) == [said(f"{text} → {text}")]
    assert inlines(to_markdown(places["caption"])) == [said(text)] * 5
    assert rows(to_markdown(places["caption"])) == [[said(text)] * 2] * 2


def test_nobody_is_mentioned_and_no_issue_is_linked() -> None:
    written = to_markdown(el("p", name("Ask @octocat about #12 and GH-7 at www.example.org or a@example.org")))
    assert re.search(r"@\w|#\d|GH-\d|www\.", written) is None
    assert inlines(written) == ["Ask @octocat about #12 and GH-7 at www.example.org or a@example.org"]


def test_a_name_that_runs_from_right_to_left_turns_nothing_else() -> None:
    written = to_markdown(el("p", name(programs.OVERRIDE), " after"))
    assert f"\u2068{programs.OVERRIDE}\u2069 after" in written
    assert "\u2068" not in to_markdown(el("p", name("Latin"), " after"))


def test_tables_have_their_caption_above_and_numbers_to_the_right() -> None:
    body = [("All", "1", el("b", "27 %")), ("a", join("2", el("span", "below", class_="sub line")), "x")]
    written = to_markdown(table("What it costs", ("Part", "Sum", "Chance"), body, strong=1))
    assert written == (
        "**What it costs**\n\n"
        "| Part | Sum | Chance |\n| --- | ---: | ---: |\n| **All** | **1** | **27 %** |\n| a | 2 · below | x |\n"
    )


def test_a_table_without_header_or_with_short_rows_keeps_every_cell() -> None:
    markup = Html("<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>")
    assert rows(to_markdown(markup)) == [["", ""], ["a", ""], ["b", "c"]]


@pytest.mark.parametrize(("count", "note"), [(30, None), (31, "1 more row in"), (1_100, "1,070 more rows in")])
def test_what_opens_on_demand_is_cut_after_thirty_rows_and_says_so(count: int, note: str | None) -> None:
    inner = table("Tasks", ("Task", "Days"), [(f"t{i}", str(i)) for i in range(count)])
    written = to_markdown(details("All tasks as a table", inner))
    assert len(rows(written)) == 31
    assert (note in written) if note else ("more row" not in written)
    assert "All tasks as a table" not in written
    assert len(rows(to_markdown(inner))) == count + 1


def test_the_handle_of_text_that_opens_on_demand_is_its_title() -> None:
    written = to_markdown(details("Why", el("p", "Because."), el("ul", *(el("li", str(i)) for i in range(40)))))
    assert inlines(written)[:2] == ["Why", "Because."]
    assert inlines(written)[-1] == "10 more points in the HTML report."


def test_pictures_keys_and_controls_are_left_out_but_their_words_stay() -> None:
    markup = join(
        el("div", el("p", "Move me"), class_="controls"),
        el("p", "Hidden", hidden=True),
        el("button", "Copy"),
        el("p", el("span", "bar", aria_hidden="true"), "27 %", el("input", value="x")),
        el(
            "figure",
            el("h3", "How likely"),
            el("ul", el("li", "a sign"), class_="key"),
            el("div", id="chart-x", class_="plot"),
            el("figcaption", "10 % by May."),
        ),
        el("figure", el("h3", "Nothing but a picture"), el("figcaption", "All of it again.", class_="spoken")),
        el("script", "alert(1)"),
    )
    assert inlines(to_markdown(markup)) == ["27 %", "How likely", "10 % by May."]


def test_of_pictures_that_open_on_demand_the_handle_stays() -> None:
    picture = el("figure", el("h3", "Tasks"), el("div", class_="plot"))
    assert to_markdown(details(join(el("b", "Core"), " 13 tasks"), picture)) == "**Core** 13 tasks\n"
    words = el("figure", el("h3", "Tasks"), el("figcaption", "13 rows."))
    assert (
        to_markdown(details(join(el("b", "Core"), " 13 tasks"), words))
        == "**Core 13 tasks**\n\n### Tasks\n\n13 rows.\n"
    )


def test_terms_are_points_with_all_that_is_said_of_them() -> None:
    markup = el(
        "dl", el("div", el("dt", "Finish, P80"), el("dd", el("b", "11 May 2028")), el("dd", "95 % interval: 10 to 11"))
    )
    assert to_markdown(markup) == "- **Finish, P80:** 11 May 2028. 95 % interval: 10 to 11\n"


def test_points_may_hold_lists_of_their_own() -> None:
    folded = details("All", el("p", "# d"), el("ul", el("li", "- e")))
    markup = el("ul", el("li", "a", el("ul", el("li", "# b"))), el("li", "c", folded))
    written = to_markdown(markup)
    assert [token.level for token in parsed(written) if token.type == "list_item_open"] == [1, 3, 1, 3]
    assert [token.level for token in parsed(written) if token.type == "paragraph_open"] == [2, 4, 2, 2, 2, 4]
    assert inlines(written) == ["a", "# b", "c", "All", "# d", "- e"]


def test_bold_is_marked_only_where_every_reader_sees_it() -> None:
    assert to_markdown(el("p", "a", el("b", "(b)"), "c")) == "a(b)c\n"
    assert to_markdown(el("p", "a ", el("b", " b "), " c")) == "a **b** c\n"
    assert to_markdown(el("p", el("b", "a"), el("b", "b"))) == "**ab**\n"
    assert to_markdown(el("p", el("b", " "), "c")) == "c\n"


def _cells(node: Node) -> Iterator[str]:
    """Yield what the cells of the page say, but for what is cut or for eyes only."""
    for part in node.find("table"):
        if not any(part in box.find("table") for box in node.find("details")):
            yield from (said(_words(cell)) for cell in part.find("th", "td"))


def _words(node: Node) -> str:
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.attributes.get("aria-hidden") != "true":
            parts.append((" · " if "line" in child.classes else "") + _words(child))
    return "".join(parts)


def test_the_whole_report_survives_with_every_cell(result: Result) -> None:
    context = Context(result, (REMARK,))
    written = render_markdown(context)
    assert kinds(written) <= PLAIN_KINDS
    assert "<" not in written and ">" not in written
    heads = [said(_text(b)) for a, b in zip(parsed(written), parsed(written)[1:], strict=False) if a.tag == "h2"
             and a.nesting == 1]  # fmt: skip
    assert heads[0] == "In short" and "Risks" in heads and heads[-1] == "How this was calculated"
    found = {cell for row in rows(written) for cell in row}
    for section in (dates, headline):
        fragment = section.render(context)
        assert fragment is not None
        assert set(_cells(read_tree(fragment.html))) <= found
    assert said(programs.SCRIPT) in written.replace("\\", "").replace("&lt;", "<").replace("&gt;", ">")
    assert said(context.answer.finish) in inlines(written)


def test_a_file_holds_the_sections_that_were_asked_for(result: Result, tmp_path: Path) -> None:
    file = write_markdown(result, tmp_path / "new" / "erp.md", sections=["method", "answer"])
    text = inlines(file.read_text(encoding="utf-8"))
    assert text[0] == said(result.program.label)
    assert text[1].startswith("Status of 4 Jan 2027 · 2,000 simulated futures")
    assert text.index("How this was calculated") < text.index("In short")
    assert "Risks" not in text
    assert result.manifest.result_digest[:12] in text[-1]


def test_the_title_of_the_report_stands_above_the_name_of_the_program(result: Result) -> None:
    settings = result.program.report.model_copy(update={"title": "Board <of> July"})
    titled = replace(result, program=result.program.model_copy(update={"report": settings}))
    text = inlines(render_markdown(Context(titled), ["answer"]))
    assert text[0] == "Board <of> July"
    assert text[1].startswith(f"{said(result.program.label)} · Status of")


def test_an_unknown_section_is_an_error_and_no_file(result: Result, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"no section 'riks'.*did you mean 'risks'"):
        write_markdown(result, tmp_path / "erp.md", sections=["riks"])
    assert not list(tmp_path.iterdir())


def test_the_same_result_gives_the_same_file(result: Result, tmp_path: Path) -> None:
    once = write_markdown(result, tmp_path / "a.md", findings=[REMARK]).read_bytes()
    again = write_markdown(replace(result), tmp_path / "b.md", findings=[REMARK]).read_bytes()
    assert once == again


def test_a_file_that_cannot_be_written_is_said_so(result: Result, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileProblem, match="cannot be written"):
        write_markdown(result, tmp_path / "file" / "erp.md", sections=["method"])
