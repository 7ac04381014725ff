"""What is said of a text that holds no source in a form that can be read."""

from __future__ import annotations


class UnreadableSourceError(Exception):
    """The reason, in one Dutch line without a place; the caller knows where the text came from."""
