"""Types of conditions: every name is declared, and only what goes together is compared, joined or added."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from simulator.expression_errors import ExpressionError, mixed
from simulator.expression_tokens import Token
from simulator.expression_tree import (
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Constant,
    Flag,
    Minus,
    Name,
    Not,
    Number,
    Read,
    Tree,
    Type,
)

_SIGNS: dict[type[ast.cmpop] | type[ast.operator], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
}
_EQUALITY = ("==", "!=")
_FLAGS = {"true": True, "false": False}


class Text(NamedTuple):
    """The type of a text in quotation marks, until it is compared with a list that has it."""

    value: str


class Typed(NamedTuple):
    """A part of a condition with its type, and the piece of the condition that it was read from."""

    tree: Tree
    type: Type | Text
    said: str
    offset: int


class Checker:
    """Turns Python's syntax tree into ours and checks names and types on the way."""

    def __init__(
        self,
        text: str,
        found: Sequence[Token],
        declared: Callable[[Name], Type | None],
        near: Callable[[], Iterable[str]],
    ) -> None:
        self.text, self.found, self.near, self._declared = text, found, near, declared
        self.at = {token.start: token for token in found}

    def condition(self, node: ast.expr) -> Tree:
        """The whole condition, which must come out true or false."""
        return self._flag(self._typed(node), "A condition").tree

    def declared(self, name: Name) -> Type | None:
        """The type of a name; `true` and `false` are no names."""
        return None if name.name in _FLAGS else self._declared(name)

    def _typed(self, node: ast.expr) -> Typed:
        match node:
            case ast.Name():
                return self._operand(self.at[node.col_offset - 1])
            case ast.BoolOp(op=op, values=values):
                return self._joined("and" if isinstance(op, ast.And) else "or", node, values)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return self._made(node, Not(self._flag(self._typed(inner), "`not`").tree), Flag())
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return self._minus(node, inner)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
                return self._arithmetic(node, left, _SIGNS[type(op)], right)
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self._comparison(node, [left, *others], [_SIGNS[type(op)] for op in ops])
            case _:
                raise mixed(node.col_offset - 1, "This has no meaning in a condition", "Take it out.")

    def _made(self, node: ast.expr, tree: Tree, type_: Type) -> Typed:
        start, end = node.col_offset - 1, (node.end_col_offset or node.col_offset) - 1
        return Typed(tree, type_, self.text[start:end], start)

    def _operand(self, token: Token) -> Typed:
        if token.kind == "number":
            return Typed(Constant(int(token.text)), Number(), token.text, token.start)
        if token.kind == "text":
            return Typed(Constant(token.text[1:-1]), Text(token.text[1:-1]), token.text, token.start)
        if token.text in _FLAGS:
            return Typed(Constant(_FLAGS[token.text]), Flag(), token.text, token.start)
        name = name_of(token)
        type_ = self.declared(name)
        if type_ is None:
            raise self._unknown(name, token)
        return Typed(Read(name), type_, str(name), token.start)

    def _joined(self, word: str, node: ast.expr, values: Sequence[ast.expr]) -> Typed:
        parts = tuple(self._flag(self._typed(value), f"`{word}`").tree for value in values)
        return self._made(node, All(parts) if word == "and" else Any(parts), Flag())

    def _minus(self, node: ast.expr, inner: ast.expr) -> Typed:
        tree = self._number(self._typed(inner), "-").tree
        turned = Constant(-int(tree.value)) if isinstance(tree, Constant) else Minus(tree)
        return self._made(node, turned, Number())

    def _arithmetic(self, node: ast.expr, left: ast.expr, sign: str, right: ast.expr) -> Typed:
        first, second = self._number(self._typed(left), sign), self._number(self._typed(right), sign)
        return self._made(node, Arithmetic(sign, first.tree, second.tree), Number())

    def _comparison(self, node: ast.expr, operands: Sequence[ast.expr], signs: Sequence[str]) -> Typed:
        self._check_unquoted(operands)
        typed = [self._typed(operand) for operand in operands]
        for sign, (left, right) in zip(signs, pairwise(typed), strict=True):
            check_pair(left, sign, right)
        return self._made(node, Compare(tuple(signs), tuple(each.tree for each in typed)), Flag())

    def _flag(self, part: Typed, by: str) -> Typed:
        if isinstance(part.type, Flag):
            return part
        wants = "joins conditions" if by in ("`and`", "`or`") else "turns a condition round"
        what = f"{by} must be true or false" if by == "A condition" else f"{by} {wants}"
        raise mixed(part.offset, f"{what}; '{part.said}' is {kind(part.type)}", compared(part))

    def _number(self, part: Typed, sign: str) -> Typed:
        if isinstance(part.type, Number):
            return part
        what = f"'{sign}' is for numbers; '{part.said}' is {kind(part.type)}"
        raise mixed(part.offset, what, "Use whole numbers and variables that are numbers.")

    def _unknown(self, name: Name, token: Token) -> ExpressionError:
        names = list(self.near())
        known = {near.partition("(")[0] for near in names}
        if name.name in known or (name.about is not None and self.declared(Name(name.name)) is not None):
            return self._wrong_target(name, token, names)
        return ExpressionError("S402", token.start, name=str(name), near=names, advice=self._advice(name))

    def _advice(self, name: Name) -> str:
        """What to do about an unknown name."""
        for hyphen in re.finditer("-", name.name):
            before, after = name.name[: hyphen.start()], name.name[hyphen.end() :]
            if self.declared(Name(before)) is not None:
                return f"A minus needs a space on each side: `{before} - {after}`."
        return "Declare it under `state`, or use a fact of the vocabulary."

    def _wrong_target(self, name: Name, token: Token, names: Iterable[str]) -> ExpressionError:
        if name.about is None:
            return ExpressionError("S310", token.start, name=name.name)
        if self.declared(Name(name.name)) is not None:
            return ExpressionError("S311", token.start, name=name.name)
        targets = {near.partition("(")[2].rstrip(")") for near in names if "(" in near}
        offset = token.start + token.text.rindex(name.about)
        return ExpressionError("S305", offset, name=name.about, near=sorted(targets))

    def _check_unquoted(self, operands: Sequence[ast.expr]) -> None:
        """A value of a list without its quotation marks, beside the variable that has the list."""
        sides = [self._plain_name(operand) for operand in operands]
        for left, right in [*pairwise(sides), *((b, a) for a, b in pairwise(sides))]:
            of = self.declared(name_of(left)) if left else None
            if left and right and isinstance(of, Choice) and self._is_loose(right):
                raise unquoted(right.text, right.start, left.text, of)

    def _is_loose(self, token: Token) -> bool:
        return token.text not in _FLAGS and self.declared(name_of(token)) is None

    def _plain_name(self, node: ast.expr) -> Token | None:
        token = self.at[node.col_offset - 1] if isinstance(node, ast.Name) else None
        return token if token is not None and token.kind == "name" else None

    def check_loose_values(self) -> None:
        """Raise ExpressionError where a value of several words stands without quotation marks."""
        for n, (left, sign) in enumerate(pairwise(self.found)):
            of = self.declared(name_of(left)) if left.kind == "name" and sign.text in _EQUALITY else None
            words = list(takewhile(lambda token: token.kind == "name", self.found[n + 2 :]))
            if isinstance(of, Choice) and len(words) > 1:
                raise unquoted(" ".join(word.text for word in words), words[0].start, left.text, of)


