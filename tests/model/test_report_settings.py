"""What a program may say about its report, and what a small picture as text is."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from pydantic import ValidationError

from riskcast.model.logo import MOST_BYTES, checked_uri, data_uri
from riskcast.model.report_settings import SECTIONS, ReportSettings

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 8 8 0"/></svg>'


def uri(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def test_settings_that_say_nothing_are_equal_to_none_and_keep_all_sections() -> None:
    settings = ReportSettings()
    assert settings == ReportSettings(sections=(), logo="", scenarios=())
    assert settings.amber < settings.green
    assert len(set(SECTIONS)) == len(SECTIONS)


def test_every_section_can_be_chosen_in_any_order() -> None:
    assert ReportSettings(sections=SECTIONS[::-1]).sections == SECTIONS[::-1]


@pytest.mark.parametrize("levels", [(5, 95), (10, 50, 80), (5, 10, 50, 80, 90, 95)])
def test_ascending_multiples_of_five_are_levels(levels: tuple[int, ...]) -> None:
    assert ReportSettings(levels=levels).levels == levels


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"levels": (50,)}, "the table takes 2 to 6 levels, not 1"),
        ({"levels": (5, 10, 15, 20, 25, 30, 35)}, "the table takes 2 to 6 levels, not 7"),
        ({"levels": (80, 50)}, r"the levels do not ascend; write \[50, 80\]"),
        ({"levels": (50, 50)}, "the levels do not ascend"),
        ({"levels": (50, 82)}, "82 is no percentile of the table"),
        ({"levels": (0, 50)}, "0 is no percentile of the table"),
        ({"levels": (50, 100)}, "100 is no percentile of the table"),
        ({"levels": (50, True)}, "True is no percentile of the table"),
        ({"levels": (50, "P80")}, "'P80' is no percentile of the table"),
        ({"sections": ("answers",)}, "unknown section 'answers'; did you mean 'answer'?"),
        ({"sections": ("zzz",)}, "unknown section 'zzz'; known: answer, decisions"),
        ({"sections": ("cost", "finish", "cost")}, "'cost' stands twice"),
        ({"scenarios": ("fast", "fast")}, "'fast' stands twice"),
        ({"scenarios": ("a;b",)}, "scenarios"),
        ({"green": 80}, "green"),
        ({"amber": -0.1}, "amber"),
        ({"hysteresis": float("nan")}, "hysteresis"),
        ({"green": 0.6, "amber": 0.7}, r"amber \(0.7\) is above green \(0.6\)"),
        ({"green": 0.4}, r"amber \(0.5\) is above green \(0.4\)"),
        ({"logo": "logo.png"}, "this is not a picture as text"),
        ({"logo": "https://example.com/logo.png"}, "this is not a picture as text"),
        ({"logo": "data:text/html;base64,PHN2Zz4="}, "this is not a picture as text"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_settings_built_in_python_obey_the_rules_of_files(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        ReportSettings(**fields)


def test_a_single_threshold_for_both_colours_is_allowed() -> None:
    assert ReportSettings(green=0.7, amber=0.7).amber == 0.7


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "jpeg"),
        (b"GIF87a" + bytes(9), "gif"),
        (b"GIF89a" + bytes(9), "gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
        (SVG, "svg+xml"),
        (b'<?xml version="1.0"?>\n<!-- ours -->\n' + SVG, "svg+xml"),
        (b'\xef\xbb\xbf<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', "svg+xml"),
    ],
)
def test_the_first_bytes_of_a_picture_say_its_kind(picture: bytes, kind: str) -> None:
    assert data_uri(picture) == uri(kind, picture)
    assert ReportSettings(logo=uri(kind, picture)).logo == uri(kind, picture)


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (b"", "the picture is empty"),
        (b"PK\x03\x04", "not a picture that browsers show"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "not a picture that browsers show"),
        (SVG[:-6], "the SVG is not well-formed"),
        (b"<svg viewBox='0 0 8 8'/>", "the SVG does not say what it is"),
        (b"<html><body>" + SVG + b"</body></html>", "this is a page or another document"),
        (b'<!DOCTYPE svg [<!ENTITY a "aa">]>' + SVG, "the SVG declares entities"),
        (b'<?xml version="1.0" encoding="klingon"?>' + SVG, "the SVG is not well-formed"),
        (PNG + bytes(MOST_BYTES), "the picture has 201 kB, and at most 200 kB are allowed"),
    ],
)
def test_what_is_no_small_picture_is_refused(picture: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        data_uri(picture)


def test_the_largest_picture_is_exactly_as_large_as_the_limit_says() -> None:
    assert data_uri(PNG + bytes(MOST_BYTES - len(PNG)))
    with pytest.raises(ValueError, match="at most"):
        data_uri(PNG + bytes(MOST_BYTES - len(PNG) + 1))


def test_a_picture_as_text_may_be_broken_over_lines_but_must_be_what_it_says() -> None:
    text = uri("png", PNG)
    assert checked_uri(f"{text[:30]}\n   {text[30:]}") == text
    assert checked_uri(text.replace("data:image/png", "DATA:IMAGE/PNG")) == text
    with pytest.raises(ValueError, match="says image/gif but holds image/png; write data:image/png;base64,"):
        checked_uri(uri("gif", PNG))
    for broken in (text[:-1], text + "*"):
        with pytest.raises(ValueError, match="not base64"):
            checked_uri(broken)
