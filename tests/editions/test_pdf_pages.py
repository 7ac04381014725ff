"""What stands on the pages of the PDF, for text that is hard to set, and in the real report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from scripts.editions.export import export
from scripts.editions.format_files import edition_format
from scripts.editions.inspection import inspect
from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.publication.model import Publication
from tests.conftest import EXAMPLE_BIBLIOGRAPHY
from tests.editions.pdf_lines import HYPHEN, Block, Line, blocks, drawn
from tests.editions.test_pdf import verapdf

MM = 72 / 25.4
SENTENCE = "Samenwerkingsverbanden en onderwijsorganisaties bespreken de doorgaande ontwikkeling van kinderen. "
COLUMNS = 14
WIDE = "\n".join(
    [
        "| " + " | ".join(f"Verantwoordelijkheid {n}" for n in range(COLUMNS)) + " |",
        "|" + "---|" * COLUMNS,
        *("| " + " | ".join(f"samenwerkingsovereenkomst {n}.{row}" for n in range(COLUMNS)) + " |" for row in range(3)),
    ]
)
SMALLER = "| " + " | ".join(f"kolom{n:02}" for n in range(9)) + " |\n|" + "---|" * 9 + "\n"
SMALLER += "| " + " | ".join(f"waarde{n:02}" for n in range(9)) + " |\n"
HEADING = (
    "Ontwikkelingen en vormen van interprofessionele samenwerking tussen het primair onderwijs, de kinderopvang, de "
)
HEADING += "jeugdhulp en het voortgezet onderwijs, in zoverre de onderzochte literatuur daarvan melding maakt"
LONG_NOTE = f"[^lang]: {SENTENCE * 40}\n"
URL = "https://www.voorbeeld.nl/een/heel/lang/adres/dat-nergens-ophoudt/en-dus-moet-worden-afgebroken/op_een?nette=plaats.html"
CHAPTERS = {
    "een.md": f"# Eerste hoofdstuk\n\n## {HEADING}\n\n{SENTENCE * 3}\n\n"
    f"Een zin met een lange noot.[^lang] {SENTENCE * 30}\n\n{LONG_NOTE}\n### {HEADING}\n\n"
    f"Zie [{URL}]({URL}) en verder {URL}.\n",
    "twee.md": "# Zonder noten\n\n"
    + f"{SENTENCE * 4}\n\n" * 3
    + f"{WIDE}\n\n: Een brede tabel\n\n{SENTENCE}\n\n{SMALLER}\n",
    "drie.md": "# Veel noten\n\n" + "".join(f"Zin {n}.[@jansen2020, p. {n}] " for n in range(1, 10)) + "\n",
}
CONFIG = "extra: {lang: nl, authors: [A. Auteur]}\n"


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    root = tmp_path_factory.mktemp("lastig")
    (root / "docs").mkdir()
    nav = "".join(f"  - {name}\n" for name in CHAPTERS)
    (root / "mkdocs.yml").write_text(f"site_name: Lastig\nnav:\n{nav}{CONFIG}", encoding="utf-8")
    (root / "references.bib").write_text(EXAMPLE_BIBLIOGRAPHY, encoding="utf-8")
    for name, text in CHAPTERS.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    return load(root)


@pytest.fixture(scope="module")
def pdfs(hard: Publication, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The hard text as A4, as a booklet and for the press."""
    formats = ("pdf", "pdf-boekje", "pdf-drukpers")
    return export(hard, format_references(hard), formats, tmp_path_factory.mktemp("lastig-uit"))


@pytest.fixture(scope="module")
def read(pdfs: Mapping[str, Path]) -> list[Block]:
    return blocks(pdfs["pdf"])


@pytest.fixture(scope="module")
def report(book_editions: Mapping[str, Path]) -> list[Block]:
    return blocks(book_editions["pdf"])


def text_of(block: Block) -> str:
    return " ".join(line.text.strip() for line in block.lines)


def outside(lines: list[Line], path: Path, name: str) -> list[Line]:
    """The lines that stick out of the text block, on the page as it is after cutting."""
    measures = {key: float(value) * MM for key, value in edition_format(name).variables.items() if key not in NOT_MM}
    found = []
    with pikepdf.open(path) as pdf:
        for line in lines:
            x0, y0, x1, y1 = map(float, pdf.pages[line.page].trimbox)
            if x1 - x0 > y1 - y0:
                left = right = measures["bottom"]
                low, high = y0 + measures["top"], y1 - measures["top"]
            else:
                odd = line.page % 2 == 0
                left, right = (measures[side] for side in (("inside", "outside") if odd else ("outside", "inside")))
                low, high = y0 + measures["bottom"], y1 - measures["top"]
            # Hyphens, full stops and spaces at the end of a line hang in the margin.
            beside = line.left < x0 + left - 1 or line.right > x1 - right + 4
            if beside or line.bottom < low - 3 or line.top > high + 3:
                found.append(line)
    return found


