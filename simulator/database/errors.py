"""What can go wrong with the database, told so that a person knows what happened and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from simulator import limits
from simulator.problems import SimulatorError, shown

ELSEWHERE = "Or choose another file with --db or PEACEKEEPER_DB."


class DatabaseError(SimulatorError):
    """The database did not do what was asked; nothing that it had acknowledged is lost.

    `message` says what happened and `advice` what to do, in plain sentences. The class and `details` are what
    a translation needs: subclasses set two templates, which are filled with the details.
    """

    says: ClassVar[str] = "The database {file} could not be used ({reason})."
    advises: ClassVar[str] = "Close other programs that use it, then try again. " + ELSEWHERE

    def __init__(self, **details: object) -> None:
        self.details = details
        self.message = self.says.format(**details)
        self.advice = self.advises.format(**details)
        super().__init__(f"{self.message} {self.advice}")


class NoDatabase(DatabaseError):
    """Nothing is there to be read."""

    says = "There is no database at {file} yet."
    advises = "It is made when you first play or add a scenario. " + ELSEWHERE


class NotADatabase(DatabaseError):
    """A folder, a device, a file of another kind, or a database whose first bytes are gone."""

    says = "{file} is not a database, or its beginning is damaged. It was not changed."
    advises = "If it was your database, bring it back from a copy. " + ELSEWHERE


class OtherDatabase(DatabaseError):
    """A sound database that this program did not make."""

    says = "{file} is a database of another program. It was not changed."
    advises = "Leave it to that program. " + ELSEWHERE


class NewerDatabase(DatabaseError):
    """A newer version of this program has changed the tables: an older one could spoil them."""

    says = "The database {file} was made by a newer version of this program. It was not changed."
    advises = "Update this program. " + ELSEWHERE


class OlderDatabase(DatabaseError):
    """It needs an upgrade and was opened for reading only."""

    says = "The database {file} was made by an older version of this program. It was not changed."
    advises = "Open it once where it may be written, so that it is brought up to date. " + ELSEWHERE


class DamagedDatabase(DatabaseError):
    """What is in the file is not what was put there."""

    says = "The database {file} is damaged."
    advises = "Keep the file as it is and bring it back from an earlier copy. " + ELSEWHERE


class LockedDatabase(DatabaseError):
    """Another program wrote for longer than we wait."""

    says = "Another program is using the database {file}. Nothing was changed."
    advises = "Wait for the other program or close it, then try again."


class FullDisk(DatabaseError):
    """The disk, a quota or a limit on the size of files."""

    says = "There is no more room on the disk for the database {file}. Nothing was changed, nothing is lost."
    advises = "Free some space, then try again."


class FailingDisk(DatabaseError):
    """The operating system could not read or write the file."""

    says = "The disk with the database {file} reports an error ({reason})."
    advises = "Copy the file to another disk, then go on there. " + ELSEWHERE


class ReadOnlyDatabase(DatabaseError):
    """The file, its folder or its disk cannot be written."""

    says = "The database {file} cannot be written: the file, its folder or its disk is read-only."
    advises = "Give yourself the right to write there. " + ELSEWHERE


class UnclosedDatabase(ReadOnlyDatabase):
    """A program was cut off here, and the last of what it kept can only be read where something can be written."""

    says = "The database {file} was not closed by the program that used it, and nothing can be written beside it."
    advises = "Copy all files that begin with its name to a folder where you may write, and choose it there with --db."


class NoAccess(DatabaseError):
    """The file belongs to somebody else."""

    says = "You do not have the right to read the database {file}."
    advises = "Ask the person to whom it belongs. " + ELSEWHERE


class UnknownServer(DatabaseError):
    """An address that is none: it starts like one of a PostgreSQL server. It may hold a password, and is not told."""

    says = "The address of the PostgreSQL server could not be read."
    advises = "Write it as postgresql://NAME@HOST/DATABASE, with %40, %3A and %2F for @, : and / in a password."


class NoDriver(DatabaseError):
    """The library that speaks to PostgreSQL is not installed."""

    says = "The database {file} is on a PostgreSQL server, and what speaks to such servers is not installed."
    advises = "Install it: pip install 'peacekeeper[postgres]'. " + ELSEWHERE


class ServerAway(DatabaseError):
    """The server cannot be reached, or went away in between. Whether it still kept the last thing is not known."""

    says = (
        "The server with the database {file} cannot be reached, or went away ({reason}). "
        "Nothing that it acknowledged is lost; what was being kept just now may be there or not."
    )
    advises = "Try again: this program connects anew by itself, once the server is back."


class RefusedByServer(NoAccess):
    """Name, password, database or rights are not what the server asks for."""

    says = "The server does not let you use the database {file} ({reason})."
    advises = "Check the address, the name and the password, and ask the person who looks after the server."


class WrongEncoding(DatabaseError):
    """A database on a server that does not keep text as UTF-8."""

    says = "The database {file} keeps text as {reason}, not as UTF8. It was not changed."
    advises = "Let the person who looks after the server make another: createdb --encoding=UTF8 --template=template0."


class Occupied(DatabaseError):
    """The database that everything should be copied to holds something."""

    says = "The database {file} is not empty. Nothing was copied to it."
    advises = "Choose one that is new or empty."


class Uncopied(DatabaseError):
    """Something in one database cannot be kept in another. `table` says of which kind it is."""

    says = "Nothing was copied to {file}: something in the table {table} cannot be kept there ({reason})."
    advises = "PostgreSQL keeps no text with a NUL character. Delete what holds it, then copy again."


class Conflict(DatabaseError):
    """A record whose number is not the next one. `details` has `run`, `number` and `expected`."""

    says = "Decision {number} of run {run} was not kept: its log has come to decision {expected}."
    advises = "The run may be open in another window. Go on in that one, or open the run again here."


class RunExists(Conflict):
    """The id of a new run is taken."""

    says = "There is a run {run} already. It was not changed."
    advises = "Begin again: the new run gets another id."


class RunIsOver(Conflict):
    """The run was finished or abandoned, here or in another window."""

    says = "Run {run} is over ({status}). Nothing was added to it."
    advises = "Open it again to read it, or begin a new run."


class ExerciseConflict(DatabaseError):
    """An entry whose number is not the next one. `details` has `exercise`, `number` and `expected`."""

    says = "Entry {number} of exercise {exercise} was not kept: its log has come to entry {expected}."
    advises = "Another laptop or window may be running it. Go on in that one, or open the exercise again here."


class ExerciseIsClosed(ExerciseConflict):
    """The exercise was closed, here or in another window."""

    says = "Exercise {exercise} is closed. Nothing was added to it."
    advises = "Open its review, or fork it to play on from a moment in it."


class ExerciseExists(ExerciseConflict):
    """The id of a new exercise is taken."""

    says = "There is an exercise {exercise} already. It was not changed."
    advises = "Open one again: it gets another id."


class NotFound(DatabaseError):
    """What the change is about is not there. `kind` is `run`, `exercise`, `participant`, `person` or `scenario`."""

    says = "There is no {kind} {name} in the database."
    advises = "It may have been deleted in another window. Look at the list again."


class InUse(DatabaseError):
    """A scenario version on which runs were played. `details` has `hash` and `runs`, their number."""

    says = "This version of the scenario stays: runs of it are kept here (number of runs: {runs})."
    advises = "Delete these runs first."


class Unstorable(DatabaseError):
    """Text with broken characters, as a terminal with another encoding sends them, or too large a number."""

    says = "A text or number was not kept: it has characters that cannot be stored, or is too large."
    advises = "Type it again without special characters."


class ErasureUnfinished(DatabaseError):
    """The rows are gone, their bytes may not be. The next opening of the database finishes it."""

    says = "It is deleted, but traces may still be in the file {file}."
    advises = (
        "Close other programs that use the database and free some space on the disk. "
        "The traces go when this program is next started."
    )


# Our statements are fixed. Where SQLite finds one wrong, the tables in the file are not as we made them.
_BY_CODE: dict[int, type[DatabaseError]] = {
    sqlite3.SQLITE_ERROR: DamagedDatabase,
    sqlite3.SQLITE_CORRUPT: DamagedDatabase,
    sqlite3.SQLITE_MISMATCH: DamagedDatabase,
    sqlite3.SQLITE_CONSTRAINT: DamagedDatabase,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_BUSY: LockedDatabase,
    sqlite3.SQLITE_LOCKED: LockedDatabase,
    sqlite3.SQLITE_PROTOCOL: LockedDatabase,
    sqlite3.SQLITE_READONLY: ReadOnlyDatabase,
    sqlite3.SQLITE_PERM: NoAccess,
    sqlite3.SQLITE_FULL: FullDisk,
    sqlite3.SQLITE_IOERR: FailingDisk,
    # SQLite says "full" for a full disk alone. A quota, a limit and a full shared index come as these.
    sqlite3.SQLITE_IOERR_WRITE: FullDisk,
    sqlite3.SQLITE_IOERR_SHMSIZE: FullDisk,
    sqlite3.SQLITE_IOERR_SHORT_READ: DamagedDatabase,
}


def about(place: object, reason: object = "") -> dict[str, str]:
    """The details of an error about a file or server, fit for any terminal."""
    return {"file": shown(str(place), limits.LINE_LENGTH), "reason": shown(str(reason), limits.LINE_LENGTH)}


def explain(error: Exception, path: Path) -> DatabaseError:
    """The same error in our words."""
    if isinstance(error, (UnicodeEncodeError, OverflowError)):
        return Unstorable()
    return _kind(error)(**about(path, error))


def _kind(error: Exception) -> type[DatabaseError]:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own complaints: text in the file that is no text, or a connection that was closed.
        undecodable = isinstance(error, UnicodeDecodeError) or "decode" in str(error)
        return DamagedDatabase if undecodable else DatabaseError
    if "no such module" in str(error):
        return DatabaseError  # an SQLite without full-text search: the file is sound
    return _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF, DatabaseError)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise what SQLite raises as a DatabaseError, except what a constraint refuses: the caller knows why."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise explain(error, path) from error
