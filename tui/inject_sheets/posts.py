"""Posts by the names that exercise staff give to whoever an inject goes to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simulator.exercise_model import Post

POSTS = Path(__file__).with_name("posts.json")
LAST: Post = "observer"

BETWEEN = re.compile(r"[,;\n+|•]|\s&\s|\band\b", re.IGNORECASE)
"""What stands between two addressees. A slash may also stand inside the name of one: DSRSG/RC/HC."""

TITLE = re.compile(r"^(?:the|to|for|a/?|acting|info:?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a name means: a post, exactly or as the nearest that there is."""

    name: str
    post: Post
    exact: bool


def is_everybody(text: str) -> bool:
    """Whether this names all seats."""
    return _plain(text) in _known()["everybody"]


def names_in(text: str) -> list[str]:
    """The names of those to whom something goes, one by one."""
    names: list[str] = []
    for part in _apart([text], BETWEEN):
        whole = _exact(part)
        pieces = [piece.strip() for piece in part.split("/")]
        apart = whole is None and len(pieces) > 1 and all(_exact(piece) or is_everybody(piece) for piece in pieces)
        names += pieces if apart else [part]
    return list(dict.fromkeys(names))


def named(name: str) -> Named:
    """Whom a name means."""
    post = _exact(name)
    if post is not None:
        return Named(name, post, True)
    words = _plain(name)
    near = ((post, sign) for post, about in _known()["posts"].items() for sign in about["near"])
    # The first sign in the name wins, and of those the longest: 'protection' says less than 'protection of civilians'.
    found = [
        (seen.start(), -len(sign), post) for post, sign in near if (seen := re.search(rf"\b{re.escape(sign)}\b", words))
    ]
    return Named(name, min(found)[2] if found else LAST, False)


def _apart(texts: Iterable[str], between: re.Pattern[str]) -> list[str]:
    """Split, but not what is the name of one post as a whole."""
    parts: list[str] = []
    for text in texts:
        whole = _exact(text) or is_everybody(text)
        pieces = [text] if whole else between.split(text)
        parts += [trimmed for piece in pieces if (trimmed := TITLE.sub("", piece.strip(" .:()\t")))]
    return parts


def _exact(name: str) -> Post | None:
    return _by_name().get(_plain(TITLE.sub("", name.strip())))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.replace("'", "").replace("’", "").casefold()))


@cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(POSTS.read_text(encoding="utf-8"))
    return found


@cache
def _by_name() -> dict[str, Post]:
    return {_plain(name): post for post, about in _known()["posts"].items() for name in about["names"]}
