"""The database: one file on this computer. It stores plain data and knows neither scenarios nor rules."""

from __future__ import annotations

from simulator.database.database import Database
from simulator.database.errors import DatabaseError

__all__ = ["Database", "DatabaseError"]
