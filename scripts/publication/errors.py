"""Errors that an author can do something about: one line in Dutch, with the place in the source where it is known."""

from __future__ import annotations

from scripts.publication.model import Position


class PublicationError(Exception):
    """Input that cannot be read or a tool that failed; the command line shows it and exits with 2."""

    def __init__(self, message: str, position: Position | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return f"{self.position}: {self.message}" if self.position else self.message
