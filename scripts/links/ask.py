"""The edge to the web: one address asked with patience and manners."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    LocationValueError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
    TimeoutError,  # noqa: A004 - urllib3's own name for it
)

from scripts.links.answers import RESOLVER, Answer, Failure

USER_AGENT = "rapport-check-links/1.0 (asks once in a while whether the sources of a publication are still there)"
# RFC 9110, section 15.4: the statuses that send on to the address in Location, and those of them that are for good.
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_TRY_LATER = frozenset({429, 500, 502, 503, 504})
# More than any document needs; servers that make up a new address each time end here.
_MOST_REDIRECTS = 10
# Seconds to wait before asking again, when the server does not say how long; and what it may ask for at most.
_PAUSES = (2.0, 8.0)
_LONGEST_PAUSE = 60
_TIMEOUT = urllib3.Timeout(connect=10, read=20)
_RETRY_AFTER = urllib3.Retry(retry_after_max=_LONGEST_PAUSE)


@dataclass(frozen=True)
class Web:
    """Asks addresses; safe to use from several threads, and each host gets one request at a time.

    `pause` waits a number of seconds; `timeout` is for each request. Where `resolver` sends a DOI on to is not asked:
    that it does is the answer, and publishers turn programs away.
    """

    pause: Callable[[float], object]
    timeout: urllib3.Timeout = _TIMEOUT
    resolver: str = RESOLVER
    _pool: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(headers={"User-Agent": USER_AGENT, "Accept": "*/*"})
    )
    _turns: dict[str, threading.Lock] = field(default_factory=dict)

    def ask(self, url: str, today: date) -> Answer:
        """What the web says about an address, redirects followed; never raises for what the web does."""
        here, moved, permanent, seen = url, "", True, {url}
        while True:
            try:
                status, location = self._ask_host(here)
            except HTTPError as error:
                return Answer(url, today, None, _other(here, url), moved, _failure(error))
            if status not in _REDIRECTS or not location or here.startswith(self.resolver):
                return Answer(url, today, status, _other(here, url), moved)
            here, permanent = location, permanent and status in _FOR_GOOD
            moved = here if permanent else moved
            if here in seen or len(seen) > _MOST_REDIRECTS:
                return Answer(url, today, status, _other(here, url), failure="redirects")
            seen.add(here)

    def _ask_host(self, url: str) -> tuple[int, str]:
        """Status and redirect of one address, asked again when the host asks for patience."""
        parts = urllib3.util.parse_url(url)
        if parts.scheme not in {"http", "https"} or not parts.host:
            raise LocationValueError(url)
        with self._turns.setdefault(parts.netloc or "", threading.Lock()):
            answer = self._request("HEAD", url)
            if answer.status >= 400 and answer.status not in _TRY_LATER:
                # Many servers refuse HEAD, or say of anything that it is not there: only GET is believed.
                answer = self._request("GET", url)
            for pause in _PAUSES:
                if answer.status not in _TRY_LATER:
                    break
                self.pause(_asked_pause(answer, pause))
                answer = self._request("GET", url)
        try:
            return answer.status, urljoin(url, location) if (location := answer.headers.get("Location")) else ""
        except ValueError as error:
            raise LocationValueError(str(error)) from error

    def _request(self, method: str, url: str) -> urllib3.BaseHTTPResponse:
        """One request; the body of the response is left where it is."""
        response = self._pool.request(
            method, url, redirect=False, retries=False, timeout=self.timeout, preload_content=False
        )
        response.close()
        return response


def _asked_pause(answer: urllib3.BaseHTTPResponse, otherwise: float) -> float:
    """Seconds to wait: what Retry-After says, within bounds."""
    try:
        asked = _RETRY_AFTER.get_retry_after(answer)
    except (InvalidHeader, ValueError, OverflowError):
        return otherwise
    return otherwise if asked is None else asked


def _other(here: str, url: str) -> str:
    return "" if here == url else here


def _failure(error: HTTPError) -> Failure:
    kinds: tuple[tuple[type[HTTPError], Failure], ...] = (
        (NameResolutionError, "host"),
        (SSLError, "certificate"),
        (NewConnectionError, "connection"),
        (TimeoutError, "time"),
        (LocationValueError, "address"),
    )
    return next((failure for kind, failure in kinds if isinstance(error, kind)), "connection")
