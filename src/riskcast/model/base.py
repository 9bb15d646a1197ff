"""The base of every entity: immutable, and nothing unknown is accepted."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Entity(BaseModel):
    """Immutable; unknown fields are errors; derive variants with :meth:`model_copy` or ``Program.replace``."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False)


Id = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\s;,]([^;,\r\n\t]*[^\s;,])?$"),
]
"""A stable name: random numbers are keyed by it, so renaming an id draws new numbers.

No comma, semicolon, tabulator or line break.
"""

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
"""Free text; never interpreted, escaped wherever it is shown."""
