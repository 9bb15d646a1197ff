"""The Java virtual machine in which MPXJ runs: found, started once, and nothing of it loaded before it is needed."""

from __future__ import annotations

import importlib
import importlib.util
import threading
from pathlib import Path
from typing import Any

from riskcast.errors import FileProblem
from riskcast.formats.schedules.foreign.reason import one_line

_OPTIONS = (
    "-Djava.awt.headless=true",
    "-Duser.language=en",
    "-Duser.country=US",
    "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
    "-Dorg.apache.logging.log4j.simplelog.level=OFF",
    "-Xrs",  # signals such as Ctrl-C stay with Python
)
_PROBE = "org.mpxj.reader.UniversalProjectReader"
_REMEDY = (
    "install a Java runtime (Debian and Ubuntu: apt install default-jre-headless; others: https://adoptium.net), "
    "or set JAVA_HOME to its folder"
)
_LOCK = threading.Lock()


class Java:
    """Access to the classes of MPXJ."""

    def __init__(self, jpype: Any) -> None:
        self._jpype = jpype

    @property
    def error(self) -> type[Exception]:
        """The class of everything that Java code throws."""
        found: type[Exception] = self._jpype.JException
        return found

    def find(self, name: str) -> Any:
        """Return a Java class by its full name."""
        return self._jpype.JClass(name)


def start_java(file: str, task: str) -> Java:
    """Return access to MPXJ, starting the virtual machine when it is not running; ``task`` names the attempt.

    Raises
    ------
    FileProblem
        When the extra or Java is missing, or Java does not start, with the remedy.
    """
    jars = _jars()
    if jars is None or importlib.util.find_spec("jpype") is None:
        raise FileProblem(f"{file}: {task} needs the extra: pip install 'riskcast[mpp]'")
    jpype = importlib.import_module("jpype")
    with _LOCK:
        if jpype.isJVMStarted():
            _join(jpype, jars, file)
        else:
            _start(jpype, jars, f"{file}: {task} needs Java 11 or newer")
    return Java(jpype)


def _jars() -> list[str] | None:
    """Return the Java archives that the package mpxj carries; the package itself is not imported, because that
    would change the class path of the whole process."""
    spec = importlib.util.find_spec("mpxj")
    if spec is None or not spec.submodule_search_locations:
        return None
    return sorted(str(path) for path in (Path(next(iter(spec.submodule_search_locations))) / "lib").glob("*.jar"))


def _start(jpype: Any, jars: list[str], what: str) -> None:
    try:
        path = jpype.getDefaultJVMPath()
    except (OSError, ValueError) as error:  # jpype's own "not found" and "not supported" are ValueErrors
        unfit = type(error).__name__ == "JVMNotSupportedException"
        found = f"but the one found is unfit: {one_line(str(error))}" if unfit else "and no Java runtime was found"
        raise FileProblem(f"{what}, {found}; {_REMEDY}") from None
    try:
        jpype.startJVM(path, *_OPTIONS, classpath=jars, convertStrings=False, interrupt=False)
    except (OSError, RuntimeError, ValueError, TypeError) as error:
        found = f"but {path} does not start: {one_line(getattr(error, 'strerror', None) or str(error))}"
        raise FileProblem(f"{what}, {found}; {_REMEDY}") from None


def _join(jpype: Any, jars: list[str], file: str) -> None:
    """Make MPXJ known to a virtual machine that somebody else has started in this process."""
    try:
        jpype.JClass(_PROBE)
    except TypeError:
        try:
            for jar in jars:
                jpype.addClassPath(jar)
            jpype.JClass(_PROBE)
        except (TypeError, AttributeError, jpype.JException):
            raise FileProblem(
                f"{file}: Java already runs in this process, without MPXJ; import mpxj before starting it"
            ) from None
