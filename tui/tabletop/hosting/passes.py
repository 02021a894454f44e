"""Passes: what a browser or terminal shows to be let in again. Signed with the door's own secret.

A pass says who somebody is. What that person may do is looked up each time: a pass to a seat that has changed hands
opens nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

SCREEN = -1
"""In place of a participant: the projector, which sees what everybody sees."""


class Pass(NamedTuple):
    """Through which door, named by its code, and as which participant."""

    code: str
    participant: int


def signed(secret: str, found: Pass) -> str:
    """The pass as text, safe in a cookie or an address."""
    return str(_signer(secret).dumps(list(found)))


def code_of(text: str) -> str | None:
    """The code of the door that a pass claims to be for, so that its secret can be found; nothing is proved by it."""
    return _code(_signer("").loads_unsafe(text)[1])


def read(secret: str, text: str) -> Pass | None:
    """The pass, if it was signed with this secret; None for anything else."""
    try:
        found = _signer(secret).loads(text)
    except BadSignature:
        return None
    code = _code(found)
    return None if code is None or type(found[1]) is not int else Pass(code, found[1])


def _code(found: object) -> str | None:
    if isinstance(found, list) and len(found) == 2 and isinstance(found[0], str):
        return found[0]
    return None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="peacekeeper.tabletop")
