"""How long a chapter takes to read."""

from __future__ import annotations

from math import ceil

from scripts.publication.model import Chapter

# On the careful side of the 238 words a minute of silent reading of non-fiction in English
# (Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047); words in Dutch are longer.
_WORDS_A_MINUTE = 215
# Below this a page is looked at rather than read.
_SHORT = 200


def reading_minutes(chapter: Chapter) -> int | None:
    """The minutes that a chapter without its notes takes, rounded up; None for a page that is not for reading."""
    words = sum(len(passage.words) for passage in chapter.passages)
    if not chapter.printed or chapter.is_title_page or words < _SHORT:
        return None
    return ceil(words / _WORDS_A_MINUTE)
