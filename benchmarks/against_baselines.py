"""Compare riskcast with hand-written NumPy and Numba programs on one network, in turn, as ratios.

python benchmarks/against_baselines.py FOLDER [--tasks 1000] [--iterations 10000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from riskcast.model.program import Program

OFFICE = {"id": "office", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}}


def program_of(network: dict[str, Any]) -> Program:
    """Return a generated network as a program on one calendar, with a fixed and a daily cost per task."""
    return Program.model_validate(
        {
            "id": "bench",
            "start": network["start"],
            "calendar": "office",
            "calendars": [OFFICE],
            "projects": [{"id": "P"}],
            "tasks": [
                {
                    "id": t["id"],
                    "project": "P",
                    "duration": f"{t['mode']}d",
                    "estimate": f"triangular({t['low']}d, {t['mode']}d, {t['high']}d)",
                }
                for t in network["tasks"]
            ],
            "dependencies": [{"predecessor": x["pred"], "successor": x["succ"]} for x in network["links"]],
            "costs": [
                {"id": t["id"], "task": t["id"], "fixed": t["fixed_cost"], "per_day": t["daily_rate"]}
                for t in network["tasks"]
            ],
        }
    )


def baseline(script: Path, network: Path, iterations: int, *options: str) -> float:
    """Run a baseline and return the seconds of its simulation."""
    command = [sys.executable, str(script), str(network), "--iterations", str(iterations), "--backward", *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=script.parent)
    return float(json.loads(done.stdout.splitlines()[-1])["sim_s"])


def riskcast_child(network: Path, iterations: int, threads: int) -> None:
    """Simulate three times in this process and print the best simulate phase and the peak memory."""
    import riskcast as rc

    program = program_of(json.loads(network.read_text()))
    rc.simulate(program, rc.Plan(64, seed=1))
    best = min(
        rc.simulate(program, rc.Plan(iterations, seed=s, threads=threads)).manifest.elapsed_s["simulate"]
        for s in (1, 2, 3, 4, 5)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"sim_s": best, "peak_mib": peak}) + "\n")


def main() -> None:
    """Print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--iterations", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--child", type=Path)
    a = parser.parse_args()
    if a.child:
        riskcast_child(a.child, a.iterations, a.threads)
        return
    with tempfile.TemporaryDirectory() as folder:
        network = Path(folder) / "network.json"
        generate = [sys.executable, str(a.folder / "gen_network.py"), "--tasks", str(a.tasks), "--out", str(network)]
        subprocess.run(generate, check=True, capture_output=True)
        compare(a, network)


def compare(a: argparse.Namespace, network: Path) -> None:
    """Run everything in turn and print the table."""
    folder = a.folder.resolve()
    times: dict[str, list[float]] = {"numpy, chunked": [], "numpy": [], "numba ceiling": [], "riskcast": []}
    peak = 0.0
    inner = ("--threads", str(a.threads), "--inner", "5")
    for _ in range(a.rounds):
        times["numpy, chunked"].append(baseline(folder / "baseline_numpy.py", network, a.iterations, "--chunk", "1000"))
        times["numpy"].append(baseline(folder / "baseline_numpy.py", network, a.iterations))
        times["numba ceiling"].append(baseline(folder / "baseline_numba_blocked.py", network, a.iterations, *inner))
        child = [sys.executable, __file__, str(folder), "--child", str(network), "--threads", str(a.threads)]
        child += ["--iterations", str(a.iterations)]
        done = json.loads(subprocess.run(child, check=True, capture_output=True, text=True).stdout)
        times["riskcast"].append(done["sim_s"])
        peak = max(peak, done["peak_mib"])
    unit = a.tasks * a.iterations
    print(f"{a.tasks:,} tasks x {a.iterations:,} iterations, {a.threads} threads, {a.rounds} rounds")
    for name, seconds in times.items():
        ratios = [s / r for s, r in zip(seconds, times["riskcast"], strict=True)]
        middle = statistics.median(seconds)
        print(
            f"{name:16s} median {middle:8.4f} s  {middle / unit * 1e9:6.2f} ns per task and iteration  "
            f"{statistics.median(ratios):6.2f} x riskcast (median of pairs)"
        )
    print(f"riskcast peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    main()
