"""Search over scenarios: words by their beginnings, whatever the case and the accents, best first.

SQLite has full-text search. For PostgreSQL the words are folded here and kept beside the scenarios: what it has itself
depends on how it was set up.
"""

from __future__ import annotations

import unicodedata

from simulator.database.connection import Connection, Kind, Statements

QUERY_LENGTH = 200
"""Characters of a query that are looked for: more than anyone types. A pasted book would take seconds."""

IS_LATEST = "s.turn = (select max(turn) from scenarios where scenario_id = s.scenario_id)"

FOUND: dict[Kind, str] = {
    "sqlite": f"""
        from scenarios_fts join scenarios s on s.number = scenarios_fts.rowid
        where scenarios_fts match ? and {IS_LATEST}
        order by bm25(scenarios_fts, 8.0, 4.0, 1.0), s.title, s.hash""",
    "postgresql": f"""
        from scenario_words w join scenarios s on s.number = w.number
        cross join lateral (
            select min(8 * sign(strpos(w.title, word)) + 4 * sign(strpos(w.scenario_id, word))
                       + sign(strpos(w.words, word))) as least,
                   sum(8 * sign(strpos(w.title, word)) + 4 * sign(strpos(w.scenario_id, word))
                       + sign(strpos(w.words, word))) as sum
            from unnest(cast(? as text[])) word) hits
        where hits.least > 0 and {IS_LATEST}
        order by hits.sum desc, s.title, s.hash""",
}
"""The rest of a query that lists the latest versions which were found."""

INDEX = """
    insert into scenario_words (number, title, scenario_id, words)
    select number, :title, :id, :words from scenarios where hash = :hash
    on conflict (number) do nothing"""


def typed_words(text: str) -> list[str]:
    """The words that a person typed, without what cannot be looked for."""
    return text[:QUERY_LENGTH].encode("utf-8", "ignore").decode().replace('"', " ").replace("\0", " ").split()


def expression(kind: Kind, words: list[str]) -> object:
    """The value to search with: each word a beginning, and none of them a command."""
    if kind == "sqlite":
        return " ".join(f'"{word}"*' for word in words)
    return [folded for word in words if (folded := fold(word)).strip()]


def index(connection: Connection, statements: Statements, hash: str, title: str, scenario_id: str, words: str) -> None:
    """Let a version be found. SQLite sees to that by itself."""
    if connection.kind == "postgresql":
        folded = {"title": fold(title), "id": fold(scenario_id), "words": fold(words)}
        statements.execute(INDEX, folded | {"hash": hash})


def fold(text: str) -> str:
    """Letters and digits in small letters without accents, with one space before each word."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return "".join(f" {word}" for word in "".join(each if each.isalnum() else " " for each in letters).split())
