"""Where compiled kernels are kept.

Numba checks only the file of the function it caches, so an edited helper in another file would keep
its old machine code. It also keys machine code by the path of the source, so that another copy of the same
kernels finds none. The folder is therefore named after a digest of all kernel sources and their place.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from riskcast._version import __version__


def kernel_digest() -> str:
    """Return a short digest of every source file of this package, and of where the package lies."""
    home = Path(__file__).resolve().parent
    digest = hashlib.sha256(str(home).encode(errors="surrogateescape") + b"\0")
    for path in sorted(home.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def choose_cache_folder() -> Path | None:
    """Return a writable folder for compiled kernels, or None when there is none.

    ``NUMBA_CACHE_DIR`` wins when it is set; then the user's cache folder, then the temporary folder.
    """
    given = os.environ.get("NUMBA_CACHE_DIR")
    name = f"kernels-{__version__}-{kernel_digest()}"
    user = getattr(os, "getuid", lambda: "user")()
    home, shared = user_cache_path("riskcast"), Path(tempfile.gettempdir()) / f"riskcast-{user}"
    if given:
        return Path(given) / name if _writable(Path(given) / name) else None
    if _writable(home / name):
        return home / name
    return shared / name if _private(shared) and _writable(shared / name) else None


def _private(folder: Path) -> bool:
    """Make a folder in a place that others can write to; return whether it is ours alone to write."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        info = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(info.st_mode):
        return False
    return not hasattr(os, "getuid") or (info.st_uid == os.getuid() and not info.st_mode & 0o022)


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except OSError:
        return False


def is_warm(folder: Path | None, module: str = "") -> bool:
    """Return whether kernels, of one module or of any, were compiled into this folder before."""
    return folder is not None and any(folder.rglob(f"{module}*.nbi"))