NOT_MM = {"crop_marks", "open_right"}


@pytest.mark.parametrize("name", ["pdf", "pdf-boekje", "pdf-drukpers"])
def test_nothing_sticks_out_of_the_text_block(pdfs: Mapping[str, Path], name: str) -> None:
    lines = [line for block in blocks(pdfs[name]) if block.kind for line in block.lines if line.page > 0]
    assert len(lines) > 100
    assert [(line.page + 1, line.text) for line in outside(lines, pdfs[name], name)] == []


@pytest.mark.slow
def test_verapdf_finds_nothing_in_hard_text_and_in_the_variants(pdfs: Mapping[str, Path]) -> None:
    assert verapdf(*pdfs.values()) == {path.name: {"PDFUA_1": [], "PDFA_2_A": []} for path in pdfs.values()}


def test_a_wide_table_is_turned_and_a_less_wide_one_set_smaller(pdfs: Mapping[str, Path], read: list[Block]) -> None:
    wide = next(block for block in read if block.kind == "/TH" and "Verantwoor" in text_of(block))
    smaller = next(block for block in read if block.kind == "/TH" and "kolom00" in text_of(block))
    with pikepdf.open(pdfs["pdf"]) as pdf:
        sizes = [[float(side) for side in pdf.pages[b.lines[0].page].mediabox[2:]] for b in (wide, smaller)]
    assert sizes[0][0] > sizes[0][1]
    assert sizes[1][0] < sizes[1][1]


def test_a_long_heading_hangs_below_its_first_word(read: list[Block]) -> None:
    heading = next(block for block in read if block.kind == "/H2" and "Ontwikkelingen" in text_of(block))
    assert len(heading.lines) >= 3
    assert heading.on_pages() == [len(heading.lines)]
    lefts = [line.left for line in heading.lines[1:]]
    assert max(lefts) - min(lefts) < 1
    assert lefts[0] > heading.lines[0].left + 10


def test_a_long_note_is_all_there_and_nine_notes_stand_on_one_page(pdfs: Mapping[str, Path], read: list[Block]) -> None:
    notes = [block for block in read if block.kind == "/Note"]
    long = next(block for block in notes if "Samenwerkingsverbanden" in text_of(block))
    assert sum(len(block.lines) for block in notes) >= 40 + 9
    call = next(block for block in read if block.kind == "/P" and "Een zin met een lange noot" in text_of(block))
    assert long.lines[0].page == call.lines[0].page
    nine = [block for block in notes if "Jansen" in text_of(block)]
    assert len(nine) == 9
    assert len({line.page for block in nine for line in block.lines}) == 1
    facts = inspect(pdfs["pdf"])
    assert [note.number for note in facts.notes] == list(range(1, 11))
    assert facts.notes[0].text.split() == (SENTENCE * 40).split()


def test_an_address_breaks_behind_its_own_marks_and_gets_no_hyphens(read: list[Block]) -> None:
    paragraph = next(block for block in read if block.kind == "/P" and "Zie https" in text_of(block))
    ends = [line.text.rstrip() for line in paragraph.lines[:-1]]
    assert ends
    assert all(re.search(rf"[/.?&=_%-]$|{HYPHEN}$|\w$", end) for end in ends)
    assert "".join(line.text.replace(HYPHEN, "-").strip() for line in paragraph.lines).count(URL) == 2


def test_the_press_gets_bleed_and_shades_of_grey(pdfs: Mapping[str, Path]) -> None:
    with pikepdf.open(pdfs["pdf-drukpers"]) as pdf:
        cover = pdf.pages[0]
        width, height = (float(b) - float(a) for a, b in zip(cover.trimbox[:2], cover.trimbox[2:], strict=True))
        assert (round(width / MM), round(height / MM)) == (210, 297)
        assert float(cover.mediabox[2]) - float(cover.trimbox[2]) == pytest.approx(10 * MM, abs=0.1)
        content = "".join(page.Contents.read_bytes().decode("latin-1") for page in pdf.pages)
        colours = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) scn?\b", content)
    assert all(len(set(colour)) == 1 for colour in colours)


