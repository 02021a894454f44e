"""What a condition consists of: names, their types, and the tree that a condition is parsed into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Value = bool | int | str


class Name(NamedTuple):
    """A variable, fact or card value, and whom it is about: `threat.imminent(throwers)`."""

    name: str
    about: str | None = None

    def __str__(self) -> str:
        return self.name if self.about is None else f"{self.name}({self.about})"


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list of texts."""

    values: tuple[str, ...]


Type = Flag | Number | Choice


class Constant(NamedTuple):
    """A value that was written out."""

    value: Value


class Read(NamedTuple):
    """The value of a name."""

    name: Name


class Not(NamedTuple):
    """True where `inner` is false."""

    inner: Tree


class All(NamedTuple):
    """True where every part is: `and`."""

    parts: tuple[Tree, ...]


class Any(NamedTuple):
    """True where some part is: `or`."""

    parts: tuple[Tree, ...]


class Compare(NamedTuple):
    """A comparison, or a chain of them: `1 < tension < 4`. One operand more than signs."""

    signs: tuple[str, ...]
    operands: tuple[Tree, ...]


class Arithmetic(NamedTuple):
    """The sum, difference or product of two numbers."""

    sign: str
    left: Tree
    right: Tree


class Minus(NamedTuple):
    """A number with its sign turned."""

    inner: Tree


Tree = Constant | Read | Not | All | Any | Compare | Arithmetic | Minus
