"""The command line answers at once and costs nothing before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numba", "scipy", "pandas", "plotly", "numpy", "pydantic", "yaml")


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_import_loads_no_heavy_package() -> None:
    assert loaded_by("import riskcast") == set()


def test_help_loads_no_heavy_package() -> None:
    code = "from click.testing import CliRunner\nfrom riskcast.cli import cli\nCliRunner().invoke(cli, ['--help'])"
    assert loaded_by(code) == set()


def test_reading_a_result_does_not_load_numba() -> None:
    assert "numba" not in loaded_by("import riskcast; riskcast.load_result; riskcast.answer; riskcast.report")


def test_the_report_can_be_called_whatever_was_used_before() -> None:
    script = "import riskcast as rc; rc.figures; rc.report_pdf; assert callable(rc.report); import riskcast.report.page"
    assert "numba" not in loaded_by(f"{script}; assert callable(rc.report)")


def test_every_public_name_resolves_and_unknown_ones_do_not() -> None:
    import riskcast

    assert all(getattr(riskcast, name) is not None for name in riskcast.__all__)
    assert set(dir(riskcast)) == set(riskcast.__all__)
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        _ = riskcast.simulat