def test_chapters_of_a_booklet_begin_on_right_hand_pages(pdfs: Mapping[str, Path]) -> None:
    openings = {b.lines[0].page for b in blocks(pdfs["pdf-boekje"]) if b.kind == "/H1" and b.lines[0].page > 1}
    assert len(openings) == 4
    assert all(page % 2 == 0 for page in openings)
    empty = {line.page for line in drawn(pdfs["pdf-boekje"])}
    with pikepdf.open(pdfs["pdf-boekje"]) as pdf:
        assert len(empty) < len(pdf.pages)


# -- the report --------------------------------------------------------------------------------------------------------


def paragraphs(found: list[Block]) -> list[Block]:
    return [block for block in found if block.kind in {"/P", "/LBody"} and len(block.lines) > 2]


def test_no_three_lines_below_each_other_end_in_a_hyphen(report: list[Block]) -> None:
    hyphens = [[line.text.rstrip().endswith((HYPHEN, "-")) for line in block.lines] for block in report]
    assert sum(map(sum, hyphens)) > 50
    assert not [block for block in hyphens for three in zip(block, block[1:], block[2:], strict=False) if all(three)]


def test_no_line_is_lonely_at_the_foot_or_the_head_of_a_page(report: list[Block]) -> None:
    """In a paragraph with notes it may be: Typst would else put a note on another page than its number."""
    split = [block for block in paragraphs(report) if len(block.on_pages()) > 1 and len(block.lines) > 3]
    assert split
    lonely = [block for block in split if 1 in (block.on_pages()[0], block.on_pages()[-1])]
    assert not [text_of(block)[:60] for block in lonely if not re.search(r"[\w.,;’”]\d{1,3}(?= |$)", text_of(block))]
    assert len(lonely) <= len(split) / 3


def note_pages(path: Path, found: list[Block]) -> list[tuple[int, int]]:
    """For each note, in order, its page and that of its number in the text: where the link in front of it leads."""
    first, *_, last = (block.lines[0].page for block in found if block.kind == "/H1" and block.lines[0].page > 2)
    notes = []
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
        for index in range(first, last):
            left = float(edition_format("pdf").variables["outside" if index % 2 else "inside"]) * MM
            links = [link for link in pdf.pages[index].get("/Annots", ()) if "/Dest" in link]
            links = [link for link in links if abs(float(link.Rect[0]) - left) < 2]
            links.sort(key=lambda link: -float(link.Rect[1]))
            notes += [(index, numbers[link.Dest[0].objgen]) for link in links if isinstance(link.Dest, pikepdf.Array)]
    return notes


def test_a_note_begins_on_the_page_of_its_number_or_on_the_next(
    book_editions: Mapping[str, Path], report: list[Block]
) -> None:
    notes = note_pages(book_editions["pdf"], report)
    assert len(notes) == 120
    assert {note - call for note, call in notes} <= {0, 1}
    assert sum(note - call for note, call in notes) <= 2


def test_the_reference_list_names_the_pages_where_a_work_is_cited(
    book_editions: Mapping[str, Path], report: list[Block], book: Publication
) -> None:
    pages = dict(enumerate((call for _, call in note_pages(book_editions["pdf"], report)), 1))
    first = next(block.lines[0].page for block in report if block.kind == "/H1" and "Management" in text_of(block))
    lines = [line.text for block in report for line in block.lines]
    shown = [re.sub(r"\D+", " ", line).split() for line in lines if line.strip().startswith("Geciteerd op p.")]
    expected = [
        list(dict.fromkeys(str(pages[number] - first + 1) for number in book.cited_in[key]))
        for key in format_references(book).works
    ]
    assert shown == expected


def test_the_pages_of_the_printed_report_stand_in_the_margin(book_editions: Mapping[str, Path]) -> None:
    edge = (float(edition_format("pdf").variables["outside"]) - 4) * MM
    found: list[str] = []
    document = pypdfium2.PdfDocument(book_editions["pdf"])
    for index, page in enumerate(document):
        width, height = page.get_size()
        text = page.get_textpage()
        left, right = (0, edge) if index % 2 else (width - edge, width)
        found += text.get_text_bounded(left, 0, right, height).split()
        text.close()
    document.close()
    pages = [int(word) for word in found if word.isdigit()]
    assert pages == [1, *range(4, 39)]
