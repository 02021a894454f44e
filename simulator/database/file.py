"""The database file on the disk: whether it can be one, and who may read it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from simulator.database.errors import (
    DatabaseError,
    FullDisk,
    NoAccess,
    NoDatabase,
    NotADatabase,
    ReadOnlyDatabase,
    about,
)

Inode = tuple[int, int]
"""A file whatever it is called: its device, and its number there."""

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
MAGIC = b"SQLite format 3\0"

_BY_NUMBER: dict[int | None, type[DatabaseError]] = {
    errno.EACCES: NoAccess,
    errno.EPERM: NoAccess,
    errno.EROFS: ReadOnlyDatabase,
    errno.ENOSPC: FullDisk,
    errno.EDQUOT: FullDisk,
    errno.EFBIG: FullDisk,
    errno.ENOTDIR: NotADatabase,
    errno.EISDIR: NotADatabase,
}


_looking = threading.RLock()
_in_use: Counter[Inode] = Counter()
"""How many connections of this program each file has."""


class Use:
    """One connection's use of a file, from before the connection is made until it is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inode: Inode | None = None

    @contextlib.contextmanager
    def begins(self) -> Iterator[None]:
        """While the connection is made. Nobody in this program looks into the file meanwhile, or as long as it is open.

        A program that closes a file loses all its locks on it, those of SQLite too, and the next program that closes
        the database takes itself for the last one, and deletes the log to which this one goes on writing.
        """
        with _looking:
            yield
            with contextlib.suppress(OSError):  # it was taken away meanwhile
                found = self._path.stat()
                self._inode = found.st_dev, found.st_ino
                _in_use[self._inode] += 1

    def ends(self) -> None:
        """The connection is closed. Doing it twice changes nothing."""
        with _looking:
            if self._inode is not None:
                _in_use[self._inode] -= 1
                if not _in_use[self._inode]:
                    del _in_use[self._inode]
            self._inode = None


def prepare(path: Path) -> None:
    """Make the file ready to be opened for writing, readable by its owner alone.

    A missing file is made, empty, and so are folders on the way to it; other folders stay as they are.
    Raises NotADatabase, ReadOnlyDatabase, NoAccess, FullDisk.
    """
    with _explained(path):
        if not path.exists():
            _make(path)
        _look(path)
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise ReadOnlyDatabase(**about(path))
        _make_private(path)


def require(path: Path) -> None:
    """Make sure that there is a file to be read. Raises NoDatabase, NotADatabase, NoAccess."""
    with _explained(path):
        if not path.exists():
            raise NoDatabase(**about(path))
        _look(path)


def beside(path: Path, suffix: str) -> Path:
    """The file that SQLite keeps next to it: `-wal` is the write-ahead log, `-shm` its shared index."""
    return path.with_name(path.name + suffix)


def holds_something(path: Path) -> bool:
    """Whether there is a file with at least one byte. Another program may remove it at any moment."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _make(path: Path) -> None:
    try:
        _make_folder(path.parent)
        # Private from its first moment; SQLite gives the files beside it the same rights. One that is there by now is
        # somebody's, and not opened.
        with _looking, contextlib.suppress(FileExistsError):
            os.close(os.open(path.resolve(), os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    except PermissionError as error:
        raise ReadOnlyDatabase(**about(path)) from error


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def _look(path: Path) -> None:
    # A pipe is refused before it is opened: opening it would wait for ever.
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise NotADatabase(**about(path))
    with _looking:
        if _in_use[found.st_dev, found.st_ino]:  # it was looked into before it was opened
            return
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    if start not in (b"", MAGIC):
        raise NotADatabase(**about(path))


def _make_private(path: Path) -> None:
    for file in (path, beside(path, "-wal"), beside(path, "-shm")):
        # A disk that knows no owners, such as a memory stick, refuses: still better played than not.
        with contextlib.suppress(OSError):
            if stat.S_IMODE(file.stat().st_mode) != PRIVATE_FILE:
                file.chmod(PRIVATE_FILE)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = _BY_NUMBER.get(error.errno, DatabaseError)
        raise kind(**about(path, error.strerror)) from error
