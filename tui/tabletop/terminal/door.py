"""Coming in from a terminal: six digits, a name if one likes, and a seat."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import httpx

from simulator.problems import SimulatorError
from tui.tabletop.terminal.address import Address
from tui.tabletop.terminal.received import NotUnderstood, cleaned
from tui.words import say

PASS = "peacekeeper-pass"
"""The cookie that lets one in again."""

AS_DATA = {"accept": "application/json"}

ANSWER = 10.0
"""Seconds until a host that does not answer counts as gone."""


class CannotReach(SimulatorError):
    """Nothing answers there, or it cannot be trusted; the sentence says what to look at."""


class NotLetIn(SimulatorError):
    """The host did not take the digits, the name or the seat; the sentence is its own."""


class Seat(NamedTuple):
    """A seat that a scenario has."""

    id: str
    title: str
    taken: bool


class Seats(NamedTuple):
    """The seats of an exercise; `mine` are those in which one sits, `waits` is the one one waits to be let in to."""

    title: str
    seats: tuple[Seat, ...]
    mine: tuple[str, ...]
    waits: str


class Door:
    """A host as somebody sees it who comes in. A context: its connection is closed at the end."""

    def __init__(self, where: Address, ca: Path | None = None, known: str = "") -> None:
        self.url = where.url
        self._client = httpx.Client(**plain_connection(where, ca), timeout=ANSWER)
        if known:
            self._client.cookies.set(PASS, known)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def known(self) -> str:
        """The pass that the host gave; empty before one came in."""
        return next((cookie.value or "" for cookie in self._client.cookies.jar if cookie.name == PASS), "")

    def join(self, code: str, name: str) -> None:
        """Come in. Raises NotLetIn, CannotReach, NotUnderstood."""
        self._client.cookies.clear()
        self._asked("POST", "/join", data={"code": code, "name": name})

    def seats(self) -> Seats | None:
        """The seats; None where the pass is not known, or not any more. Raises CannotReach, NotUnderstood."""
        try:
            found = self._asked("GET", "/seats")
            seats = tuple(Seat(str(each["id"]), str(each["title"]), bool(each["taken"])) for each in found["seats"])
            mine = tuple(str(each) for each in found["mine"])
            return Seats(str(found["title"]), seats, mine, str(found["waits"]))
        except NotLetIn:
            return None
        except (KeyError, TypeError) as error:
            raise NotUnderstood(say("terminal.not-understood")) from error

    def take(self, seat: str) -> None:
        """Take a free seat, or ask for it. Raises NotLetIn, CannotReach, NotUnderstood."""
        self._asked("POST", "/seats", data={"seat": seat})

    def _asked(self, method: str, path: str, data: dict[str, str] | None = None) -> Mapping[str, Any]:
        with told_of(self.url):
            answer = self._client.request(method, path, data=data, headers=AS_DATA)
        found = answered(answer)
        if not answer.is_success:
            raise NotLetIn(str(found.get("problem") or say("terminal.not-let-in")))
        return found


def plain_connection(where: Address, ca: Path | None) -> dict[str, Any]:
    """How to connect: to this host alone, by no proxy, with its own certificate where one was given.

    Raises CannotReach where that cannot be read.
    """
    verify: ssl.SSLContext | bool = True
    if ca is not None:
        try:
            verify = ssl.create_default_context(cafile=str(ca))
        except (OSError, ssl.SSLError) as error:
            raise CannotReach(say("terminal.bad-certificate", file=ca)) from error
    return {"base_url": where.url, "verify": verify, "trust_env": False, "follow_redirects": False}


def answered(answer: httpx.Response) -> Mapping[str, Any]:
    """The data of an answer. Raises NotUnderstood where there is none."""
    try:
        found = cleaned(answer.text)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(say("terminal.not-understood")) from error
    if not isinstance(found, dict):
        raise NotUnderstood(say("terminal.not-understood"))
    return found


@contextmanager
def told_of(url: str) -> Iterator[None]:
    """Say in words what went wrong with a connection."""
    try:
        yield
    except httpx.TransportError as error:
        about_trust = "CERTIFICATE" in str(error).upper()
        raise CannotReach(say("terminal.not-trusted" if about_trust else "terminal.nobody-there", url=url)) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotUnderstood(say("terminal.not-understood")) from error
