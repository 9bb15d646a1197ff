"""Output folders that do not outlive an interrupted command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """Remove ``folder`` and parents that were made inside the block and are still empty when it fails."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise
