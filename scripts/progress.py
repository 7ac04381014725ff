"""What a long command tells meanwhile: a bar on a terminal, a line a step elsewhere, nothing with --quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn


@dataclass
class Steps:
    """Reports the steps of one command; safe to use from several threads. `running` are the steps under way."""

    total: int
    bar: Progress | None
    stream: TextIO | None
    running: list[str] = field(default_factory=list)
    task: TaskID | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A step with a Dutch name, reported when it starts and counted when it ends well."""
        self.running.append(name)
        if self.bar and self.task is not None:
            self.bar.update(self.task, description=", ".join(self.running))
        elif self.stream:
            print(f"{name} …", file=self.stream, flush=True)
        yield
        self.running.remove(name)
        if self.bar and self.task is not None:
            self.bar.update(self.task, advance=1, description=", ".join(self.running))


@contextmanager
def progress(total: int, *, quiet: bool = False) -> Iterator[Steps]:
    """Progress over `total` steps on standard error."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield Steps(total, None, None if quiet else sys.stderr)
        return
    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        yield Steps(total, bar, None, task=bar.add_task("", total=total))
