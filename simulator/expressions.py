"""Conditions: a small language over declared names, parsed once and checked before anything is played.

`interpreter and tension < 5`, `not surrender(throwers)`, `mood is "angry"`, `1 < tension < 4`: comparison,
`and`, `or`, `not`, `+ - *` and brackets. Nothing that an author wrote is ever evaluated as Python: the words are
recognised here, replaced one by one by harmless names of the same length, and only that is given to Python's
parser, which knows precedence and places.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from simulator.expression_closures import bind
from simulator.expression_errors import ExpressionError, unreadable
from simulator.expression_tokens import Token, check_order, tokens
from simulator.expression_tree import (
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Flag,
    Minus,
    Name,
    Not,
    Number,
    Read,
    Tree,
    Type,
    Value,
)
from simulator.expression_types import Checker

__all__ = ["Choice", "Expression", "ExpressionError", "Flag", "Name", "Number", "Type", "Value", "parse"]

Ctx = TypeVar("Ctx")


def _no_names() -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Expression:
    """A condition that has a meaning: its text, the names that it reads, and its tree."""

    text: str
    reads: frozenset[Name]
    tree: Tree = field(repr=False)

    def bind(self, getter: Callable[[Name], Callable[[Ctx], Value]]) -> Callable[[Ctx], bool]:
        """The condition as a function; `getter` gives for each name the function that reads its value."""
        return bind(self.tree, getter)


def parse(
    text: str,
    declared: Callable[[Name], Type | None],
    near: Callable[[], Iterable[str]] = _no_names,
) -> Expression:
    """Parse a condition and check its types.

    `declared` gives the type of a name, or None where there is no such name; `near` lists the names that there
    are, for *did you mean*. Raises ExpressionError.
    """
    found = tokens(text)
    checker = Checker(text, found, declared, near)
    try:
        check_order(found, text)
    except ExpressionError:
        checker.check_loose_values()
        raise
    tree = checker.condition(_python(text, found))
    return Expression(text, frozenset(names_of(tree)), tree)


def _python(text: str, found: list[Token]) -> ast.expr:
    """The condition as Python's syntax tree, each operand a name `n…`; places count from 1, for the bracket."""
    masked = [" "] * len(text)
    for token in found:
        written = token.text if token.kind not in ("name", "number", "text") else "n" * (token.end - token.start)
        masked[token.start : token.start + len(written)] = written
    try:
        return ast.parse(f"({''.join(masked)})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise unreadable(0, "its words do not fit together", "Use brackets to say what belongs together.") from error


def names_of(tree: Tree) -> Iterator[Name]:
    """The names that a condition reads."""
    match tree:
        case Read(name):
            yield name
        case Not(inner) | Minus(inner):
            yield from names_of(inner)
        case All(parts) | Any(parts) | Compare(_, parts):
            for part in parts:
                yield from names_of(part)
        case Arithmetic(_, left, right):
            yield from names_of(left)
            yield from names_of(right)
        case _:
            pass
