"""`make bench`: what each verb costs, for the report and for publications many times its size.

The unit M is what plain mkdocs-material with mkdocs-bibtex and a CSL file needs for the site alone, measured in the
same run. Each verb is measured as in a fresh clone and, indented below it, with an earlier run behind it. Figures
differ by machine; the ratios to M and between the sizes are what counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.cases import CASES, CHECKS, PDF, TEMPORARY, Case
from bench.generate import multiplied, plain_mkdocs, size
from bench.measure import Cost, measure, typical
from scripts.publication.load import load

ROOT = Path(__file__).resolve().parent.parent
# 12,000 notes, and a bibliography of 10,000 entries of which a quarter is not cited.
LARGE_TIMES, LARGE_BIBLIOGRAPHIES = 100, 134
# A book of some ninety chapters and 1,680 notes on six hundred pages.
BOOK_TIMES = 14


def main() -> None:
    """Measure and print a table a size, one for the PDF of a thick book and one for the check of a very large one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10], help="times the report")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command at size 1; fewer at larger sizes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for times in options.sizes:
            runs = max(1, options.runs // (1 if times == 1 else times))
            report(times, runs, Path(folder))
        book = multiplied(ROOT, BOOK_TIMES, Path(folder) / "book")
        head(f"{BOOK_TIMES} × het rapport", book, 1)
        show(costs([PDF], book, 1))
        publication = multiplied(ROOT, LARGE_TIMES, Path(folder) / "large", LARGE_BIBLIOGRAPHIES)
        head(f"{LARGE_TIMES} × het rapport", publication, 1)
        show(costs(CHECKS, publication, 1))


def report(times: int, runs: int, folder: Path) -> None:
    """Print what every verb costs at one size."""
    publication = multiplied(ROOT, times, folder / f"x{times}")
    plain = plain_mkdocs(publication, folder / f"plain-x{times}")
    head(f"{times} × het rapport", publication, runs)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    unit = typical([measure(mkdocs, plain) for _ in range(runs)])
    show([("M", unit)], unit)
    show(costs(CASES, publication, runs), unit)


def costs(cases: Iterable[Case], publication: Path, runs: int) -> Iterator[tuple[str, Cost]]:
    """The cost of each case, one after the other: a case finds what the one before it left."""
    for case in cases:
        measured = []
        for _ in range(runs):
            case.prepare(publication)
            (publication / TEMPORARY).mkdir(exist_ok=True)
            command = [sys.executable, "-m", "scripts", *case.arguments]
            measured.append(measure(command, publication, {"TMPDIR": str(publication / TEMPORARY)}))
        yield case.name, typical(measured)


def head(title: str, publication: Path, runs: int) -> None:
    """The head of a table."""
    print(f"\n{title}: {size(load(publication))}; mediaan van {runs}")
    print(f"{'':<22}{'klok s':>9}{'CPU s':>9}{'top MB':>9}{'klok/M':>9}", flush=True)


def show(rows: Iterable[tuple[str, Cost]], unit: Cost | None = None) -> None:
    """The rows of a table, each as soon as it is known."""
    for name, cost in rows:
        ratio = f"{cost.wall / unit.wall:>9.2f}" if unit else ""
        print(f"{name:<22}{cost.wall:>9.2f}{cost.cpu:>9.2f}{cost.peak:>9.0f}{ratio}", flush=True)


if __name__ == "__main__":
    main()
