"""Text files as they were found: text with LF line ends, and what was unusual about their bytes.

A file that is not UTF-8 is read all the same, so that a rule can point at the place and the other rules still run.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from scripts.publication.errors import PublicationError
from scripts.publication.model import Position, TextFile

_UTF_8_BOM = codecs.BOM_UTF8
_UTF_16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, file: str) -> TextFile:
    """Read one file; `file` is its name in messages. PublicationError if it is not there or may not be read."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise PublicationError("dit bestand bestaat niet", Position(file, 1)) from error
    except OSError as error:
        raise PublicationError(f"dit bestand is niet te lezen ({error.strerror})", Position(file, 1)) from error
    return decode(raw, file)


def decode(raw: bytes, file: str) -> TextFile:
    """The bytes of a file as text: UTF-8, else UTF-16 if it says so, else UTF-8 with Windows-1252 for what is not."""
    bom = raw.startswith((_UTF_8_BOM, *_UTF_16_BOMS))
    crlf = b"\r" in raw
    strange = None
    encoding = "UTF-8"
    if raw.startswith(_UTF_16_BOMS):
        encoding, strange = "UTF-16", Position(file, 1)
        text = raw.decode("utf-16", errors="replace")
    else:
        body = raw.removeprefix(_UTF_8_BOM)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            text = body.decode("utf-8", errors=_windows_1252.__name__)
            encoding, strange = "Windows-1252", _position(body[: error.start], file)
    return TextFile(file, text.replace("\r\n", "\n").replace("\r", "\n"), encoding, bom, crlf, strange)


def _position(before: bytes, file: str) -> Position:
    lines = before.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Position(file, len(lines), len(lines[-1]) + 1)


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as Windows-1252; the five it leaves open as https://encoding.spec.whatwg.org."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bytes_ = error.object[error.start : error.end]
    return "".join(_character(byte) for byte in bytes_), error.end


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(_windows_1252.__name__, _windows_1252)
