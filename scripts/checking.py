"""Checking a publication, but not what was checked before: findings are kept as long as what they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scripts.findings import Finding
from scripts.publication.cache import Cache, digest
from scripts.publication.model import Position, Publication

if TYPE_CHECKING:
    from scripts.links.answers import Answer


def check(publication: Publication, answers: Mapping[str, Answer] | None = None) -> list[Finding]:
    """What `rules.check` gives."""
    if answers is not None:
        return _check(publication, answers)
    return _kept(publication, "findings", lambda: _check(publication))


def errors(publication: Publication) -> list[Finding]:
    """The findings of level error, for which the other rules do not have to run."""
    found = _kept(publication, "errors", lambda: _check(publication, errors_only=True))
    return [finding for finding in found if finding.level == "error"]


def _kept(publication: Publication, kind: str, find: Callable[[], list[Finding]]) -> list[Finding]:
    cache = Cache(publication.root)
    key = digest(kind, *_all_that_is_read(publication))
    kept = cache.get_json(key)
    if kept is not None:
        return [_from_json(item) for item in kept]
    findings = find()
    cache.put_json({key: [_as_json(finding) for finding in findings]})
    return findings


def _check(
    publication: Publication, answers: Mapping[str, Answer] | None = None, *, errors_only: bool = False
) -> list[Finding]:
    # Imported here: with nothing changed no rule has to run.
    from scripts.rules import check as check_all
    from scripts.rules import check_bibliography
    from scripts.rules.engine import Found

    cache, bibliography = Cache(publication.root), publication.bibliography
    key = digest(f"findings in a bibliography, {errors_only=}", str(bibliography.path), bibliography.source)
    if (kept := cache.get_json(key)) is not None:
        found = Found(frozenset(kept["codes"]), tuple(_from_json(item) for item in kept["findings"]))
    else:
        found = check_bibliography(bibliography, errors_only=errors_only)
        cache.put_json({key: {"codes": sorted(found.codes), "findings": [_as_json(item) for item in found.findings]}})
    return check_all(publication, answers, found, errors_only=errors_only)


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
