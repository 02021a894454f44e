"""The seats that a list of injects needs: those that are told in a table of seats, and one for whoever is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import chain, count
from typing import Any, get_args

from simulator import limits
from simulator.build_seats import TAKEN
from simulator.exercise_model import Post
from simulator.problems import Place, Problems
from tui.inject_sheets.posts import Named, is_everybody, named, names_in
from tui.words import say

POSTS: tuple[Post, ...] = get_args(Post)
Seats = dict[str, dict[str, Any]]


class Seating:
    """Gives each addressee a seat, and makes one where there is none. `told` are seats from a table, by id."""

    def __init__(self, told: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
        self.seats: Seats = {id: dict(seat) for id, seat in told.items()}
        self._problems = problems
        self._by_name = {_plain(seat["title"]): id for id, seat in reversed(self.seats.items())}
        self._by_name |= {_plain(id): id for id in self.seats}
        self._of_post = {seat["post"]: id for id, seat in reversed(self.seats.items())}

    def of(self, text: str, place: Place) -> tuple[str, ...]:
        """The seats to which an inject goes; none where it goes to all. Who is not known is reported."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        names = [name for line in lines for name in ([line] if _plain(line) in self._by_name else names_in(line))]
        if any(_plain(name) not in self._by_name and is_everybody(name) for name in names):
            return ()
        return tuple(dict.fromkeys(self._seat(name, place) for name in names))

    def in_order(self) -> Seats:
        """All seats, by rank of their posts where no table says another order; one at least."""
        if not self.seats:
            self._made(named("head of mission"))
        if any("role" not in seat for seat in self.seats.values()):
            order = sorted(self.seats, key=lambda id: POSTS.index(self.seats[id]["post"]))
            return {id: _with_role(self.seats[id]) for id in order}
        return self.seats

    def _seat(self, name: str, place: Place) -> str:
        known = self._by_name.get(_plain(name))
        if known is not None:
            return known
        found = named(name)
        if found.exact and found.post in self._of_post:
            return self._of_post[found.post]
        if len(self.seats) >= limits.SEATS:
            seat = self._of_post.get(found.post, next(iter(self.seats)))
            self._problems.add("X936", place, name=name, most=limits.SEATS, seat=self.seats[seat]["title"])
            return seat
        if not found.exact:
            self._problems.add("X926", place, name=name, post=_title(found.post))
        return self._made(found)

    def _made(self, found: Named) -> str:
        title = _title(found.post) if found.exact else " ".join(found.name.split())[: limits.LINE_LENGTH]
        id = free_id(found.post if found.exact else title, {*self.seats, TAKEN}, "seat")
        self.seats[id] = {"title": title, "post": found.post}
        self._by_name[_plain(found.name)] = self._by_name[_plain(id)] = id
        if found.exact:
            self._of_post[found.post] = id
        return id


def free_id(text: str, taken: set[str], usual: str) -> str:
    """An id made of the words of a text that nothing else has."""
    ascii_only = (
        unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    )
    words = "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower()))[:40].strip("-")
    id = words if words[:1].isalpha() else f"{usual}-{words}".strip("-")
    numbered = chain([id], (f"{id}-{number}" for number in count(2)))
    return next(each for each in numbered if each not in taken)


def _with_role(seat: Mapping[str, Any]) -> dict[str, Any]:
    return {**seat, "role": seat.get("role") or say("inject-sheets.role", title=seat["title"])}


def _title(post: Post) -> str:
    return say(f"inject-sheets.post.{post.replace(' ', '-')}")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
