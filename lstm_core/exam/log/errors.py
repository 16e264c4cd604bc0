"""What can go wrong with a database, told in sentences."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

IN_USE = "The log is in use by another program. Try again in a moment."
TROUBLE = {  # what databases say, and what to do about it
    "locked|lock timeout|deadlock": IN_USE,
    "read-?only|unable to open|permission denied": "The log may not be written here. Ask those who run this server.",
    "disk is full|disk full|no space|ioerr_write|ioerr_shmsize": (
        "The disk that holds the log is full. Make room, then try again."
    ),
    "disk i/o": (  # any other fault of SQLite's files, such as a second one that was removed under two programs
        "The file of the log cannot be read or written now: a file beside it was removed, or its disk is broken. "
        "Try again in a moment; if that does not help, tell the person who runs this server."
    ),
    "no equivalent in encoding": (
        "The database of the log has no sign for one of these letters. Those who run this server can move the "
        "log into a database with the encoding UTF8."
    ),
    "connection|server closed": "The database of the log does not answer at the moment. Try again in a moment.",
    "malformed|not a database": "The file of the log is damaged. Put a copy of it back, or move it away.",
    "can't load plugin|could not parse|no module": "The address of the log names a database that cannot be used here.",
}


class Unwritable(OSError):
    """The log cannot be used at the moment; the message is a sentence that says why."""


class Interrupted(Unwritable):
    """Only a part of a file could be written."""

    def __init__(self, why: str, written: int) -> None:
        """written: how many of its events were."""
        super().__init__(why)
        self.written = written


@contextmanager
def translate_db_errors() -> Iterator[None]:
    """Whatever goes wrong with the database is told as Unwritable; only what is there already is not a fault."""
    try:
        yield
    except (sa.exc.IntegrityError, Unwritable):
        raise
    except (sa.exc.SQLAlchemyError, OSError, ImportError) as error:
        fault = getattr(error, "orig", None) or error
        said = f"{fault} {getattr(fault, 'sqlite_errorname', '')}".lower()
        known = (sentence for words, sentence in TROUBLE.items() if re.search(words, said))
        raise Unwritable(next(known, "The log cannot be used at the moment. Try again in a moment.")) from error
