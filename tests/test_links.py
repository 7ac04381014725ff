"""`rapport check --links` against a web server of its own: what it makes of each answer, and what it keeps of it."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import urllib3

from scripts.__main__ import main
from scripts.links.answers import Answer, sources
from scripts.links.ask import USER_AGENT, Web
from scripts.links.check import by_host, check_links
from scripts.links.record import NAME, read_record, write_record
from scripts.publication.load import load

TODAY = date(2026, 3, 1)
REDIRECTS = {
    "/voorgoed": (301, "/verhuisd"),
    "/verhuisd": (308, "/200"),
    "/tijdelijk": (302, "/voorgoed"),
    "/half": (301, "/even"),
    "/even": (307, "/200"),
    "/rond": (302, "/rond-terug"),
    "/rond-terug": (302, "/rond"),
    "/naar-niets": (301, "/404"),
    "/ander-protocol": (302, "ftp://voorbeeld.nl/"),
    "/kapot-adres": (302, "http://[voorbeeld.nl/"),
    "/doi/10.1000/182": (302, "/403"),
}


class _Server(ThreadingHTTPServer):
    """Remembers what it was asked; `done` lets the answers go that never come."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.done = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.agents.add(self.headers["User-Agent"])
        self._answer()

    do_HEAD = do_GET  # noqa: N815 - http.server's own name

    def _answer(self) -> None:
        times = self.server.asked.count(("HEAD", self.path)) + self.server.asked.count(("GET", self.path))
        name = self.path.partition("?")[0]
        if name == "/stil":
            self.server.done.wait()
        elif name == "/oneindig":
            self._send(302, Location=f"/oneindig?{len(self.server.asked)}")
        elif name in REDIRECTS:
            status, location = REDIRECTS[name]
            self._send(status, Location=location)
        elif name == "/geen-head":
            self._send(405 if self.command == "HEAD" else 200)
        elif name == "/druk":
            self._send(*((429, "7"), (503, "soon"), (200, ""))[min(times, 3) - 1])
        elif name == "/druk-lang":
            self._send(429, "999999")
        else:
            self._send(int(name.removeprefix("/")))

    def _send(self, status: int, retry_after: str = "", **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header, value)
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *_: object) -> None:
        pass


