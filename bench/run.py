"""`make bench`: what each verb costs, for the report and for publications many times its size.

The unit M is what plain mkdocs-material with mkdocs-bibtex and a CSL file needs for the site alone, measured in the
same run. Figures differ by machine; the ratios to M and between the sizes are what counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.generate import multiplied, plain_mkdocs, size
from bench.measure import Cost, measure, typical
from scripts.publication.load import load

ROOT = Path(__file__).resolve().parent.parent
VERBS = (("check",), ("site",), ("export", "pdf"), ("export", "docx"), ("export", "epub"), ("build",))


def main() -> None:
    """Measure and print a table a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10], help="times the report")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command at size 1; fewer at larger sizes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for times in options.sizes:
            runs = max(1, options.runs // (1 if times == 1 else times))
            report(times, runs, Path(folder))


def report(times: int, runs: int, folder: Path) -> None:
    """Print what every verb costs at one size."""
    publication = multiplied(ROOT, times, folder / f"x{times}")
    plain = plain_mkdocs(publication, folder / f"plain-x{times}")
    print(f"\n{times} × het rapport: {size(load(publication))}; mediaan van {runs}")
    print(f"{'':<14}{'klok s':>9}{'CPU s':>9}{'top MB':>9}{'klok/M':>9}", flush=True)
    unit: Cost | None = None
    for name, cost in costs(publication, plain, runs):
        unit = unit or cost
        print(f"{name:<14}{cost.wall:>9.2f}{cost.cpu:>9.2f}{cost.peak:>9.0f}{cost.wall / unit.wall:>9.2f}", flush=True)


def costs(publication: Path, plain: Path, runs: int) -> Iterator[tuple[str, Cost]]:
    """The cost of M and then of each verb."""
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    yield "M", typical([measure(mkdocs, plain) for _ in range(runs)])
    for verb in VERBS:
        quiet = [] if verb[0] == "check" else ["--quiet"]
        command = [sys.executable, "-m", "scripts", *verb, *quiet]
        yield " ".join(verb), typical([measure(command, publication) for _ in range(runs)])


if __name__ == "__main__":
    main()
