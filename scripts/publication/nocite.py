"""Works that are to be listed although no note cites them: pandoc's `nocite`, in mkdocs.yml or above a chapter.

As in pandoc (https://pandoc.org/MANUAL.html#including-uncited-items-in-the-bibliography) the value holds cite keys,
`nocite: "@jansen2020, @bos2019"`, and `@*` stands for the whole bibliography. A list of them will do as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scripts.publication.model import Citation, Places, TextFile

EVERYTHING = "*"
_KEY = re.compile(r"@(?:\{([^{}\s]+)\}|(\*|\w(?:[\w:.#$%&+?<>~/-]*\w)?))")
_SETTING = re.compile(r"^\s*[\"']?nocite[\"']?\s*:", re.MULTILINE)


def nocite(value: Any, text: TextFile) -> Iterator[Citation]:
    """The works in the value of a `nocite` setting of a file, each at the place of its `@` there."""
    typed = " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    setting = _SETTING.search(text.text)
    at = setting.end() if setting else 0
    places = Places(text.file, text.text)
    for match in _KEY.finditer(typed):
        found = text.text.find(match.group(), at)
        at = found if found >= 0 else at
        yield Citation(match.group(1) or match.group(2), "", "", "", places.position(at))
