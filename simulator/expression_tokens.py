"""The words of a condition, and whether they can follow each other.

After `tokens` and `check_order` a condition is sure to have a meaning as a sentence; what remains open is whether
its names are known and its types go together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from simulator import limits
from simulator.expression_errors import ExpressionError, unreadable
from simulator.problems import shown


class Token(NamedTuple):
    """One word of a condition. `text` is its plain form (`is` becomes `==`), `start` and `end` where it stands."""

    kind: str
    text: str
    start: int
    end: int


_PATTERN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<compare>is\s+not(?![\w.-])|is(?![\w.(-])|==(?!=)|!=(?!=)|<=|>=(?!=)|<(?!>)|>)
    | (?P<word>(?:and|or|not)(?![\w.-]))
    | (?P<name>[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*(?!\w)(?:\s*\(\s*[a-z][a-z0-9]*(?:-[a-z0-9]+)*\s*\))?)
    | (?P<number>[0-9]+(?![\w.]))
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<open>\()
    | (?P<close>\))
    | (?P<sign>\+|-(?!>)|\*(?!\*))
    | (?P<other>[^\W\d][\w.-]*|[0-9][\w.]*|===|!==|=>|=<|=|<>|&&?|\|\|?|\*\*|//|->|.)
    """,
    re.VERBOSE | re.DOTALL,
)

_QUOTES = 'Write straight quotation marks: "angry".'
_INSTEAD = {
    "=": "Write == to compare.",
    "===": "Write == to compare.",
    "!==": "Write != to compare.",
    "=>": "Write >= for 'at least'.",
    "≥": "Write >= for 'at least'.",
    "=<": "Write <= for 'at most'.",
    "≤": "Write <= for 'at most'.",
    "<>": "Write != for 'is not'.",
    "≠": "Write != for 'is not'.",
    "&&": "Write `and`.",
    "&": "Write `and`.",
    "||": "Write `or`.",
    "|": "Write `or`.",
    "!": "Write `not`.",
    "/": "There is no division. Multiply the other side instead.",
    "//": "There is no division. Multiply the other side instead.",
    "÷": "There is no division. Multiply the other side instead.",
    "×": "Write * to multiply.",
    "**": "There are no powers. Write the product out.",
    "^": "There are no powers. Write the product out.",
    "%": "There are no remainders or percentages. Write whole numbers.",
    "−": "Write a plain minus, with a space on each side.",
    "–": "Write a plain minus, with a space on each side.",
    **dict.fromkeys("“”„‘’‚«»`", _QUOTES),
}
"""Signs that other languages or word processors would write, and what to write here."""

_WORDS = frozenset({"and", "or", "not", "is", "true", "false"})
_START = "start"

_BETWEEN = "Put `and`, `or` or a comparison such as == between them."
_IN = "There is no `in`. Compare with each value, and join the comparisons with `or`."


def tokens(text: str) -> list[Token]:
    """Split a condition into its words. Raises ExpressionError at what is no word of conditions."""
    if len(text) > limits.CONDITION_LENGTH:
        raise ExpressionError("S407", 0, how="long", most=f"{limits.CONDITION_LENGTH} characters")
    found = [_token(match) for match in _PATTERN.finditer(text) if match.lastgroup != "space"]
    if len(found) > limits.CONDITION_TERMS:
        offset = found[limits.CONDITION_TERMS].start
        raise ExpressionError("S407", offset, how="long", most=f"{limits.CONDITION_TERMS} words and signs")
    return found


def _token(match: re.Match[str]) -> Token:
    kind, text = str(match.lastgroup), match[0]
    if kind == "other" and not _is_name(text):
        raise _no_word(text, match.start())
    if kind == "other":
        kind = "name"  # no name can be written like this, but the one that was meant can be suggested
    if kind == "compare" and text.startswith("is"):
        text = "==" if text == "is" else "!="
    if kind == "number" and len(text) > limits.DIGITS:
        raise ExpressionError("S116", match.start(), name=text, most=limits.DIGITS)
    return Token(kind, text, match.start(), match.end())


def _is_name(text: str) -> bool:
    return (text[0].isalpha() or text[0] == "_") and text.lower() not in _WORDS


def _no_word(text: str, offset: int) -> ExpressionError:
    if text in _INSTEAD:
        return ExpressionError("S403", offset, found=text, advice=_INSTEAD[text])
    if text.lower() in _WORDS:
        return ExpressionError("S403", offset, found=text, advice=f"Write `{text.lower()}`.")
    if text in ('"', "'"):
        return unreadable(offset, "a quotation mark is opened and never closed", "Close it.")
    if text[0].isdecimal():
        return unreadable(offset, f"'{shown(text)}' is not a whole number", "Write digits only.")
    return unreadable(offset, f"'{shown(text)}' has no meaning in a condition", "Take it out.")


def check_order(found: Sequence[Token], text: str) -> None:
    """Raise ExpressionError where words cannot follow each other or brackets do not match."""
    opened: list[Token] = []
    before = Token(_START, "", 0, 0)
    for token in found:
        _check_pair(before, token)
        _check_bracket(token, opened)
        before = token
    if before.kind == _START:
        raise unreadable(0, "it is empty", "Write a condition, or take the key out.")
    if not _ends_value(before):
        raise unreadable(before.start, f"nothing follows '{_said(before)}'", "Add what is missing.")
    if opened:
        raise unreadable(opened[-1].start, "a bracket is opened and never closed", "Close it.")


def _ends_value(token: Token) -> bool:
    return token.kind in ("name", "number", "text", "close")


def _begins_value(token: Token) -> bool:
    return token.kind in ("name", "number", "text", "open") or token.text == "not"


def _check_pair(before: Token, token: Token) -> None:
    if _ends_value(before):
        if _begins_value(token):
            what = f"'{_said(before)}' and '{_said(token)}' stand side by side"
            raise unreadable(token.start, what, _IN if token.text == "in" else _BETWEEN)
    elif token.text == "not" and before.kind in ("compare", "sign"):
        what = f"'not' cannot follow '{_said(before)}'"
        raise unreadable(token.start, what, "Write `is not`, or put brackets around `not` and what follows.")
    elif not _begins_value(token) and token.text != "-":
        raise _no_value_before(before, token)


def _no_value_before(before: Token, token: Token) -> ExpressionError:
    if token.kind == "close" and before.kind == _START:
        return unreadable(token.start, "a bracket is closed and was never opened", "Take it out.")
    nothing = before.kind in (_START, "open")
    where = "at the start" if before.kind == _START else f"after '{_said(before)}'"
    what = f"'{_said(token)}' has nothing before it" if nothing else f"'{_said(token)}' cannot stand {where}"
    return unreadable(token.start, what, "Put a name or a number before it.")


def _check_bracket(token: Token, opened: list[Token]) -> None:
    if token.kind == "open":
        opened.append(token)
        if len(opened) > limits.CONDITION_DEPTH:
            most = f"{limits.CONDITION_DEPTH} brackets in each other"
            raise ExpressionError("S407", token.start, how="deep", most=most)
    elif token.kind == "close":
        if not opened:
            raise unreadable(token.start, "a bracket is closed and was never opened", "Take it out.")
        opened.pop()


def _said(token: Token) -> str:
    return shown(token.text)
