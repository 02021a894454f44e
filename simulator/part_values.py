"""What a part with parameters is given: checked against what it asks for, and put into its scenes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator import limits
from simulator.filled_source import PARAMETER, FilledSource
from simulator.names import parse_name
from simulator.problems import Problems, as_written
from simulator.source import Path, Source
from simulator.vocabulary import Vocabulary

SHOWN_KEYS = frozenset(
    {"text", "label", "title", "consequence", "tactical", "political", "pulls apart", "reflect", "unit"}
)
"""Keys whose values people read: there a target stands with its name, elsewhere with its id."""


class TooLarge(Exception):
    """What is filled in is more than `limits.FILLED`."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one parameter is given: as a value, and as people read it."""

    value: str | int
    shown: str


class Values:
    """Checks what calls give to parameters, by the targets and variables of the file and by the vocabulary."""

    def __init__(self, data: Mapping[str, Any], vocabulary: Vocabulary, problems: Problems) -> None:
        self._who, self._state = _block(data.get("who")), _block(data.get("state"))
        self._vocabulary, self._problems = vocabulary, problems

    def given(self, kind: str, value: Any, source: Source, path: Path) -> Given | None:
        """The value of a parameter of this kind; None where it does not fit, which has been reported."""
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not (whole if kind == "a number" else isinstance(value, str) or (whole and kind == "a text")):
            wanted = "a whole number" if kind == "a number" else f"the name of {kind}" if kind != "a text" else kind
            found = "empty" if value is None else "something else"
            advice = f"Under `with` the part says that this is {kind}."
            self._problems.add("S203", source.place(path), wanted=wanted, found=found, advice=advice)
            return None
        if kind == "a text" and len(str(value)) > limits.LINE_LENGTH:
            bound = f"{limits.LINE_LENGTH} are the most"
            self._problems.add("S205", source.place(path), found=len(str(value)), bound=bound)
            return None
        if kind not in ("a number", "a text") and not self._known(kind, str(value), source, path):
            return None
        return Given(value, self._shown(kind, value))

    def _known(self, kind: str, name: str, source: Source, path: Path) -> bool:
        tables: dict[str, tuple[str, Mapping[str, Any]]] = {
            "a target": ("S305", self._who),
            "an act": ("S304", self._vocabulary.acts),
            "an event": ("S304", self._vocabulary.events),
            "a variable": ("S306", {**self._state, **self._vocabulary.facts}),
        }
        code, table = tables[kind]
        parsed = parse_name(name) if kind == "a variable" else None
        if (parsed.name if parsed else name) in table:
            return True
        self._problems.add(code, source.place(path), name=name, near=table)
        return False

    def _shown(self, kind: str, value: str | int) -> str:
        target = _block(self._who.get(str(value))) if kind == "a target" else {}
        return str(target.get("name") or as_written(value))


class Filler:
    """Puts values into the scenes of parts. `left` is how much more may be made."""

    def __init__(self, problems: Problems) -> None:
        self.left = limits.FILLED
        self._problems = problems

    def filled(self, value: Any, given: Mapping[str, Given], of: str, source: FilledSource, path: Path) -> Any:
        """The value with its parameters filled in. Raises TooLarge."""
        self._spend(1)
        if isinstance(value, dict):
            alone = _alone(value, given)
            if alone is not None:
                return _as_it_stands(alone, path)
            return {
                str(self._text(key, given, of, source, path, shown=False)): self.filled(
                    inner, given, of, source, (*path, key)
                )
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [self.filled(inner, given, of, source, (*path, n)) for n, inner in enumerate(value)]
        return self._text(value, given, of, source, path, shown=_is_shown(path)) if isinstance(value, str) else value

    def _text(
        self, text: str, given: Mapping[str, Given], of: str, source: FilledSource, path: Path, *, shown: bool
    ) -> str | int:
        whole = PARAMETER.fullmatch(text)
        if whole and whole[1] in given:
            return _as_it_stands(given[whole[1]], path) if not shown else given[whole[1]].shown

        def value(found: re.Match[str]) -> str:
            one = given.get(found[1])
            if one is None:
                wrote, at = source.origin(path)
                self._problems.add("S532", wrote.place_at(at, found.start()), name=found[1], of=of, near=given)
                return found[0]
            return one.shown if shown else str(one.value)

        made = PARAMETER.sub(value, text)
        self._spend(len(made))
        return made

    def _spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise TooLarge


def _alone(value: Mapping[str, Any], given: Mapping[str, Given]) -> Given | None:
    """The parameter that YAML reads as a block, where `{minutes}` stands without quotation marks."""
    (key, inner), *others = value.items() if value else [("", "")]
    return given.get(key) if inner is None and not others else None


def _as_it_stands(given: Given, path: Path) -> str | int:
    return given.shown if _is_shown(path) else given.value


def _is_shown(path: Path) -> bool:
    return path[-1:] != () and path[-1] in SHOWN_KEYS


def _block(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
