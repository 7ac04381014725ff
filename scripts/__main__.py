"""The verbs of `rapport` and their options; each verb lives in a module of its own."""

from __future__ import annotations

import argparse
import errno
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from scripts.commandline import DutchParser
from scripts.publication.errors import PublicationError

Verb = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code: 0 clean, 1 findings, 2 wrong use, unreadable input or a failed tool."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        arguments = _parser().parse_args(argv)
        verb: Verb = arguments.run
        signal.signal(signal.SIGTERM, _interrupted)
        return verb(arguments)
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


def _parser() -> DutchParser:
    parser = DutchParser(
        prog="rapport", description="Van hoofdstukken en één bibliografie naar web, PDF, DOCX en EPUB."
    )
    verbs = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, dest="OPDRACHT")

    def group(name: str, help: str) -> Any:
        """Verbs under a noun: `rapport source add`."""
        noun = verbs.add_parser(name, prog=f"rapport {name}", description=help, help=help)
        return noun.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, dest="OPDRACHT")

    def verb(name: str, run: Verb, help: str, under: Any = verbs) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = under.add_parser(name, description=help, help=help)
        sub.add_argument("-C", dest="root", metavar="MAP", type=Path, default=Path(), help="map met mkdocs.yml")
        sub.set_defaults(run=run)
        return sub

    for name, run, help in (
        ("build", _build, "controleer en maak alle uitgaven"),
        ("site", _site, "maak alleen de webuitgave"),
    ):
        verb(name, run, help).add_argument("--quiet", action="store_true", help="meld alleen fouten")
    export = verb("export", _export, "maak alleen gedrukte uitgaven")
    export.add_argument("formats", metavar="UITGAVE", nargs="*", help="pdf, docx of epub; zonder namen alle")
    export.add_argument("--quiet", action="store_true", help="meld alleen fouten")
    check = verb("check", _check, "controleer bronverwijzingen en opbouw")
    check.add_argument("files", metavar="BESTAND", nargs="*", type=Path, help="toon alleen wat hierin gevonden is")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="vorm van de uitvoer")
    check.add_argument("--fix", action="store_true", help="verbeter eerst wat zonder oordeel te verbeteren is")
    check.add_argument("--strict", action="store_true", help="ook wat beoordeeld moet worden telt als fout")
    check.add_argument("--links", action="store_true", help="vraag het web of de adressen van bronnen nog bestaan")
    check.add_argument(
        "--links-age",
        metavar="DAGEN",
        type=int,
        default=30,
        help="vraag niet opnieuw wat korter geleden is nagevraagd (30); het antwoord staat in links.json",
    )
    serve = verb("serve", _serve, "toon de webuitgave en ververs haar bij elke wijziging")
    serve.add_argument("--port", type=_port, default=8000, help="poort op deze computer (8000)")
    source = group("source", "bronnen toevoegen aan de bibliografie")
    add = verb("add", _add_source, "voeg een bron toe in de vaste vorm van de bibliografie", source)
    add.add_argument(
        "file",
        metavar="BESTAND",
        nargs="?",
        help="BibTeX, RIS, CSL JSON, EndNote XML of een verwijzing; zonder bestand (of met -) wat u plakt of doorgeeft",
    )
    asked = add.add_mutually_exclusive_group()
    asked.add_argument("--doi", default="", help="vraag de bron met deze DOI op (doi.org)")
    asked.add_argument("--isbn", default="", help="vraag het boek met dit ISBN op (Open Library)")
    add.add_argument("--key", metavar="BRONSLEUTEL", default="", help="kies zelf de bronsleutel")
    add.add_argument("--dry-run", action="store_true", help="toon de titelbeschrijving en wijzig niets")
    verb("list-rules", _list_rules, "noem de regels van ‘rapport check’")
    explain = verb("explain", _explain, "leg een regel uit")
    explain.add_argument("code", metavar="CODE", help="bijvoorbeeld C101")
    return parser


def _port(value: str) -> int:
    if not (value.isdecimal() and 0 < int(value) < 65536):
        raise argparse.ArgumentTypeError(f"‘{value}’ kan niet; kies een getal van 1 tot 65535")
    return int(value)


# The verbs import what they need when they run: `rapport check` does not wait for MkDocs and Typst.


def _build(arguments: argparse.Namespace) -> int:
    from scripts.build_publication import build_publication

    return build_publication(arguments.root, quiet=arguments.quiet)


def _site(arguments: argparse.Namespace) -> int:
    from scripts.build_site import build_site

    return build_site(arguments.root, quiet=arguments.quiet)


def _export(arguments: argparse.Namespace) -> int:
    from scripts.export_editions import export_editions

    return export_editions(arguments.root, arguments.formats, quiet=arguments.quiet)


def _check(arguments: argparse.Namespace) -> int:
    from scripts.check_citations import check_citations

    return check_citations(
        arguments.root,
        format=arguments.format,
        strict=arguments.strict,
        fix=arguments.fix,
        links_age=arguments.links_age if arguments.links else None,
        files=arguments.files,
    )


def _serve(arguments: argparse.Namespace) -> int:
    from scripts.serve_site import serve_site

    return serve_site(arguments.root, port=arguments.port)


def _add_source(arguments: argparse.Namespace) -> int:
    from scripts.add_source import add_source

    return add_source(
        arguments.root,
        arguments.file,
        doi=arguments.doi,
        isbn=arguments.isbn,
        key=arguments.key,
        dry_run=arguments.dry_run,
    )


def _list_rules(_: argparse.Namespace) -> int:
    from scripts.explain_rules import list_rules

    return list_rules()


def _explain(arguments: argparse.Namespace) -> int:
    from scripts.explain_rules import explain_rule

    return explain_rule(arguments.code)


if __name__ == "__main__":
    sys.exit(main())
