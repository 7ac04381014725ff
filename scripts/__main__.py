"""`rapport`: runs one verb, and says in one Dutch line what went wrong."""

from __future__ import annotations

import errno
import gc
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from scripts.options import parse
from scripts.publication.errors import PublicationError

# A publication is many objects that live as long as the command; looking among them for garbage at Python's usual
# threshold (700 new ones) is a twentieth of a check.
_NEW_OBJECTS = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code: 0 clean, 1 findings, 2 wrong use, unreadable input or a failed tool."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(_NEW_OBJECTS)
    try:
        verb = parse(argv)
        signal.signal(signal.SIGTERM, _interrupted)
        return verb()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except PublicationError as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        return _failed("afgebroken; wat er al stond is ongewijzigd")
    except BrokenPipeError:
        return 2
    except OSError as error:
        return _failed(_system_message(error))


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _failed(message: str) -> int:
    print(f"rapport: {message}" if not _has_position(message) else message, file=sys.stderr)
    return 2


def _has_position(message: str) -> bool:
    place = message.split(": ", 1)[0].rsplit(":", 2)
    return len(place) == 3 and place[1].isdigit() and place[2].isdigit()


def _system_message(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"de schijf is vol{where}; wat er al stond is ongewijzigd"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"geen toestemming om te schrijven of te lezen{where}"
    return f"het systeem meldt: {error.strerror or error}{where}"


if __name__ == "__main__":
    sys.exit(main())
