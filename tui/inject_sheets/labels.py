"""Labels of columns and lines as exercise staff write them, and what each stands for in an inject."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from tui.words import say

LABELS = Path(__file__).with_name("labels.json")
LONGEST = 60
"""Characters of a label. What is longer is what somebody wrote below one."""

OWN: tuple[str, ...] = (
    "number",
    "planned",
    "type",
    "means",
    "from",
    "to",
    "title",
    "activity",
    "text",
    "expected",
    "for evaluators",
)
OWN += ("objectives", "id", "documents")
"""What our own sheets have, in the order of the list."""

WORDS_OF_A_LABEL = 5


def label_of(text: str) -> str | None:
    """What a column or line with this label holds; None where that is no label."""
    if len(text) > LONGEST:
        return None
    plain = _plain(text)
    return _known().get(plain) or _known().get(_plain(re.sub(r"\(.*?\)", " ", text)))


def heading_of(text: str) -> str | None:
    """As `label_of`, for the head of a table: there a label may have more words around it."""
    found = label_of(text)
    words = _plain(re.sub(r"\(.*?\)", " ", text)).split()
    if found is not None or not words or len(words) > WORDS_OF_A_LABEL:
        return found
    beginnings = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    endings = (" ".join(words[start:]) for start in range(1, len(words)))
    return next((_known()[part] for part in (*beginnings, *endings) if part in _known()), None)


def own_label(field: str) -> str:
    """The label that our own sheets have for a field of an inject."""
    return say(f"inject-sheets.label.{field.replace(' ', '-')}")


@cache
def _known() -> dict[str, str]:
    """What each label stands for, by the label without case and signs."""
    listed: dict[str, list[str]] = json.loads(LABELS.read_text(encoding="utf-8"))
    known = {_plain(label): field for field, labels in listed.items() for label in labels}
    to_write_into = (say("inject-sheets.played-at"), say("inject-sheets.seen"))
    known |= {_plain(label): "unused" for label in to_write_into}
    return {**known, **{_plain(own_label(field)): field for field in OWN}}


def _plain(text: str) -> str:
    named = text.replace("#", " number ").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"[^\W_]+", named.casefold()))
