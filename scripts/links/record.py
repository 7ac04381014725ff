"""links.json: what the web said about each address and when, kept in the project beside mkdocs.yml."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, get_args

from scripts.links.answers import Answer, Failure
from scripts.publication.errors import PublicationError
from scripts.publication.model import Position
from scripts.publication.text_files import read_text
from scripts.replace import write_if_changed

NAME = "links.json"
VERSION = 1


def read_record(root: Path) -> dict[str, Answer]:
    """The answers by address, none without a file; PublicationError if the file is not what `write_record` writes."""
    path = root / NAME
    if not path.exists():
        return {}
    text = read_text(path, NAME).text
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise _unreadable(1)
        answers = [_answer(item) for item in document["links"]]
    except json.JSONDecodeError as error:
        raise _unreadable(error.lineno) from error
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(1) from error
    return {answer.url: answer for answer in answers}


def write_record(root: Path, answers: Iterable[Answer]) -> None:
    """Write the answers, sorted by address, in one step; a file that would stay the same is left alone."""
    path = root / NAME
    listed = [_item(answer) for answer in sorted(answers, key=lambda answer: answer.url)]
    text = json.dumps({"version": VERSION, "links": listed}, ensure_ascii=False, indent=2) + "\n"
    write_if_changed(path, text)


def _item(answer: Answer) -> dict[str, Any]:
    return asdict(answer) | {"checked": answer.checked.isoformat()}


def _answer(item: Mapping[str, Any]) -> Answer:
    """The answer in an item; ValueError, KeyError or TypeError if it holds anything else."""
    texts = {name: item[name] for name in ("url", "final", "moved", "failure")}
    status = item["status"]
    if not all(isinstance(text, str) for text in texts.values()) or texts["failure"] not in get_args(Failure):
        raise ValueError
    if status is not None and not isinstance(status, int):
        raise TypeError
    return Answer(checked=date.fromisoformat(item["checked"]), status=status, **texts)


def _unreadable(line: int) -> PublicationError:
    message = (
        "geen lijst van gecontroleerde adressen; verwijder het bestand, dan maakt ‘rapport check --links’ het nieuw"
    )
    return PublicationError(message, Position(NAME, line))
