"""Exceptions that authors declare (read by `publication.exceptions`), held against what the rules found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.findings import Finding
from scripts.publication.model import DeclaredException, Publication
from scripts.rules.engine import Problem, in_order, rule, run_rules


@dataclass(frozen=True, slots=True)
class Outcome:
    """The declared exceptions, which of them met no finding, and the codes that an exception can be made to."""

    declared: Sequence[DeclaredException]
    unused: Sequence[DeclaredException]
    codes: frozenset[str]


@rule("S301")
def exception_without_reason(outcome: Outcome) -> Iterator[Problem]:
    """Een uitzondering heeft geen reden en geldt daarom niet.

    Wie haar later leest, moet kunnen beoordelen of zij nog klopt.

    Fout: `<!-- rapport: C110 -->`
    Goed: `<!-- rapport: C110 omdat de noot twee drukken van hetzelfde werk vergelijkt -->`
    """
    for exception in outcome.declared:
        if exception.code in outcome.codes and not _has_reason(exception):
            yield Problem(exception.position, f"uitzondering op {exception.code} zonder reden")


@rule("S302")
def exception_to_unknown_rule(outcome: Outcome) -> Iterator[Problem]:
    """Een uitzondering noemt geen regel, of een die niet bestaat.

    ‘rapport list-rules’ noemt alle regels. Op de regels over uitzonderingen zelf is geen uitzondering mogelijk.

    Fout: `<!-- rapport: C999 omdat het een citaat is -->`
    Goed: `<!-- rapport: C110 omdat het een citaat is -->`
    """
    for exception in outcome.declared:
        if exception.code not in outcome.codes:
            named = f"op ‘{exception.code}’, maar die regel bestaat niet" if exception.code else "zonder ‘code’"
            yield Problem(exception.position, f"uitzondering {named}")


@rule("S303", "review")
def unused_exception(outcome: Outcome) -> Iterator[Problem]:
    """Een uitzondering geldt niet meer: op haar plaats is geen bevinding.

    Verwijder haar, anders verbergt zij later een nieuwe fout. Dit houdt geen uitgave tegen: wie een fout verbetert,
    hoeft niet eerst de uitzondering te zoeken.

    Fout: `<!-- rapport: C110 omdat … -->` bij een regel waarop C110 niets vindt
    Goed: dezelfde regel zonder de uitzondering
    """
    for exception in outcome.unused:
        yield Problem(exception.position, f"uitzondering op {exception.code} is niet (meer) nodig")


EXCEPTION_RULES = (exception_without_reason, exception_to_unknown_rule, unused_exception)


def apply_exceptions(
    findings: Sequence[Finding],
    publication: Publication,
    codes: frozenset[str],
    skipped: frozenset[str] = frozenset(),
) -> list[Finding]:
    """The findings without those that an exception is made to, and with those about the exceptions themselves.

    `codes` are those of all rules; `skipped` of those that did not run, so that nothing is known of their exceptions.
    """
    declared = publication.exceptions
    if not declared:
        return list(findings)
    lines = {chapter.path: chapter.source.split("\n") for chapter in publication.chapters}
    file = publication.bibliography.path.relative_to(publication.root).as_posix()
    lines[file] = publication.bibliography.source.split("\n")
    valid = [exception for exception in declared if exception.code in codes and _has_reason(exception)]
    met: set[DeclaredException] = set()
    kept = []
    for finding in findings:
        covering = [exception for exception in valid if _covers(exception, finding, lines)]
        met.update(covering)
        if not covering:
            kept.append(finding)
    unused = [exception for exception in valid if exception not in met and exception.code not in skipped]
    outcome = Outcome(declared, unused, codes)
    return in_order([*kept, *run_rules(EXCEPTION_RULES, outcome)])


def _has_reason(exception: DeclaredException) -> bool:
    return any(character.isalpha() for character in exception.reason)


def _covers(exception: DeclaredException, finding: Finding, lines: Mapping[str, Sequence[str]]) -> bool:
    place = finding.position
    if exception.code != finding.code or (exception.file and exception.file != place.file):
        return False
    if exception.lines and not exception.lines[0] <= place.line <= exception.lines[1]:
        return False
    source = lines.get(place.file, ())
    line = source[place.line - 1] if place.line <= len(source) else ""
    return exception.text in line or exception.text in finding.message
