"""The one place that runs pandoc, with bounds on time and memory.

pandoc comes as a binary inside the `pypandoc_binary` wheel, so no system package is needed.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scripts.publication.cache import Cache, digest
from scripts.publication.errors import PublicationError

# pandoc 3.9 does not return from a cyclic crossref in a .bib; a book of 100 chapters takes it about ten seconds.
TIMEOUT_SECONDS = 300
MAX_HEAP = "4g"


class TooDeepError(PublicationError):
    """What pandoc made of a text is nested too deeply to be read."""


@cache
def executable() -> str:
    """The path of the pandoc binary that belongs to this installation, never another one that happens to be on PATH."""
    package = find_spec("pypandoc")
    folder = Path(package.origin).parent / "files" if package and package.origin else Path()
    binary = next((path for path in (folder / "pandoc", folder / "pandoc.exe") if path.is_file()), None)
    if binary is None:
        raise PublicationError("pandoc ontbreekt in deze installatie; voer ‘make clean’ en daarna ‘make’ uit")
    return str(binary)


@cache
def version() -> str:
    """The version of pandoc, as in '3.9'."""
    return run(["--version"]).split("\n", 1)[0].split()[-1]


def run(
    arguments: Sequence[str | Path], *, stdin: str = "", cwd: Path | None = None, env: dict[str, str] | None = None
) -> str:
    """Run pandoc and return what it writes to standard output.

    Raises PublicationError with pandoc's own first line when it fails, takes too long or needs too much memory.
    """
    command = [executable(), "+RTS", f"-M{MAX_HEAP}", "-RTS", *map(str, arguments)]
    try:
        done = subprocess.run(
            command, input=stdin.encode(), capture_output=True, timeout=TIMEOUT_SECONDS, check=False, cwd=cwd, env=env
        )
    except subprocess.TimeoutExpired as error:
        raise PublicationError(f"pandoc was na {TIMEOUT_SECONDS} seconden nog niet klaar en is gestopt") from error
    except OSError as error:
        raise PublicationError(f"pandoc kon niet starten: {error.strerror}") from error
    if done.returncode != 0:
        complaint = done.stderr.decode(errors="replace").strip()
        raise PublicationError(f"pandoc stopte met een fout: {' '.join(complaint.split()) or done.returncode}")
    return done.stdout.decode()


def run_kept(cache: Cache, arguments: Sequence[str | Path], *, stdin: str, reads: Sequence[Path] = ()) -> str:
    """The same, from the cache if pandoc has answered it before; `reads` are the files that the arguments name."""
    key = digest("pandoc", *map(str, arguments), stdin, *(path.read_bytes() for path in reads))
    if (kept := cache.get(key)) is not None:
        return kept.decode()
    output = run(arguments, stdin=stdin)
    cache.put({key: output.encode()})
    return output


def run_json(
    arguments: Sequence[str | Path], document: Any, *, cache: Cache | None = None, reads: Sequence[Path] = ()
) -> Any:
    """Hand `document` to pandoc as JSON on standard input and return its JSON output; `cache` as in `run_kept`."""
    stdin = json.dumps(document, ensure_ascii=False)
    output = run_kept(cache, arguments, stdin=stdin, reads=reads) if cache else run(arguments, stdin=stdin)
    try:
        return json.loads(output)
    except RecursionError as error:
        raise TooDeepError("lijsten of citaten zijn te diep genest") from error
