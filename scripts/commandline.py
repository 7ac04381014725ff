"""Command-line arguments with help and errors in Dutch (argparse speaks English)."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

_TRANSLATIONS = (
    (r"the following arguments are required: (.+)", r"hier ontbreekt: \1"),
    (r"unrecognized arguments: (.+)", r"onbekend: \1"),
    (r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1: ‘\2’ kan niet; kies uit \3"),
    (r"argument (.+): expected one argument", r"\1: hier hoort een waarde achter"),
    (r"argument (.+): expected at least one argument", r"\1: hier hoort ten minste één waarde achter"),
    (r"argument (.+): invalid \w+ value: '(.*)'", r"\1: ‘\2’ kan niet"),
    (r"argument (.+): (‘.+)", r"\1: \2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 kan van alles zijn: \2"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # as argparse types it
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """An ArgumentParser whose help, headings and errors are Dutch; wrong use exits with 2."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(
            prog=prog, description=description, add_help=False, allow_abbrev=False, formatter_class=_Formatter
        )
        self._positionals.title = "wat"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze hulp")

    def error(self, message: str) -> NoReturn:
        """Print the Dutch form of argparse's message and exit with 2."""
        for english, dutch in _TRANSLATIONS:
            if re.fullmatch(english, message):
                message = re.sub(english, dutch, message)
                break
        self.exit(2, f"{self.prog}: {message} (zie ‘{self.prog} --help’)\n")
