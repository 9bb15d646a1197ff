"""The one visual language: colours by role, for light and dark, readable without telling red from green."""

from __future__ import annotations

from typing import Any, Final

LIGHT: Final = {
    "paper": "#f5f7f9",
    "panel": "#ffffff",
    "ink": "#16202a",
    "muted": "#566370",
    "rule": "#dbe1e7",
    "accent": "#0b63a5",
    "soft": "#cfe0ef",
    "target": "#b83a08",
    "green": "#1a7040",
    "amber": "#8a5a00",
    "red": "#b42318",
    "crit0": "#c3ccd5",
    "crit1": "#f0c987",
    "crit2": "#e59a3a",
    "crit3": "#cc6214",
    "crit4": "#8f2a0a",
}
"""Role to colour on light ground and in print."""

DARK: Final = {
    "paper": "#0f151b",
    "panel": "#18212a",
    "ink": "#e8edf2",
    "muted": "#a3b0bd",
    "rule": "#33404c",
    "accent": "#6db9f2",
    "soft": "#27455e",
    "target": "#ff9a63",
    "green": "#6fd39b",
    "amber": "#f0c052",
    "red": "#ff9184",
    "crit0": "#4b5966",
    "crit1": "#80602f",
    "crit2": "#b97a2c",
    "crit3": "#ea9a41",
    "crit4": "#ffd08a",
}
"""The same roles on dark ground."""

FONT: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
CLASSES: Final = (0.05, 0.25, 0.5, 0.75)
"""Upper bounds (0-1) of the criticality classes; the last class is open."""
CLASS_NAMES: Final = ("under 5 %", "5–25 %", "25–50 %", "50–75 %", "75 % and more")


def ink(role: str) -> str:
    """Return the token that the page replaces by the role's colour, under keys that end in ``color``."""
    return "@" + role


def criticality_class(share: float) -> int:
    """Return the class (0-4) of a criticality (0-1)."""
    return sum(share >= bound for bound in CLASSES)


def css_variables() -> str:
    """Return the palettes as CSS custom properties: light, dark when the reader prefers it, light in print."""
    light, dark = (";".join(f"--{role}:{c}" for role, c in palette.items()) for palette in (LIGHT, DARK))
    return (
        f":root{{color-scheme:light dark;--font:{FONT};{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def base_layout(height: int) -> dict[str, Any]:
    """Return the layout that every chart starts from; nothing zooms or drags, so a page scrolls past it."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": ink("ink")},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": ink("panel"),
            "bordercolor": ink("rule"),
            "align": "left",
            "font": {"family": FONT, "size": 13, "color": ink("ink")},
        },
    }


def axis(**more: Any) -> dict[str, Any]:
    """Return an axis in the common style, with additions."""
    return {
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": ink("rule"),
        "linecolor": ink("rule"),
        "tickfont": {"color": ink("muted"), "size": 12},
        "automargin": True,
        **more,
    }
