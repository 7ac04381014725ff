"""A small publication with everything that the loop has to get through Word and back, and what it says."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest

from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.word.by_model import says
from scripts.word.package import package_from
from scripts.word.proposal import Proposal
from scripts.word.propose import Sent, propose
from scripts.word.reader import read_document
from scripts.word.review_copy import make_review_copy
from scripts.word.sent import sent_from

PUBLICATION = Path(__file__).parent / "publication"


@dataclass(frozen=True)
class Copy:
    """A review copy and what it was made from."""

    sent: Sent
    docx: bytes
    files: tuple[str, ...]

    @property
    def sources(self) -> dict[str, str]:
        return {chapter.path: chapter.source for chapter in self.sent.publication.chapters}

    def proposal(self, docx: bytes) -> Proposal:
        return propose(self.sent, read_document(package_from("terug.docx", docx)), "Onbekende")

    def outcome(self, docx: bytes) -> str:
        """What a returned document comes to: the lines that change, and the review list."""
        proposal = self.proposal(docx)
        lines: list[str] = []
        for file, text in sorted(proposal.texts(self.sources).items()):
            diff = unified_diff(self.sources[file].splitlines(), text.splitlines(), file, file, n=0, lineterm="")
            lines += [line for line in diff if not line.startswith(("---", "+++"))]
        for item in proposal.items:
            lines.append(f"{item.kind} | {item.position or '-'} | {item.message} | {item.sentence}")
            lines += [f"    {line}" for line in item.proposal.splitlines()]
        return "\n".join(lines) + "\n"


def copy_of(root: Path, files: Sequence[str]) -> Copy:
    publication = load(root)
    docx = make_review_copy(publication, format_references(publication), files)
    return Copy(sent_from(root, files), docx, tuple(files))


@pytest.fixture(scope="session")
def small() -> Copy:
    return copy_of(PUBLICATION, ["docs/een.md", "docs/twee.md", "docs/bronnen.md"])


@pytest.fixture(scope="session")
def closes() -> Callable[[Copy, Mapping[int, Proposal]], list[int]]:
    """The closing property: the changed chapters say what is expected; the names of proposals that do not come back."""

    def check(copy: Copy, proposals: Mapping[int, Proposal]) -> list[int]:
        texts = [
            (name, proposal, file, text)
            for name, proposal in proposals.items()
            for file, text in sorted(proposal.texts(copy.sources).items())
        ]
        found = says([(file, text) for _, _, file, text in texts])
        return [
            name
            for (name, proposal, file, _), said in zip(texts, found, strict=True)
            if [one.text for one in proposal.expected if one.file == file] != said
        ]

    return check


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path], Path], None]:
    """`libreoffice(paths, folder)`: documents opened and saved again by LibreOffice, all in one run."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("LibreOffice (soffice) is not installed, while REQUIRE_BROWSER=1")
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML"]

    def save_again(paths: Sequence[Path], folder: Path) -> None:
        subprocess.run([*command, "--outdir", folder, *paths], capture_output=True, check=True)

    return save_again
