"""The verbs of `rapport` and their options; each verb is a function in a module of its own, which gets the options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from scripts.commandline import DutchParser

_TITLE: Mapping[str, Any] = {"title": "opdrachten", "metavar": "OPDRACHT", "required": True, "dest": "OPDRACHT"}


def parse(argv: Sequence[str] | None) -> Callable[[], int]:
    """The verb that was asked for, ready to run; SystemExit for wrong use and for --help.

    Its module is imported only now: `rapport check` does not wait for MkDocs and Typst.
    """
    arguments = vars(_parser().parse_args(argv))
    module, _, function = arguments.pop("target").partition(":")
    del arguments["OPDRACHT"]
    verb: Callable[..., int] = getattr(import_module(f"scripts.{module}"), function)
    return partial(verb, **arguments)


def _parser() -> DutchParser:
    parser = DutchParser(
        prog="rapport", description="Van hoofdstukken en één bibliografie naar web, PDF, DOCX en EPUB."
    )
    verbs = parser.add_subparsers(**_TITLE)
    _make_verbs(verbs)
    _check_verbs(verbs)
    _source_verbs(_group(verbs, "source", "bronnen toevoegen aan de bibliografie"))
    _word_verbs(_group(verbs, "word", "leeskopieën voor Word, en hun weg terug"))
    return parser


def _group(verbs: Any, name: str, help: str) -> Any:
    """Verbs under a noun: `rapport source add`."""
    return verbs.add_parser(name, description=help, help=help).add_subparsers(**_TITLE)


def _verb(verbs: Any, name: str, target: str, help: str) -> argparse.ArgumentParser:
    """A verb that `target` ('module:function' in scripts/) carries out."""
    parser: argparse.ArgumentParser = verbs.add_parser(name, description=help, help=help)
    parser.set_defaults(target=target)
    return parser


def _in_project(verbs: Any, name: str, target: str, help: str) -> argparse.ArgumentParser:
    """A verb that works in a project folder, its argument `root`."""
    parser = _verb(verbs, name, target, help)
    parser.add_argument("-C", dest="root", metavar="MAP", type=Path, default=Path(), help="map met mkdocs.yml")
    return parser


def _make_verbs(verbs: Any) -> None:
    build = _in_project(verbs, "build", "build_publication:build_publication", "controleer en maak alle uitgaven")
    site = _in_project(verbs, "site", "build_site:build_site", "maak alleen de webuitgave")
    export = _in_project(verbs, "export", "export_editions:export_editions", "maak alleen gedrukte uitgaven")
    export.add_argument("formats", metavar="UITGAVE", nargs="*", help="pdf, docx of epub; zonder namen alle")
    export.add_argument("--design", metavar="BESTAND", type=Path, help="een andere huisstijl (.yml)")
    for parser in (build, site, export):
        parser.add_argument("--quiet", action="store_true", help="meld alleen fouten")
    redline = _in_project(
        verbs, "redline", "redline_revisions:redline_revisions", "toon wat er tussen twee revisies is veranderd"
    )
    redline.add_argument("old", metavar="OUD", help="revisie in git: een label, tak of commit")
    redline.add_argument("new", metavar="NIEUW", nargs="?", help="idem; zonder is het de tekst zoals zij nu is")
    redline.add_argument("--quiet", action="store_true", help="meld alleen fouten")
    serve = _in_project(
        verbs, "serve", "serve_site:serve_site", "toon de webuitgave en ververs haar bij elke wijziging"
    )
    serve.add_argument("--port", type=_port, default=8000, help="poort op deze computer (8000)")


def _check_verbs(verbs: Any) -> None:
    check = _in_project(verbs, "check", "check_citations:check_citations", "controleer bronverwijzingen en opbouw")
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
    _verb(verbs, "list-rules", "explain_rules:list_rules", "noem de regels van ‘rapport check’")
    explain = _verb(verbs, "explain", "explain_rules:explain_rule", "leg een regel uit")
    explain.add_argument("code", metavar="CODE", help="bijvoorbeeld C101")


def _source_verbs(verbs: Any) -> None:
    add = _in_project(verbs, "add", "add_source:add_source", "voeg een bron toe in de vaste vorm van de bibliografie")
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


def _word_verbs(verbs: Any) -> None:
    send = _in_project(verbs, "send", "send_to_word:send_to_word", "maak een leeskopie voor Word")
    send.add_argument("chapters", metavar="HOOFDSTUK", nargs="*", help="bijvoorbeeld 03-kinderopvang; zonder alles")
    send.add_argument("--comments-only", action="store_true", help="sta alleen opmerkingen in de kantlijn toe")
    send.add_argument("-o", dest="output", metavar="BESTAND", type=Path, help="schrijf de leeskopie hierheen")
    receive = _in_project(verbs, "receive", "receive_from_word:receive_from_word", "neem over wat in Word is gewijzigd")
    receive.add_argument("files", metavar="BESTAND.docx", nargs="+", type=Path, help="teruggekregen leeskopieën")
    how = receive.add_mutually_exclusive_group()
    how.add_argument("--apply", action="store_true", help="wijzig de hoofdstukken; anders ontstaat alleen een patch")
    how.add_argument(
        "--branch", metavar="NAAM", nargs="?", const="", help="maak een tak in git, met een commit per lezer"
    )
    receive.add_argument(
        "--author",
        dest="authors",
        metavar="NAAM",
        action="append",
        default=[],
        help="neem alleen over wat deze bijhield",
    )
    receive.add_argument("-o", dest="output", metavar="MAP", type=Path, help="schrijf patch en lijst in deze map")
    for parser in (send, receive):
        parser.add_argument("--quiet", action="store_true", help="meld alleen fouten")


def _port(value: str) -> int:
    if not (value.isdecimal() and 0 < int(value) < 65536):
        raise argparse.ArgumentTypeError(f"‘{value}’ kan niet; kies een getal van 1 tot 65535")
    return int(value)