def name_of(token: Token) -> Name:
    """The name that a token writes, with its target."""
    name, _, about = token.text.partition("(")
    return Name(name.strip(), about.rstrip(")").strip() or None)


def check_pair(left: Typed, sign: str, right: Typed) -> None:
    """Raise ExpressionError where two things cannot be compared by this sign."""
    if isinstance(left.type, Text) and isinstance(right.type, Choice):
        left, right = right, left
    if isinstance(left.type, Choice) and isinstance(right.type, Text) and sign in _EQUALITY:
        if right.type.value not in left.type.values:
            raise no_value(right.type.value, right.offset, left.said, left.type)
    elif sign in _EQUALITY and not isinstance(left.type, Text) and same(left.type, right.type):
        return
    elif not (isinstance(left.type, Number) and isinstance(right.type, Number)):
        raise cannot_compare(left, sign, right)


def same(left: Type | Text, right: Type | Text) -> bool:
    """Whether values of two types can be equal."""
    if isinstance(left, Choice) and isinstance(right, Choice):
        return set(left.values) == set(right.values)
    return type(left) is type(right)


def cannot_compare(left: Typed, sign: str, right: Typed) -> ExpressionError:
    """The error for two things that cannot be compared by this sign."""
    if sign not in _EQUALITY:
        wrong = right if isinstance(left.type, Number) else left
        what = f"'{sign}' compares numbers; '{wrong.said}' is {kind(wrong.type)}"
        return mixed(wrong.offset, what, compared(wrong))
    what = f"'{left.said}' is {kind(left.type)}, and '{right.said}' is {kind(right.type)}"
    return mixed(right.offset, what, "Compare only what is of one kind.")


def no_value(value: str, offset: int, of: str, choice: Choice) -> ExpressionError:
    """The error for a text that is not a value of the list it is compared with."""
    values = ", ".join(f'"{each}"' for each in choice.values)
    return ExpressionError("S406", offset, name=value, near=choice.values, of=of, values=values)


def unquoted(value: str, offset: int, of: str, choice: Choice) -> ExpressionError:
    """The error for a value of a list without quotation marks, or what was meant to be one."""
    if value in choice.values:
        return ExpressionError("S405", offset, name=value, of=of)
    return no_value(value, offset, of, choice)


def kind(type_: Type | Text) -> str:
    """A type in plain words."""
    if isinstance(type_, Choice):
        return "one of a list"
    words: dict[type, str] = {Flag: "true or false", Number: "a number", Text: "a text"}
    return words[type(type_)]


def compared(part: Typed) -> str:
    """What to do about a part that is of the wrong type for its place."""
    if isinstance(part.type, Number):
        return f"Compare it: `{part.said} > 0`."
    if isinstance(part.type, Choice):
        return f'Compare it with a value: `{part.said} == "{part.type.values[0]}"`.'
    if isinstance(part.type, Flag):
        return f"Write `{part.said}` or `not {part.said}` by itself."
    return "Compare a variable with it: `name == ...`."
