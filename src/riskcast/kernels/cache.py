"""Where compiled kernels are kept.

Numba checks only the file of the function it caches, so an edited helper in another file would keep
its old machine code. The folder is therefore named after a digest of all kernel sources.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from riskcast._version import __version__


def kernel_digest() -> str:
    """Return a short digest of every source file of this package."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def choose_cache_folder() -> Path | None:
    """Return a writable folder for compiled kernels, or None when there is none.

    ``NUMBA_CACHE_DIR`` wins when it is set; then the user's cache folder, then the temporary folder.
    """
    given = os.environ.get("NUMBA_CACHE_DIR")
    name = f"kernels-{__version__}-{kernel_digest()}"
    user = getattr(os, "getuid", lambda: "user")()
    homes = [user_cache_path("riskcast"), Path(tempfile.gettempdir()) / f"riskcast-{user}"]
    for folder in [Path(given) / name] if given else [home / name for home in homes]:
        if _writable(folder):
            return folder
    return None


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except OSError:
        return False


def is_warm(folder: Path | None) -> bool:
    """Return whether kernels were compiled into this folder before."""
    return folder is not None and any(folder.rglob("*.nbi"))
