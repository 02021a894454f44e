"""What is wrong with a condition, and where in its text."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.problems import SimulatorError, sentences


class ExpressionError(SimulatorError):
    """A condition that cannot be read or has no meaning.

    `code` and `fill` name and fill a problem of the catalogue, `offset` counts characters from the start of
    the condition's text (from 0), `near` are the names that would have been right where `name` stands.
    """

    def __init__(
        self, code: str, offset: int, *, name: str | None = None, near: Iterable[str] = (), **fill: object
    ) -> None:
        self.code, self.offset, self.name = code, offset, name
        self.near = tuple(near)
        self.fill = fill
        super().__init__(" ".join(sentences(code, name=name, **fill)))


def unreadable(offset: int, what: str, advice: str) -> ExpressionError:
    """The error for a condition whose words do not fit together."""
    return ExpressionError("S401", offset, what=what, advice=advice)


def mixed(offset: int, what: str, advice: str) -> ExpressionError:
    """The error for kinds of values that do not go together."""
    return ExpressionError("S404", offset, what=what, advice=advice)
