"""A finished edition that does not hold what the publication says is refused, at the line that it is about."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scripts.editions.inspection import EditionFacts, PrintedNote, inspect, inspected, verify
from scripts.editions.inspection.facts import Flaw
from scripts.publication.citeproc import References
from scripts.publication.errors import PublicationError
from scripts.publication.model import Publication
from tests.editions.conftest import FORMATS


@pytest.fixture(scope="session", params=FORMATS)
def path(request: pytest.FixtureRequest, tiny_editions: Mapping[str, Path]) -> Path:
    return tiny_editions[request.param]


@pytest.fixture
def facts(path: Path) -> EditionFacts:
    return inspect(path)


def complaint(publication: Publication, references: References, facts: EditionFacts) -> str:
    with pytest.raises(PublicationError) as raised:
        verify(publication, references, "study.docx", facts)
    return str(raised.value)


@dataclass(frozen=True)
class Damage:
    """Other words in one part of a zipped edition (or no such part any more), and what an inspection says of it."""

    edition: str
    part: str
    kind: str
    place: str
    change: tuple[str, str] | None = None


def broken(path: Path, target: Path, damage: Damage) -> Path:
    """A copy of an edition with the damage."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == damage.part:
                if damage.change is None:
                    continue
                old, new = (text.encode() for text in damage.change)
                assert old in content
                content = content.replace(old, new, 1)
            copy.writestr(name, content)
    return target


def test_a_good_edition_is_counted(path: Path, tiny: Publication, tiny_references: References) -> None:
    counts = inspected(tiny, tiny_references, path)
    assert counts["notes"] == 7
    assert counts["headings"] == 8
    assert counts["links"] > 5
    assert counts["pictures"] == (2 if path.suffix == ".epub" else 1)


def test_a_kind_of_file_without_a_reader_is_left_alone(tiny: Publication, tiny_references: References) -> None:
    assert inspected(tiny, tiny_references, Path("study.odt")) == {}


def test_a_note_that_is_lost_or_says_something_else(
    facts: EditionFacts, tiny: Publication, tiny_references: References
) -> None:
    lost = replace(facts, notes=facts.notes[:2] + facts.notes[3:])
    assert complaint(tiny, tiny_references, lost) == "docs/one.md:8:43: study.docx: noot 3 ontbreekt"
    other = replace(facts, notes=(PrintedNote(1, "Something else."), *facts.notes[1:]))
    said = "docs/one.md:3:27: study.docx: noot 1 luidt anders dan in het register"
    assert complaint(tiny, tiny_references, other) == said
    more = replace(facts, notes=(*facts.notes, PrintedNote(8, "One too many.")))
    assert complaint(tiny, tiny_references, more) == "study.docx: noot 8 staat niet in het register"


def test_a_heading_that_is_lost_or_has_another_number(
    facts: EditionFacts, tiny: Publication, tiny_references: References
) -> None:
    said = "docs/one.md:6:1: study.docx: de kop ‘1.1 Why it matters’ ontbreekt of staat niet op zijn plaats"
    lost = replace(facts, headings=facts.headings[:2] + facts.headings[3:])
    assert complaint(tiny, tiny_references, lost) == said
    level, text = facts.headings[2]
    other = replace(facts, headings=(*facts.headings[:2], (level, text.replace("1.1", "1.2")), *facts.headings[3:]))
    assert complaint(tiny, tiny_references, other) == said
    later = replace(facts, headings=(*facts.headings[:2], *facts.headings[3:], facts.headings[2]))
    assert complaint(tiny, tiny_references, later).startswith("docs/one.md:21:1: study.docx: de kop ‘Aside’ ontbreekt")


def test_a_file_without_pages(facts: EditionFacts, tiny: Publication, tiny_references: References) -> None:
    empty = replace(facts, pages=0)
    assert complaint(tiny, tiny_references, empty) == "study.docx: er zijn geen bladzijden"


ALT = "A circle divided into four equal parts"
DAMAGES = [
    Damage(
        "docx", "word/document.xml", "link", "_Ref_fig_wheel_label", ('w:name="_Ref_fig_wheel_label"', 'w:name="x"')
    ),
    Damage("docx", "word/document.xml", "picture", "", (f'descr="{ALT}"', 'descr=""')),
    Damage("docx", "word/fonts/RapportSans-It.odttf", "font", "fonts/RapportSans-It.odttf"),
    Damage("epub", "EPUB/text/ch002.xhtml", "link", "fig-wheel", ('id="fig-wheel"', 'id="x"')),
    Damage("epub", "EPUB/text/ch002.xhtml", "picture", "", (f'alt="{ALT}"', 'alt=""')),
    Damage("epub", "EPUB/fonts/RapportSans-It.ttf", "font", "../fonts/RapportSans-It.ttf"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage.edition}-{damage.kind}")
def test_what_a_reader_would_stumble_on_is_found_in_the_file(
    tiny_editions: Mapping[str, Path], tmp_path: Path, damage: Damage
) -> None:
    file = broken(tiny_editions[damage.edition], tmp_path / f"study.{damage.edition}", damage)
    (found,) = inspect(file).flaws
    assert found.kind == damage.kind
    assert damage.place in found.place


def test_what_a_reader_would_stumble_on_is_refused_where_the_author_can_mend_it(
    facts: EditionFacts, tiny: Publication, tiny_references: References
) -> None:
    def said(flaw: Flaw) -> str:
        return complaint(tiny, tiny_references, replace(facts, flaws=(flaw,)))

    link = "docs/one.md:9:16: study.docx: de verwijzing naar ‘{}’ komt nergens uit"
    assert said(Flaw("link", "fig-wheel")) == link.format("fig-wheel")
    assert said(Flaw("link", "_Ref_fig_wheel_label")) == link.format("_Ref_fig_wheel_label")
    assert said(Flaw("font", "Arial")) == "study.docx: het lettertype ‘Arial’ zit niet in het bestand"
    assert said(Flaw("picture", "rId9")) == "study.docx: een beeld heeft geen alternatieve tekst (rId9)"


def test_a_font_that_is_not_in_a_pdf_is_found(tmp_path: Path) -> None:
    """A PDF of one page that leaves its font to the reader's computer."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 27>>stream\nBT /F 9 Tf (Words) Tj ET   \nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj %s endobj\n" % (number, content) for number, content in enumerate(objects, 1))
    file = tmp_path / "plain.pdf"
    file.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF")
    assert inspect(file).flaws == (Flaw("font", "Helvetica"),)


def test_markup_as_typed_is_refused_unless_the_text_is_about_it(
    facts: EditionFacts, tiny: Publication, tiny_references: References
) -> None:
    typed = replace(facts, text=f"{facts.text} and ::: {{.box}} stayed.")
    assert "hier staat opmaak nog zoals zij getypt is (‘:::’)" in complaint(tiny, tiny_references, typed)
    note = replace(facts, text=f"{facts.text} see [@berg2020]")
    assert complaint(tiny, tiny_references, note).startswith("docs/one.md:3:27: ")


def test_a_folder_of_this_machine_in_the_file_is_refused(
    tiny: Publication, tiny_references: References, tiny_editions: Mapping[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "study.docx"
    shutil.copyfile(tiny_editions["docx"], path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("docProps/made.xml", f"<p>{tmp_path}/chapter.md</p>")
    with pytest.raises(PublicationError, match=r"study\.docx noemt een map op deze computer"):
        inspected(tiny, tiny_references, path)
