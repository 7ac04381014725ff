"""Another house style, and what is wrong with one, as the author of the file meets it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from scripts.design import FONTS, contrast, design, house_style
from scripts.publication.errors import PublicationError
from tests.conftest import copy_sources, rapport

OTHER = """\
accent: "#7a1f3d"
quiet: "#5c5348"
panel: "#f3e9ec"
serif: Proef Serif
fonts: letters
"""
ACCENT, HOUSE_ACCENT = "7a1f3d", "1f4e5f"


def write_fonts(folder: Path) -> None:
    """The serif of the house under another name, as a publisher would bring fonts of its own."""
    folder.mkdir()
    for path in FONTS.glob("RapportSerif-*.ttf"):
        with TTFont(path) as font:
            for record in font["name"].names:
                old = record.toUnicode()
                record.string = old.replace("Rapport Serif", "Proef Serif").replace("RapportSerif", "ProefSerif")
            font.save(folder / path.name.replace("Rapport", "Proef"))


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The report in another house style, by the command of its user."""
    root = copy_sources(tmp_path_factory.mktemp("stijl") / "andere stijl")
    write_fonts(root / "letters")
    (root / "other.yml").write_text(OTHER, encoding="utf-8")
    done = rapport("export", "--design", "other.yml", "--quiet", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.suffix: path for path in (root / "build").iterdir() if path.is_file()}


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_the_pdf_has_the_colours_and_the_fonts(editions: Mapping[str, Path]) -> None:
    with pikepdf.open(editions[".pdf"]) as pdf:
        fonts = {str(f.BaseFont).partition("+")[2] for p in pdf.pages for f in p.resources.get("/Font", {}).values()}
        cover = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    assert {name.partition("-")[0] for name in fonts} == {"ProefSerif", "RapportSans"}
    painted = [tuple(map(float, found)) for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) scn?\b", cover)]
    accent = tuple(int(ACCENT[at : at + 2], 16) / 255 for at in (0, 2, 4))
    assert any(all(abs(a - b) < 0.003 for a, b in zip(colour, accent, strict=True)) for colour in painted)


def test_word_styles_have_the_colours_and_the_fonts(editions: Mapping[str, Path]) -> None:
    styles = part(editions[".docx"], "word/styles.xml").lower()
    assert f'w:val="{ACCENT}"' in styles
    assert HOUSE_ACCENT not in styles
    assert "Proef Serif" in part(editions[".docx"], "word/fontTable.xml")


def test_the_epub_has_the_colours_and_the_fonts(editions: Mapping[str, Path]) -> None:
    sheet = part(editions[".epub"], "EPUB/styles/stylesheet1.css")
    assert f"#{ACCENT}" in sheet
    assert HOUSE_ACCENT not in sheet
    assert '"Proef Serif"' in sheet
    with zipfile.ZipFile(editions[".epub"]) as epub:
        names = epub.namelist()
        drawings = [epub.read(name).decode() for name in names if name.endswith(".svg")]
    assert any(name.endswith("ProefSerif-Regular.ttf") for name in names)
    assert drawings
    assert all(f"#{ACCENT}" in drawing and f"#{HOUSE_ACCENT}" not in drawing for drawing in drawings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('acent: "#123456"\n', "stijl.yml:1:8: onbekende naam ‘acent’ in een huisstijl; bedoelt u ‘accent’?"),
        ("accent: blauw\n", "stijl.yml:1:9: ‘blauw’ is geen kleur"),
        ('serif: Rapport Serif\nquiet: "#aaaaaa"\n', "stijl.yml:2:8: ‘quiet’ (#aaaaaa) is op ‘#ffffff’ niet te lezen"),
        ('dark_ink: "#333333"\n', "stijl.yml:1:11: ‘dark_ink’ (#333333) is op ‘dark_paper’ niet te lezen"),
        ("fonts: weg\n", "stijl.yml:1:8: ‘fonts’ noemt een map die niet bestaat: weg"),
        ("accent:\n  - x\n", "stijl.yml:2:3: ‘accent’ hoort één waarde te hebben"),
        ("accent\n", "stijl.yml:1:1: hier horen instellingen te staan"),
        ("sans: Comic Sans\n", "stijl.yml:1:7: lettertype ‘Comic Sans’ is er niet"),
    ],
)
def test_what_is_wrong_in_a_house_style_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "stijl.yml").write_text(text, encoding="utf-8")
    done = rapport("export", "--design", "stijl.yml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip().startswith(message)


def test_a_house_style_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="dit bestand bestaat niet"):
        house_style(tmp_path / "weg.yml")


def test_the_house_style_itself_is_readable(tmp_path: Path) -> None:
    path = tmp_path / "same.yml"
    path.write_text("".join(f'{name}: "{value}"\n' for name, value in design().items()), encoding="utf-8")
    assert house_style(path).values == design()
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
