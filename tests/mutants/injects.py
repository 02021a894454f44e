"""Defects in injects: what never comes, and what nobody would notice."""

from __future__ import annotations

from random import Random

from tests.mutants.draft import Data
from tests.mutants.seeded import OFTEN, Expected, Original, Seeded, infeasible, narrowed

NOTICED = ("title", "text", "events", "set", "add", "ledger", "schedule", "documents", "then")


def starved(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An inject waits for what never happens."""
    found = [id for id, inject in data.get("injects", {}).items() if _comes(original, id) and "by hand" not in inject]
    if not found:
        return None
    id, closed = chance.choice(found), infeasible(data, chance)
    inject = data["injects"][id]
    key = "when" if "when" in inject else "if"
    inject[key] = narrowed(inject.get(key), closed)
    return Seeded(f"{id} only where {closed}", Expected(("P111",), (id,)))


def silent(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An inject says and changes nothing."""
    found = [id for id, inject in data.get("injects", {}).items() if _comes(original, id) and "then" not in inject]
    if not found:
        return None
    id = chance.choice(found)
    for key in NOTICED:
        data["injects"][id].pop(key, None)
    return Seeded(f"{id} says and changes nothing", Expected(("P109",), (id,)))


def _comes(original: Original, id: str) -> bool:
    return original.met.injects[id] >= OFTEN * original.met.games
