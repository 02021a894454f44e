"""Where a database is: a file, or a PostgreSQL server by its address, which may hold a password."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

SCHEMES = ("postgresql://", "postgres://")


@dataclass(frozen=True)
class Server:
    """A database on a PostgreSQL server. As text it is fit to be shown: without name, password and settings."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        # All before the last @: a password in which somebody forgot to write %40 or %2F for a sign must not show.
        where = self.url.partition("://")[2].rpartition("@")[2].partition("?")[0]
        return f"postgresql://{where}"

    def without_secrets(self, words: str) -> str:
        """What the server or its library said, without any piece of the address that may be of a password."""
        named, _, settings = self.url.partition("://")[2].partition("?")
        login = named.rpartition("@")[0].partition(":")[2]
        settings_values = re.findall(r"(?i)pass\w*=([^&]*)", settings)
        secrets = {each for text in (login, *settings_values) for each in (text, unquote(text))}
        parts = {part for secret in secrets for part in re.split(r"\W", secret) if len(part) > 2}
        for piece in sorted(filter(None, secrets | parts), key=len, reverse=True):
            words = words.replace(piece, "…")
        return words


Place = Path | Server


def place_of(text: str) -> Place:
    """The server whose address this is, or else the file with this path."""
    return Server(text) if text.startswith(SCHEMES) else Path(text).expanduser()
