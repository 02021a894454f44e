"""From the tree of a condition to a function: closures for the shapes that conditions have, and no `eval`.

Each shape gets a closure of its own, because conditions are what play and proofs spend their time on: a name
compared with a constant, two flags joined, a flag turned.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any as Anything
from typing import TypeVar

from simulator.expression_tree import All, Any, Arithmetic, Compare, Constant, Minus, Name, Not, Read, Tree, Value

Ctx = TypeVar("Ctx")
Get = Callable[[Anything], Anything]

_WITH_CONSTANT: dict[str, Callable[[Get, Value], Get]] = {
    "==": lambda get, value: lambda ctx: get(ctx) == value,
    "!=": lambda get, value: lambda ctx: get(ctx) != value,
    "<": lambda get, value: lambda ctx: get(ctx) < value,
    "<=": lambda get, value: lambda ctx: get(ctx) <= value,
    ">": lambda get, value: lambda ctx: get(ctx) > value,
    ">=": lambda get, value: lambda ctx: get(ctx) >= value,
    "+": lambda get, value: lambda ctx: get(ctx) + value,
    "-": lambda get, value: lambda ctx: get(ctx) - value,
    "*": lambda get, value: lambda ctx: get(ctx) * value,
}
_OF_TWO: dict[str, Callable[[Get, Get], Get]] = {
    "==": lambda left, right: lambda ctx: left(ctx) == right(ctx),
    "!=": lambda left, right: lambda ctx: left(ctx) != right(ctx),
    "<": lambda left, right: lambda ctx: left(ctx) < right(ctx),
    "<=": lambda left, right: lambda ctx: left(ctx) <= right(ctx),
    ">": lambda left, right: lambda ctx: left(ctx) > right(ctx),
    ">=": lambda left, right: lambda ctx: left(ctx) >= right(ctx),
    "+": lambda left, right: lambda ctx: left(ctx) + right(ctx),
    "-": lambda left, right: lambda ctx: left(ctx) - right(ctx),
    "*": lambda left, right: lambda ctx: left(ctx) * right(ctx),
}
_SIGNS: dict[str, Callable[[Anything, Anything], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def bind(tree: Tree, getter: Callable[[Name], Callable[[Ctx], Value]]) -> Callable[[Ctx], Anything]:
    """The function that a tree stands for; `getter` gives for each name the function that reads its value."""

    def bound(part: Tree) -> Get:
        match part:
            case Read(name):
                return getter(name)
            case Constant(value):
                return lambda ctx: value
            case Not(inner):
                return _not(bound(inner))
            case Minus(inner):
                return _minus(bound(inner))
            case All(parts):
                return _all([bound(each) for each in parts])
            case Any(parts):
                return _any([bound(each) for each in parts])
            case Compare((sign,), (left, right)) | Arithmetic(sign, left, right):
                return _of_two(sign, bound(left), right, bound)
            case Compare(signs, operands):
                return _chain([_SIGNS[sign] for sign in signs], [bound(each) for each in operands])

    return bound(tree)


def _of_two(sign: str, left: Get, right: Tree, bound: Callable[[Tree], Get]) -> Get:
    if isinstance(right, Constant):
        return _WITH_CONSTANT[sign](left, right.value)
    return _OF_TWO[sign](left, bound(right))


def _not(inner: Get) -> Get:
    return lambda ctx: not inner(ctx)


def _minus(inner: Get) -> Get:
    return lambda ctx: -inner(ctx)


def _all(parts: list[Get]) -> Get:
    if len(parts) == 2:
        first, second = parts
        return lambda ctx: first(ctx) and second(ctx)
    if len(parts) == 3:
        first, second, third = parts
        return lambda ctx: first(ctx) and second(ctx) and third(ctx)
    return lambda ctx: all(part(ctx) for part in parts)


def _any(parts: list[Get]) -> Get:
    if len(parts) == 2:
        first, second = parts
        return lambda ctx: first(ctx) or second(ctx)
    if len(parts) == 3:
        first, second, third = parts
        return lambda ctx: first(ctx) or second(ctx) or third(ctx)
    return lambda ctx: any(part(ctx) for part in parts)


def _chain(signs: list[Callable[[Anything, Anything], bool]], operands: list[Get]) -> Get:
    if len(signs) == 2:
        (low, high), (first, middle, last) = signs, operands

        def between(ctx: Anything) -> bool:
            value = middle(ctx)
            return low(first(ctx), value) and high(value, last(ctx))

        return between

    def holds(ctx: Anything) -> bool:
        values = [operand(ctx) for operand in operands]
        return all(sign(values[n], values[n + 1]) for n, sign in enumerate(signs))

    return holds
