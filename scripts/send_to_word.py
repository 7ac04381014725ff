"""The verb `word send`: a review copy for Word that knows where it came from, and a receipt."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scripts import checked
from scripts.manifest import source_revision
from scripts.progress import progress
from scripts.publication.errors import PublicationError
from scripts.publication.model import Publication
from scripts.replace import write_whole

FOLDER = "word"
_STEPS = checked.STEPS + 1


def send_to_word(
    root: Path, chapters: Sequence[str], *, comments_only: bool = False, output: Path | None = None, quiet: bool = False
) -> int:
    """Write a review copy of the chapters named (none: all that are printed) and return the exit code.

    Raises PublicationError outside git, for changes that are not committed yet, and for an unknown chapter.
    """
    from scripts.word.package import package_from
    from scripts.word.properties import Origin, text_digest, to_properties
    from scripts.word.reader import read_document
    from scripts.word.review_copy import make_review_copy, ready_to_send
    from scripts.word.source_map import map_document
    from scripts.word.untouchable import untouchable

    with progress(_STEPS, quiet=quiet) as steps:
        ready = checked.checked(root, steps)
        if ready is None:
            return 1
        publication, references = ready
        commit = _commit(publication)
        files = _files(publication, chapters)
        with steps.step("leeskopie voor Word"):
            bare = make_review_copy(publication, references, files)
            document = read_document(package_from("leeskopie", bare))
            slug = publication.metadata.slug
            origin = Origin(commit, slug, tuple(files), f"rapport {version('rapport')}", text_digest(document))
            docx = ready_to_send(bare, publication, to_properties(origin), comments_only=comments_only)
            left = untouchable(map_document(document, publication, files))
    path = output or publication.root / FOLDER / _name(publication, files)
    receipt = _receipt(path, docx, origin.commit, files, left)
    _write(path, docx)
    _write(path.with_suffix(".json"), (json.dumps(receipt, ensure_ascii=False, indent=1) + "\n").encode())
    _tell(receipt, path, comments_only=comments_only)
    return 0


def _commit(publication: Publication) -> str:
    commit = source_revision(publication)["commit"]
    if commit is None:
        raise PublicationError(
            "een leeskopie hoort bij een vastgelegde revisie, en deze map staat niet in git; voer ‘git init’ uit, "
            "daarna ‘git add .’ en ‘git commit’"
        )
    if commit.endswith("+"):
        raise PublicationError(
            "er zijn wijzigingen die nog niet zijn vastgelegd; een leeskopie hoort bij een revisie. Leg ze eerst vast "
            "met ‘git add’ en ‘git commit’"
        )
    return commit


def _files(publication: Publication, names: Sequence[str]) -> list[str]:
    """The paths of the chapters that are meant, in the order of the publication."""
    printed = [chapter.path for chapter in publication.chapters if chapter.printed]
    chosen = {_file(name, printed) for name in names}
    return [path for path in printed if path in chosen] if names else printed


def _file(name: str, printed: Iterable[str]) -> str:
    found = [path for path in printed if name in {path, path.removeprefix("docs/"), Path(path).stem, Path(path).name}]
    if not found:
        raise PublicationError(f"‘{name}’ is geen hoofdstuk dat gedrukt wordt; kies uit {', '.join(printed)}")
    return found[0]


def _name(publication: Publication, files: Sequence[str]) -> str:
    printed = [chapter.path for chapter in publication.chapters if chapter.printed]
    part = "" if list(files) == printed else "-" + "-".join(Path(file).stem for file in files)
    return f"{publication.metadata.slug}{part[:80]}-leeskopie.docx"


def _receipt(path: Path, docx: bytes, commit: str, files: Sequence[str], left: Sequence[str]) -> dict[str, Any]:
    return {
        "version": 1,
        "file": path.name,
        "bytes": len(docx),
        "sha256": hashlib.sha256(docx).hexdigest(),
        "commit": commit,
        "chapters": list(files),
        "press": f"rapport {version('rapport')}",
        "not_editable": list(left),
    }


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.parent.name == FOLDER and not (ignore := path.parent / ".gitignore").exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")
    write_whole(path, data)


def _tell(receipt: dict[str, Any], path: Path, *, comments_only: bool) -> None:
    print(f"Leeskopie: {path}")
    print(f"  revisie {receipt['commit'][:10]}, {_counted(len(receipt['chapters']))}, sha256 {receipt['sha256'][:16]}…")
    print(f"  bewijs: {path.with_suffix('.json')}")
    if comments_only:
        print("  alleen opmerkingen in de kantlijn zijn mogelijk")
    else:
        print("  wijzigingen worden bijgehouden (Controleren → Wijzigingen bijhouden)")
    if receipt["not_editable"]:
        print("Wat vanuit Word niet te wijzigen is (het komt op de lijst als iemand het toch doet):")
        for line in receipt["not_editable"]:
            print(f"  - {line}")
    print("Terug: rapport word receive BESTAND.docx", file=sys.stderr)


def _counted(chapters: int) -> str:
    return "1 hoofdstuk" if chapters == 1 else f"{chapters} hoofdstukken"