@contextmanager
def running(server: _Server) -> Iterator[_Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server() -> Iterator[_Server]:
    with running(_Server()) as started:
        yield started


@pytest.fixture
def pauses() -> list[float]:
    """The pauses that were asked for; nobody waits."""
    return []


@pytest.fixture
def web(server: _Server, pauses: list[float]) -> Iterator[Web]:
    with urllib3.PoolManager(headers={"User-Agent": USER_AGENT}) as pool:
        yield Web(pauses.append, urllib3.Timeout(5), f"{server.url}/doi/", pool)


@pytest.mark.parametrize(
    ("path", "status", "final", "moved"),
    [
        ("/200", 200, "", ""),
        ("/404", 404, "", ""),
        ("/410", 410, "", ""),
        ("/geen-head", 200, "", ""),
        ("/voorgoed", 200, "/200", "/200"),
        ("/tijdelijk", 200, "/200", ""),
        ("/half", 200, "/200", "/even"),
        ("/naar-niets", 404, "/404", "/404"),
        ("/doi/10.1000/182", 302, "", ""),
    ],
)
def test_answer(web: Web, path: str, status: int, final: str, moved: str) -> None:
    here = web.resolver.removesuffix("/doi/")
    expected = Answer(here + path, TODAY, status, final and here + final, moved and here + moved)
    assert web.ask(here + path, TODAY) == expected


@pytest.mark.parametrize(
    ("path", "failure"),
    [("/rond", "redirects"), ("/oneindig", "redirects"), ("/ander-protocol", "address"), ("/kapot-adres", "address")],
)
def test_redirects_that_lead_nowhere(web: Web, server: _Server, path: str, failure: str) -> None:
    assert web.ask(server.url + path, TODAY).failure == failure
    assert len(server.asked) <= 11


def test_get_is_asked_only_when_head_is_refused(web: Web, server: _Server) -> None:
    web.ask(f"{server.url}/200", TODAY)
    web.ask(f"{server.url}/geen-head", TODAY)
    assert server.asked == [("HEAD", "/200"), ("HEAD", "/geen-head"), ("GET", "/geen-head")]
    assert server.agents == {USER_AGENT}


def test_busy_server_is_asked_again_after_the_pause_it_wants(web: Web, server: _Server, pauses: list[float]) -> None:
    assert web.ask(f"{server.url}/druk", TODAY).status == 200
    assert pauses == [7, 8]


def test_patience_has_bounds(web: Web, server: _Server, pauses: list[float]) -> None:
    assert web.ask(f"{server.url}/druk-lang", TODAY).status == 429
    assert web.ask(f"{server.url}/500", TODAY).status == 500
    assert pauses == [60, 60, 2, 8]
    assert len(server.asked) == 6


def test_time_out(server: _Server, pauses: list[float]) -> None:
    with urllib3.PoolManager() as pool:
        web = Web(pauses.append, urllib3.Timeout(0.2), _pool=pool)
        assert web.ask(f"{server.url}/stil", TODAY).failure == "time"


def test_no_server_there(web: Web) -> None:
    with running(_Server()) as gone:
        url = gone.url
    assert web.ask(f"{url}/200", TODAY).failure == "connection"


def test_unknown_host(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("urllib3.util.connection.socket.getaddrinfo", unknown)
    assert web.ask("https://bestaat-niet.example/", TODAY).failure == "host"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate that nobody trusts")
def test_certificate_that_nobody_trusts(web: Web, tmp_path: Path) -> None:
    pair = [tmp_path / "key.pem", tmp_path / "certificate.pem"]
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1"
    command = ["openssl", *options.split(), "-keyout", str(pair[0]), "-out", str(pair[1])]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair[1], pair[0])
    unsafe = _Server()
    unsafe.socket = context.wrap_socket(unsafe.socket, server_side=True)
    with running(unsafe):
        assert web.ask(f"https://127.0.0.1:{unsafe.server_port}/200", TODAY).failure == "certificate"


class _CountingPool(urllib3.PoolManager):
    """Knows the most requests that were under way at one time."""

    under_way = most = 0

    def request(self, *arguments: Any, **named: Any) -> urllib3.BaseHTTPResponse:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        response = super().request(*arguments, **named)
        self.under_way -= 1
        return response


def test_a_host_gets_one_request_at_a_time(server: _Server, pauses: list[float]) -> None:
    pool = _CountingPool()
    web = Web(pauses.append, _pool=pool)
    threads = [threading.Thread(target=web.ask, args=(f"{server.url}/200?{n}", TODAY)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.asked) == 8
    assert pool.most == 1
    pool.clear()


def test_addresses_are_grouped_by_host() -> None:
    urls = ["https://a.nl/1", "http://A.nl?2", "https://b.nl:8000"]
    assert by_host(urls) == {"a.nl": urls[:2], "b.nl:8000": urls[2:]}


# -- of a publication --------------------------------------------------------------------------------------------------


def bibliography(*urls: str, doi: str = "") -> str:
    """An entry for each address; the url stands on the third line of each."""
    also = f"  doi = {{{doi}}},\n" if doi else ""
    return "".join(
        f"@online{{bron{n},\n  title = {{Bron {n}}},\n  url = {{{url}}},\n{also}}}\n" for n, url in enumerate(urls)
    )


@pytest.fixture
def write(write_publication: Callable[..., Path]) -> Callable[..., Path]:
    return lambda *urls, doi="": write_publication({"een.md": "# Een\n"}, bibliography=bibliography(*urls, doi=doi))


def asked_on(day: date, root: Path, web: Web, days: int = 30) -> dict[str, Answer]:
    return check_links(load(root), days, today=day, web=web)


def test_only_addresses_are_asked(write: Callable[..., Path]) -> None:
    root = write("www.voorbeeld.nl", "ftp://voorbeeld.nl/x", r"https://a.nl/\_x", "https://[a", "https://a.nl/x y", "")
    assert list(sources(load(root).bibliography)) == []
    root = write("https://a.nl/é?b=%20#c", doi="https://doi.org/10.1000/a<b>")
    found = [(source.url, source.field, str(source.position)) for source in sources(load(root).bibliography)]
    assert found == [
        ("https://a.nl/é?b=%20#c", "url", "references.bib:3:3"),
        ("https://doi.org/10.1000/a%3Cb%3E", "doi", "references.bib:4:3"),
    ]


def test_what_was_asked_lately_is_not_asked_again(web: Web, server: _Server, write: Callable[..., Path]) -> None:
    root = write(*(server.url + path for path in ("/404", "/200", "/500")))
    asked_on(TODAY, root, web)
    server.asked.clear()
    again = asked_on(date(2026, 3, 30), root, web)
    assert {path for _, path in server.asked} == {"/500"}, "no answer is no answer: asked again"
    assert again[f"{server.url}/200"].checked == TODAY
    server.asked.clear()
    later = asked_on(date(2026, 3, 31), root, web)
    assert {path for _, path in server.asked} == {"/200", "/404", "/500"}
    assert later[f"{server.url}/200"].checked == date(2026, 3, 31)
    server.asked.clear()
    asked_on(date(2026, 3, 31), root, web, days=0)
    assert {path for _, path in server.asked} == {"/200", "/404", "/500"}


def test_the_record_is_stable_and_forgets_what_is_no_source(
    web: Web, server: _Server, write: Callable[..., Path]
) -> None:
    urls = [f"{server.url}/404", f"{server.url}/voorgoed", f"{server.url}/200"]
    root = write(*urls)
    asked_on(TODAY, root, web)
    record = (root / NAME).read_bytes()
    items = json.loads(record)["links"]
    assert [item["url"] for item in items] == sorted(urls)
    assert items[0] == {
        "url": urls[2], "checked": "2026-03-01", "status": 200, "final": "", "moved": "", "failure": ""
    }  # fmt: skip
    write(*reversed(urls))
    asked_on(TODAY, root, web, days=0)
    assert (root / NAME).read_bytes() == record
    write(urls[0])
    assert asked_on(TODAY, root, web).keys() == {urls[0]} == read_record(root).keys()
    assert sorted(path.name for path in root.iterdir() if path.name != ".cache") == [
        "docs",
        NAME,
        "mkdocs.yml",
        "references.bib",
    ]


def test_answers_are_kept_when_asking_is_interrupted(web: Web, server: _Server, write: Callable[..., Path]) -> None:
    class Interrupted(Web):
        def ask(self, url: str, today: date) -> Answer:
            if url.endswith("/404"):
                raise KeyboardInterrupt
            return super().ask(url, today)

    root = write(f"{server.url}/404", f"{server.url}/200")
    with pytest.raises(KeyboardInterrupt):
        asked_on(TODAY, root, Interrupted(web.pause, web.timeout, web.resolver, web._pool))
    assert read_record(root).keys() == {f"{server.url}/200"}


@pytest.mark.parametrize("text", ["<<<<<<< hier", "[]", '{"version": 2}', '{"version": 1, "links": [{"url": 1}]}'])
def test_unreadable_record(write: Callable[..., Path], capsys: pytest.CaptureFixture[str], text: str) -> None:
    root = write("https://bestaat-niet.example/")
    (root / NAME).write_text(text, encoding="utf-8")
    assert main(["check", "-C", str(root), "--links"]) == 2
    assert capsys.readouterr().err.startswith(f"{NAME}:1:1: geen lijst van gecontroleerde adressen")
    assert (root / NAME).read_text(encoding="utf-8") == text


def test_findings_stand_at_the_field_and_do_not_fail(
    server: _Server, write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(*(server.url + path for path in ("/404", "/voorgoed", "/rond", "/200")))
    assert main(["check", "-C", str(root), "--links", "references.bib"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if ": L1" in line]
    assert lines == [
        f"references.bib:3:3: L101 adres ‘{server.url}/404’ van ‘bron0’ bestaat niet meer (404)",
        f"references.bib:7:3: L102 adres ‘{server.url}/voorgoed’ van ‘bron1’ is verhuisd; "
        f"bedoelt u ‘{server.url}/200’?",
        f"references.bib:11:3: L103 adres ‘{server.url}/rond’ van ‘bron2’ is niet te controleren: "
        "het adres blijft doorverwijzen",
    ]
    assert main(["check", "-C", str(root), "--links", "--strict"]) == 1


def test_the_web_is_not_asked_without_the_option(
    server: _Server, write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(f"{server.url}/404")
    write_record(root, [Answer(f"{server.url}/404", TODAY, 404)])
    main(["check", "-C", str(root)])
    assert "L101" not in capsys.readouterr().out
    assert server.asked == []
