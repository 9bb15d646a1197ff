"""Files and folders written at once: complete under their name, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from riskcast.errors import FileProblem


@contextmanager
def write_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a binary file that gets its name only when the block ends without an error; make its folder.

    Raises
    ------
    FileProblem
        When it cannot be written.
    """
    target = Path(path)
    if target.is_dir():
        raise FileProblem(f"{target}: this is a folder, but a file is expected")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem(f"{target}: cannot be written: {error.strerror or error}") from None


def write_folder(
    folder: str | os.PathLike[str], files: Mapping[str, str], replaceable: frozenset[str] = frozenset()
) -> None:
    """Write UTF-8 files into a temporary sibling folder, then give it the name ``folder``.

    An existing folder is replaced when it is empty or holds nothing but ``replaceable`` files.

    Raises
    ------
    FileProblem
        When the folder holds other things, is a file, or cannot be written.
    """
    target = Path(folder)
    try:
        _check_free(target, replaceable)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            # mkdtemp makes private folders; a program is as readable as any other new folder.
            temporary.chmod(0o777 & ~_umask())
            for name, text in files.items():
                with (temporary / name).open("w", encoding="utf-8", newline="") as file:
                    file.write(text)
            _put_in_place(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise FileProblem(f"{target}: cannot be written: {error.strerror or error}") from None


def _check_free(target: Path, replaceable: frozenset[str]) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise FileProblem(f"{target}: this is not a folder")
    present = sorted(entry.name for entry in target.iterdir()) if target.exists() else []
    foreign = [name for name in present if name not in replaceable]
    if foreign:
        raise FileProblem(f"{target}: the folder is not empty (it holds {foreign[0]}); choose a new one")


def _put_in_place(temporary: Path, target: Path) -> None:
    """Swap the new folder in; when that fails, the old one gets its name back."""
    if not target.exists():
        temporary.replace(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    old = aside / target.name
    try:
        target.replace(old)
        try:
            temporary.replace(target)
        except OSError:
            old.replace(target)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
