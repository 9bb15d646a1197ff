"""Files of other tools, which are read through MPXJ: what is said when MPXJ or Java is missing or fails."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from riskcast.cli.import_ import import_
from riskcast.errors import FileProblem
from riskcast.formats import load
from riskcast.formats.schedules.foreign import SUFFIXES, java
from riskcast.formats.schedules.foreign.reason import explain, one_line

REMEDY = (
    "install a Java runtime (Debian and Ubuntu: apt install default-jre-headless; others: https://adoptium.net), "
    "or set JAVA_HOME to its folder"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.mpp"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return path


def message(path: Path, **keywords: Any) -> str:
    with pytest.raises(FileProblem) as caught:
        load(path, **keywords)
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.mark.parametrize("missing", ["mpxj", "jpype"])
def test_without_the_extra_the_message_says_how_to_install_it(
    missing: str, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    other = {"mpxj": "jpype", "jpype": "mpxj"}[missing]
    pretend_installed(other, monkeypatch)
    assert message(plan) == f"{plan}: reading .mpp needs the extra: pip install 'riskcast[mpp]'"


def test_the_extra_is_asked_for_when_mpxj_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jpype", None)
    path = tmp_path / "plan.xer"
    path.write_text("ERMHDR")
    assert message(path, via_mpxj=True) == f"{path}: reading .xer needs the extra: pip install 'riskcast[mpp]'"
    done = CliRunner().invoke(import_, [str(path), "-o", str(tmp_path / "out"), "--via-mpxj"])
    assert "riskcast[mpp]" in str(done.exception)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_every_suffix_of_another_tool_goes_to_mpxj(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jpype", None)
    path = tmp_path / f"plan{suffix.upper()}"
    path.write_text("x")
    assert f"reading {suffix} needs the extra" in message(path)


def test_a_missing_file_is_said_before_anything_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jpype", None)
    assert message(tmp_path / "none.mpp").endswith("there is no such file or folder")
    assert message(tmp_path, via_mpxj=True).endswith("this is a folder, but a file is expected")


def test_without_java_the_message_says_where_to_get_it(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class JVMNotFoundException(ValueError):
        pass

    def default() -> str:
        raise JVMNotFoundException("No JVM shared library file (libjvm.so) found. Try setting up the JAVA_HOME")

    pretend_jpype(monkeypatch, getDefaultJVMPath=default)
    wanted = f"{plan}: reading .mpp needs Java 11 or newer, and no Java runtime was found; {REMEDY}"
    assert message(plan) == wanted


def test_a_java_of_another_architecture_is_said(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class JVMNotSupportedException(ValueError):
        pass

    def default() -> str:
        raise JVMNotSupportedException("JVM at /opt/java is built for another architecture")

    pretend_jpype(monkeypatch, getDefaultJVMPath=default)
    assert "but the one found is unfit: JVM at /opt/java is built for another" in message(plan)


def test_a_java_that_is_too_old_is_said(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*options: str, **keywords: Any) -> None:
        raise RuntimeError("/opt/java8/libjvm.so is older than\n required Java version11")

    pretend_jpype(monkeypatch, getDefaultJVMPath=lambda: "/opt/java8/libjvm.so", startJVM=start)
    said = message(plan)
    assert "needs Java 11 or newer, but /opt/java8/libjvm.so does not start" in said
    assert said.endswith(f"is older than required Java version11; {REMEDY}")


def test_a_virtual_machine_of_somebody_else_without_mpxj_is_said(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise TypeError(f"Class {name} is not found")

    pretend_jpype(monkeypatch, isJVMStarted=lambda: True, JClass=unknown, addClassPath=lambda path: None)
    assert message(plan).endswith("Java already runs in this process, without MPXJ; import mpxj before starting it")


class Throwable:
    """A Java exception as jpype shows it."""

    def __init__(self, text: str | None, cause: Throwable | None = None) -> None:
        self.text, self.cause = text, cause

    def getMessage(self) -> str | None:  # noqa: N802
        return self.text

    def getCause(self) -> Throwable | None:  # noqa: N802
        return self.cause

    def getClass(self) -> Throwable:  # noqa: N802
        return self

    def getSimpleName(self) -> str:  # noqa: N802
        return "NullPointerException"


def test_a_java_exception_is_told_in_one_line_by_its_first_and_last_cause() -> None:
    error = Throwable("Error reading\nfile", Throwable("between", Throwable(None)))
    assert explain(error) == "MPXJ cannot read it: Error reading file: NullPointerException"
    assert explain(Throwable("Invalid file format")) == "MPXJ cannot read it: Invalid file format"
    assert len(one_line("x" * 500)) == 200


def test_a_chain_of_causes_that_never_ends_does_no_harm() -> None:
    error = Throwable("round")
    error.cause = error
    assert explain(error) == "MPXJ cannot read it: round"


def test_a_password_is_said_however_deep_it_stands() -> None:
    error = Throwable("Error reading file", Throwable("File is password protected", Throwable("x")))
    wanted = "it is protected by a password; open it in its own tool, save it without one and read that"
    assert explain(error) == wanted


def test_reading_schedules_in_the_usual_way_loads_neither_mpxj_nor_jpype() -> None:
    code = (
        "import sys, riskcast.formats.read, riskcast.formats.schedules.foreign\n"
        "print([m for m in ('jpype', 'mpxj') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def pretend_jpype(monkeypatch: pytest.MonkeyPatch, **functions: Any) -> None:
    """Put a jpype in place that does as told, and an mpxj that is there."""
    pretend_installed("mpxj", monkeypatch)
    fake = ModuleType("jpype")
    fake.__dict__.update({"isJVMStarted": lambda: False, "JException": KeyError, **functions})
    fake.__spec__ = importlib.util.spec_from_loader("jpype", loader=None)
    monkeypatch.setitem(sys.modules, "jpype", fake)


def pretend_installed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "mpxj":
        monkeypatch.setattr(java, "_jars", lambda: ["/somewhere/mpxj.jar"])
    else:
        fake = ModuleType(name)
        fake.__spec__ = importlib.util.spec_from_loader(name, loader=None)
        monkeypatch.setitem(sys.modules, name, fake)
