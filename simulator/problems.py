"""Problems of files: what is wrong, where, what to do, and what was probably meant.

Loading reports to a `Problems`. One that collects lists every problem of a load, one that stops at the
first raises it: the code that finds problems is the same for both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from simulator import limits
from simulator.problem_codes import CODES, Code

if TYPE_CHECKING:
    from simulator.expressions import ExpressionError

NEAR_ENOUGH = 0.6
"""How alike two names must be (0 to 1) for one to be suggested: a wrong letter or two, not another word."""

REPEATED = frozenset({"name", "found", "value", "of", "first", "second"})
"""Words of a problem's sentence that repeat what the author wrote, which may be long."""


class SimulatorError(Exception):
    """What the simulator cannot do, in a sentence for the person at the screen."""


class LoadError(SimulatorError):
    """A file could not be loaded; `problems` says why, in the order in which they stand in the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file. Line and column count characters from 1; None where they are not known."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        numbers = (str(n) for n in (self.line, self.column) if n is not None)
        return ":".join((shown(self.file, limits.LINE_LENGTH), *numbers))


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: a stable code, a plain sentence, where, what to do, and what was probably meant."""

    code: str
    message: str
    place: Place
    advice: str
    suggestion: str | None = None

    def __str__(self) -> str:
        meant = f" Did you mean '{shown(self.suggestion)}'?" if self.suggestion is not None else ""
        return f"{self.place}: {self.code} {self.message}{meant} {self.advice}".rstrip()


class Problems:
    """Collects the problems of a load, or raises the first.

    `codes` adds a table to the simulator's own, for those who load other kinds of files. Beyond
    `limits.PROBLEMS`, problems are counted in `left_out` and not kept.
    """

    def __init__(self, *, stop_at_first: bool = False, codes: Mapping[str, Code] | None = None) -> None:
        self._stop_at_first = stop_at_first
        self._codes = {**CODES, **(codes or {})}
        self._found: dict[Problem, None] = {}
        self.left_out = 0

    def add(
        self,
        code: str,
        place: Place,
        /,
        *,
        name: str | None = None,
        near: Iterable[str] = (),
        **fill: object,
    ) -> None:
        """Report a problem of the catalogue.

        `name` and `fill` go into the code's sentences. `near` are the names that would have been right
        here; the one most like `name` becomes the suggestion. Raises LoadError if this collector stops at
        the first problem.
        """
        if self.full:
            self.left_out += 1
            return
        self._keep(self._problem(code, place, name, near, fill))

    def add_expression(self, error: ExpressionError, at: Place | Callable[[int], Place]) -> None:
        """Report a condition's problem. `at` is where its text starts, or gives the place of an offset."""
        self.add(error.code, place_at(at, error.offset), name=error.name, near=error.near, **error.fill)

    def register(self, codes: Mapping[str, Code]) -> None:
        """Add a table of codes to those that this collector knows."""
        self._codes.update(codes)

    def raise_any(self) -> None:
        """Raise LoadError with all problems, if there are any."""
        if self._found:
            raise LoadError(self.all)

    @property
    def full(self) -> bool:
        """Whether there are as many problems as are kept: looking for more has no sense."""
        return len(self._found) >= limits.PROBLEMS

    @property
    def all(self) -> list[Problem]:
        """All problems, as they stand in their files; files in the order in which they first had one."""
        files = list(dict.fromkeys(problem.place.file for problem in self._found))
        return sorted(self._found, key=lambda problem: _position(problem, files))

    def __bool__(self) -> bool:
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.all)

    def _problem(
        self, code: str, place: Place, name: str | None, near: Iterable[str], fill: Mapping[str, object]
    ) -> Problem:
        message, advice = sentences(code, self._codes, name=name, **fill)
        suggestion = nearest(name, near) if name is not None else None
        return Problem(code, message, place, advice, suggestion)

    def _keep(self, problem: Problem) -> None:
        self._found.setdefault(problem)
        if self._stop_at_first:
            raise LoadError([problem])


def _filled(key: str, value: object) -> str:
    return shown(value, limits.SHOWN if key in REPEATED else limits.LINE_LENGTH)


def _position(problem: Problem, files: list[str]) -> tuple[int, int, int]:
    return files.index(problem.place.file), problem.place.line or 0, problem.place.column or 0


def sentences(
    code: str, codes: Mapping[str, Code] = CODES, /, *, name: str | None = None, **fill: object
) -> tuple[str, str]:
    """A code's message and advice, filled in."""
    words = {key: _filled(key, value) for key, value in {"name": name, **fill}.items()}
    return codes[code].message.format(**words), codes[code].advice.format(**words)


def place_at(at: Place | Callable[[int], Place], offset: int) -> Place:
    """The place of a character `offset` into a text that starts at `at`, or as `at` itself tells it."""
    if not isinstance(at, Place):
        return at(offset)
    return at if at.column is None else Place(at.file, at.line, at.column + offset)


def shown(value: object, length: int = limits.SHOWN) -> str:
    """A value as a problem repeats it: one line, not long, and nothing in it that a terminal would obey."""
    text = value[: length + 1] if isinstance(value, str) else str(value)
    visible = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return visible if len(visible) <= length else visible[: length - 1] + "…"


def as_written(value: object) -> str:
    """A value as it stands in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `name` probably meant: written another way, in another order, or misspelt."""
    if len(name) > limits.LINE_LENGTH:
        return None
    known = {_plain(candidate): candidate for candidate in candidates if candidate != name}
    wanted = _plain(name)
    words = _words(wanted)
    if wanted in known:
        return known[wanted]
    same_words = [plain for plain in known if words and _words(plain) == words]
    close = same_words or get_close_matches(wanted, known, n=1, cutoff=NEAR_ENOUGH)
    return known[close[0]] if close else None


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def _words(plain: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", plain))
