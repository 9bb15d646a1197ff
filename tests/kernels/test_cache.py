"""Compiled kernels are kept where only their owner writes, apart for every copy of the sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import riskcast.kernels.cache as cache

posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders have owners on POSIX only")


def digest_of(source: Path) -> str:
    code = "from riskcast.kernels.cache import kernel_digest; print(kernel_digest())"
    env = {**os.environ, "PYTHONPATH": str(source)}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout


def test_two_copies_of_the_same_kernels_do_not_share_a_folder(tmp_path: Path) -> None:
    package = Path(cache.__file__).parents[1]
    for name in ("one", "two"):
        shutil.copytree(package / "kernels", tmp_path / name / "riskcast" / "kernels")
        for file in ("__init__.py", "_version.py"):
            shutil.copy(package / file, tmp_path / name / "riskcast" / file)
    assert digest_of(tmp_path / "one") != digest_of(tmp_path / "two")
    assert digest_of(tmp_path / "one") == digest_of(tmp_path / "one")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in the temporary folder that is used when the home is not writable."""
    (tmp_path / "home").write_text("a file, so that no folder can be made in it")
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(cache, "user_cache_path", lambda _: tmp_path / "home")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"riskcast-{os.getuid()}"


@posix
def test_the_temporary_folder_serves_when_the_home_is_not_writable(shared: Path) -> None:
    folder = cache.choose_cache_folder()
    assert folder is not None
    assert folder.parent == shared
    assert shared.stat().st_mode & 0o077 == 0


@posix
@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_temporary_folder_that_others_can_write_to_is_not_used(shared: Path, mode: int) -> None:
    shared.mkdir()
    shared.chmod(mode)
    assert cache.choose_cache_folder() is None


@posix
def test_a_link_in_place_of_the_temporary_folder_is_not_followed(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    shared.symlink_to(tmp_path / "elsewhere")
    assert cache.choose_cache_folder() is None
