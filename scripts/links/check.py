"""All addresses of a bibliography, those that were asked lately from the record and the others from the web."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

from scripts.links.answers import Answer, sources
from scripts.links.ask import Web
from scripts.links.record import read_record, write_record
from scripts.progress import Steps, progress
from scripts.publication.model import Publication

# Hosts that are asked at the same time.
_WORKERS = 8
_HOST_END = re.compile(r"[/?#]")


def check_links(
    publication: Publication, days: int, *, today: date | None = None, web: Web | None = None
) -> dict[str, Answer]:
    """What is known of every address after asking those whose answer is `days` days old; it is also put on record.

    When this is interrupted, the answers that had come in are kept. `today` (UTC) and `web` are for tests.
    """
    day = today or datetime.now(UTC).date()
    stop = Event()
    with _kept(publication.root) as known:
        wanted = sorted({source.url for source in sources(publication.bibliography)})
        for url in known.keys() - set(wanted):
            del known[url]
        asked = [url for url in wanted if url not in known or not known[url].is_fresh(day, days)]
        with progress(len(by_host(asked))) as steps:
            _ask(asked, web or Web(stop.wait), day, stop=stop, steps=steps, known=known)
    return known


@contextmanager
def _kept(root: Path) -> Iterator[dict[str, Answer]]:
    """The answers on record, to be changed in place; they are written back whatever happens."""
    known = read_record(root)
    try:
        yield known
    finally:
        write_record(root, known.values())


def by_host(urls: Sequence[str]) -> Mapping[str, list[str]]:
    """The addresses grouped by host and port, so that a host with many keeps one worker busy and not all."""
    groups: dict[str, list[str]] = {}
    for url in urls:
        groups.setdefault(_HOST_END.split(url, maxsplit=3)[2].lower(), []).append(url)
    return groups


def _ask(urls: Sequence[str], web: Web, today: date, *, stop: Event, steps: Steps, known: dict[str, Answer]) -> None:
    def ask_host(host: str, of_host: Sequence[str]) -> None:
        with steps.step(host):
            for url in of_host:
                if not stop.is_set():
                    known[url] = web.ask(url, today)

    with ThreadPoolExecutor(_WORKERS) as pool:
        try:
            for done in as_completed([pool.submit(ask_host, *group) for group in by_host(urls).items()]):
                done.result()
        finally:
            # After an interruption: no new address, and no pause that is still to be waited for.
            stop.set()
            pool.shutdown(cancel_futures=True)
