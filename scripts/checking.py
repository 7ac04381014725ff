"""Checking a publication, but not what was checked before: findings are kept as long as what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scripts.findings import Finding
from scripts.publication.cache import Cache, digest
from scripts.publication.model import Bibliography, Position, Publication

if TYPE_CHECKING:
    from scripts.links.answers import Answer


def check(publication: Publication, answers: Mapping[str, Answer] | None = None) -> list[Finding]:
    """What `rules.check` gives."""
    cache = Cache(publication.root)
    if answers is not None:
        return _check(publication, cache, answers)
    key = digest("findings", *_all_that_is_read(publication))
    kept = cache.get_json(key)
    if kept is not None:
        return [_from_json(item) for item in kept]
    findings = _check(publication, cache, None)
    cache.put_json({key: [_as_json(finding) for finding in findings]})
    return findings


def _check(publication: Publication, cache: Cache, answers: Mapping[str, Answer] | None) -> list[Finding]:
    # Imported here: with nothing changed no rule has to run.
    from scripts.rules import check as check_all
    from scripts.rules import check_bibliography
    from scripts.rules.engine import Found

    bibliography = publication.bibliography
    key = digest("findings in a bibliography", *_source(bibliography))
    if (kept := cache.get_json(key)) is not None:
        found = Found(frozenset(kept["codes"]), tuple(_from_json(item) for item in kept["findings"]))
    else:
        found = check_bibliography(bibliography)
        cache.put_json({key: {"codes": sorted(found.codes), "findings": [_as_json(item) for item in found.findings]}})
    return check_all(publication, answers, found)


def _source(bibliography: Bibliography) -> tuple[str, str]:
    return str(bibliography.path), bibliography.source


def _all_that_is_read(publication: Publication) -> Iterable[str]:
    """Everything that `publication.load` makes a publication of."""
    yield str(publication.root)
    for text in publication.texts:
        yield from (text.file, text.text, text.encoding, str((text.bom, text.crlf, text.strange)))
    yield from (str(file) for file in sorted(publication.files))
    yield repr(publication.anchors)


def _as_json(finding: Finding) -> list[Any]:
    place = finding.position
    told = [finding.code, finding.level, finding.message, finding.suggestion, finding.fixable]
    return [*told, place.file, place.line, place.column]


def _from_json(value: list[Any]) -> Finding:
    code, level, message, suggestion, fixable, *place = value
    return Finding(code, level, Position(*place), message, suggestion, fixable)
