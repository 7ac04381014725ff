from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scripts.publication.localisation import iso_date, language_tag, shown_date, timestamp


@pytest.mark.parametrize(
    ("lang", "tag"), [("nl", "nl-NL"), ("en", "en-US"), ("nl-BE", "nl-BE"), ("fr", "fr-FR"), ("xx", "xx")]
)
def test_a_language_gets_the_region_where_most_of_its_readers_are(lang: str, tag: str) -> None:
    assert language_tag(lang) == tag


@pytest.mark.parametrize(
    ("value", "lang", "shown"),
    [
        ("2023-03", "nl", "maart 2023"),
        ("2023-03-01", "nl-NL", "1 maart 2023"),
        ("2023", "nl", "2023"),
        ("2024-05", "en-US", "May 2024"),
        ("2024-05", "xx", "May 2024"),
        ("voorjaar 2023", "nl", "voorjaar 2023"),
        ("2023-13", "nl", "2023-13"),
        ("", "nl", ""),
    ],
)
def test_a_date_is_shown_as_readers_read_it(value: str, lang: str, shown: str) -> None:
    assert shown_date(value, lang) == shown


@pytest.mark.parametrize(
    ("value", "iso"), [("2023-03", "2023-03"), ("voorjaar 2023", "2023"), ("2023-13", "2023"), ("binnenkort", "")]
)
def test_programs_get_an_iso_date_or_none(value: str, iso: str) -> None:
    assert iso_date(value) == iso


def test_files_bear_the_date_of_the_publication_or_a_constant() -> None:
    assert timestamp("2023-03") == datetime(2023, 3, 1, tzinfo=UTC)
    assert timestamp("") == timestamp("binnenkort") == datetime(2000, 1, 1, tzinfo=UTC)
