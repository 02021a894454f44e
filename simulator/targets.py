"""Targets and their groups: what is done to a whole is done to its parts."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.model import Target


def reach_of(who: Mapping[str, Target]) -> dict[str, tuple[str, ...]]:
    """For each target, itself and all its parts at any depth, in file order. A target in a circle reaches itself."""
    return {id: (id, *(other for other in who if other != id and id in wholes(other, who))) for id in who}


def wholes(id: str, who: Mapping[str, Target]) -> tuple[str, ...]:
    """The groups that a target belongs to, nearest first. Stops at a circle or an unknown name."""
    found: list[str] = []
    whole = who[id].of
    while whole is not None and whole in who and whole not in found:
        found.append(whole)
        whole = who[whole].of
    return tuple(found)


def circles(who: Mapping[str, Target]) -> list[str]:
    """Targets that belong to themselves, the first of each circle."""
    found: list[str] = []
    for id in who:
        groups = wholes(id, who)
        if id in groups and not set(found) & set(groups):
            found.append(id)
    return found
