from __future__ import annotations

import socket
from pathlib import Path

import pytest

from scripts.publication.errors import PublicationError
from scripts.site.adapter import serve


def test_a_port_that_is_taken_is_an_error_in_words(tmp_path: Path) -> None:
    made: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PublicationError, match=f"poort {port} is niet te gebruiken"):
            serve(lambda: made.append("site"), tmp_path, [tmp_path], port)
    assert made == ["site"]
