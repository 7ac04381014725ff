"""Rules about citations that are typed so that no note comes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.publication.model import Chapter, CitationCluster, Figure, Image, Link, Publication
from scripts.rules.engine import Problem, rule
from scripts.rules.reading import ReadWord, all_words, is_escaped

_NESTED = re.compile(r"(?<![\w/.=\\])@(?=\{?\w)")
_IN_BRACKETS = re.compile(r"\[([\w:.#$%&+?<>~/-]*\w)(?=[\];,])")
# Behind a full stop pandoc takes '@' for part of an e-mail address.
_GLUED = re.compile(r"(?<=\w\.)@([\w:.#$%&+?<>~/-]*\w)(?=[\]);,.:”’]*\Z)")
_TYPED_IN_ALT = re.compile(r"\[-?@\w")


@dataclass(frozen=True, slots=True)
class _Bare:
    """A citation that pandoc read without brackets; `opening` and `closing` are the brackets around it, if any."""

    chapter: Chapter
    cluster: CitationCluster
    opening: int | None
    closing: int | None

    @property
    def is_adjacent(self) -> bool:
        following = self.chapter.source[self.closing + 1 : self.closing + 200] if self.closing is not None else ""
        return self.opening is not None and re.match(r"\[[^\]\[^]*@", following) is not None


@rule("C102")
def narrative_citation(publication: Publication) -> Iterator[Problem]:
    """Een bronverwijzing staat zonder vierkante haken in de zin.

    Zonder haken wordt de sleutel geen noot maar onleesbare tekst.

    Fout: `Volgens @kruiter2019 werkt dat.`
    Goed: `Volgens Kruiter en Studulski werkt dat.[@kruiter2019]`
    """
    for bare in _bare_citations(publication):
        if bare.opening is None and bare.closing is None:
            key = bare.cluster.citations[0].key
            message = f"bronverwijzing ‘@{key}’ staat niet tussen vierkante haken"
            yield Problem(bare.cluster.position, message, f"[@{key}]")
    for word in all_words(publication):
        for match in _GLUED.finditer(word.text) if "@" in word.text else ():
            if _is_key(match.group(1), publication):
                message = f"bronverwijzing ‘@{match.group(1)}’ staat niet tussen vierkante haken"
                yield Problem(word.position(match.start()), message, f"[@{match.group(1)}]")


@rule("C104")
def adjacent_clusters(publication: Publication) -> Iterator[Problem]:
    """Twee verwijzingsgroepen staan direct achter elkaar.

    De eerste wordt dan geen noot. Werken die bij dezelfde plaats horen, staan in één groep.

    Fout: `Dat blijkt uit onderzoek.[@kruiter2019][@veen2018]`
    Goed: `Dat blijkt uit onderzoek.[@kruiter2019; @veen2018]`
    """
    for bare in _bare_citations(publication):
        if bare.is_adjacent and bare.opening is not None and bare.closing is not None:
            source = bare.chapter.source
            second = source[bare.closing + 2 : source.find("]", bare.closing + 1)]
            together = f"[{source[bare.opening + 1 : bare.closing]}; {second}]"
            message = "twee verwijzingsgroepen direct achter elkaar; zet de bronnen in één groep"
            yield Problem(bare.chapter.position_at(bare.opening), message, together)


@rule("C105")
def unclosed_cluster(publication: Publication) -> Iterator[Problem]:
    """Een verwijzingsgroep heeft geen begin of geen eind.

    Fout: `Dat blijkt uit onderzoek.[@kruiter2019, p. 3 En verder …`
    Goed: `Dat blijkt uit onderzoek.[@kruiter2019, p. 3] En verder …`
    """
    for bare in _bare_citations(publication):
        if (bare.opening is None) == (bare.closing is None):
            continue
        if bare.opening is None:
            yield Problem(bare.cluster.position, "voor deze bronverwijzing ontbreekt een ‘[’")
        else:
            position = bare.chapter.position_at(bare.opening)
            yield Problem(position, "deze verwijzingsgroep is niet gesloten: ‘]’ ontbreekt")


@rule("C106")
def space_behind_at(publication: Publication) -> Iterator[Problem]:
    """Tussen het apenstaartje en de bronsleutel staat een spatie.

    Zo is het geen bronverwijzing en staat de sleutel letterlijk in de tekst.

    Fout: `Dat blijkt uit onderzoek.[@ kruiter2019]`
    Goed: `Dat blijkt uit onderzoek.[@kruiter2019]`
    """
    known = publication.bibliography.by_key
    before: ReadWord | None = None
    for word in all_words(publication):
        if before and before.passage is word.passage and before.text.endswith("@") and not before.is_escaped:
            key = word.text.rstrip("];,.")
            if before.text.endswith(("[@", "[-@")) or key in known:
                at = len(before.text) - 1
                yield Problem(before.position(at), "spatie tussen ‘@’ en de bronsleutel", f"@{key}")
        before = word


@rule("C107")
def malformed_cluster(publication: Publication) -> Iterator[Problem]:
    """In een verwijzingsgroep is een werk niet als bronverwijzing te lezen.

    Tussen twee werken hoort een puntkomma, en voor elke bronsleutel een apenstaartje.

    Fout: `[@kruiter2019, @veen2018]`, `[@kruiter2019; veen2018]` of `[kruiter2019]`
    Goed: `[@kruiter2019; @veen2018]` of `[@kruiter2019]`
    """
    for bare in _bare_citations(publication):
        if bare.opening is not None and bare.closing is not None and not bare.is_adjacent:
            message = "deze verwijzingsgroep is niet te lezen: zet ‘; ’ tussen de werken en ‘@’ voor elke bronsleutel"
            yield Problem(bare.chapter.position_at(bare.opening), message)
    for chapter in publication.chapters:
        for note in chapter.notes:
            for cluster in note.clusters:
                yield from _hidden_in(chapter, cluster, publication)
    for word in all_words(publication):
        for match in _IN_BRACKETS.finditer(word.text) if "[" in word.text else ():
            if _is_key(match.group(1), publication) and not is_escaped(word.chapter.source, word.start + match.start()):
                message = f"voor bronsleutel ‘{match.group(1)}’ ontbreekt een ‘@’"
                yield Problem(word.position(match.start()), message, f"[@{match.group(1)}]")


@rule("C108")
def citation_in_link(publication: Publication) -> Iterator[Problem]:
    """Een bronverwijzing staat in de tekst van een koppeling of in de alternatieve tekst van een figuur.

    Een noot kan daar niet staan: zet de verwijzing erachter.

    Fout: `[het rapport [@kruiter2019]](https://example.org)`
    Goed: `[het rapport](https://example.org)[@kruiter2019]`
    """
    for chapter in publication.chapters:
        for note in chapter.notes:
            for cluster in note.clusters:
                if _in_link(chapter, cluster.start):
                    message = f"bronverwijzing ‘@{cluster.citations[0].key}’ staat in een koppeling of een beeld"
                    yield Problem(cluster.position, message)
        pictures: list[Figure | Image] = [*chapter.figures, *chapter.images]
        for picture in pictures:
            if _TYPED_IN_ALT.search(picture.alt) and not _cites(chapter, picture):
                yield Problem(picture.position, "bronverwijzing in de alternatieve tekst; zet haar in het bijschrift")


def _bare_citations(publication: Publication) -> Iterator[_Bare]:
    for chapter in publication.chapters:
        for note in chapter.notes:
            for cluster in note.clusters:
                if chapter.source[cluster.start] != "[" and not _in_link(chapter, cluster.start):
                    yield _Bare(chapter, cluster, *_brackets(chapter.source, cluster.start))


def _brackets(source: str, at: int) -> tuple[int | None, int | None]:
    """The nearest bracket in front of `at` that is still open there, and the one behind it that was not opened."""
    start = source.rfind("\n\n", 0, at) + 1
    end = source.find("\n\n", at)
    opening = _unmatched(source, range(at - 1, start - 1, -1), "[", "]")
    if opening is not None and source.endswith("^", 0, opening):
        # The brackets of a note within the line, `^[…]`, are not those of a cluster.
        return None, None
    return opening, _unmatched(source, range(at, end if end >= 0 else len(source)), "]", "[")


def _unmatched(source: str, offsets: range, wanted: str, other: str) -> int | None:
    depth = 0
    for offset in offsets:
        if source[offset] in (wanted, other) and not is_escaped(source, offset):
            depth += 1 if source[offset] == other else -1
            if depth < 0:
                return offset
    return None


def _in_link(chapter: Chapter, offset: int) -> bool:
    links: list[Link | Image] = [*chapter.links, *chapter.images]
    return any(link.start <= offset < link.end for link in links)


def _cites(chapter: Chapter, picture: Figure | Image) -> bool:
    """Whether a note was made of the citation in the text of a picture, which is reported as such."""
    if isinstance(picture, Figure):
        return False
    return any(picture.start <= note.start < picture.end for note in chapter.notes)


def _hidden_in(chapter: Chapter, cluster: CitationCluster, publication: Publication) -> Iterator[Problem]:
    """Works that stand in the words around another work of the cluster."""
    read = {citation.position for citation in cluster.citations}
    typed = chapter.source[cluster.start : cluster.end]
    around = " ".join(f"{citation.prefix} {citation.suffix}" for citation in cluster.citations)
    if "@" in around:
        for match in _NESTED.finditer(typed):
            if (position := chapter.position_at(cluster.start + match.start())) not in read:
                yield Problem(position, "hier begint een ander werk: zet er ‘;’ voor in plaats van een komma of woord")
    for word in re.findall(r"[^\s,;()]+", around):
        found = re.search(rf"(?<![@\w]){re.escape(word)}(?!\w)", typed)
        if found and _is_key(word, publication):
            position = chapter.position_at(cluster.start + found.start())
            yield Problem(position, f"voor bronsleutel ‘{word}’ ontbreekt een ‘@’", f"@{word}")


def _is_key(word: str, publication: Publication) -> bool:
    """Whether a word without @ can only be a cite key: keys without a digit may be words as well."""
    return (
        word in publication.bibliography.by_key
        and any(character.isdigit() for character in word)
        and any(character.isalpha() for character in word)
    )
