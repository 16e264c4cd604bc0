"""A learner's log as one small file, however long it is: a zip of logs, each of which can be read by itself.

A log of some years has more than the twenty megabytes that a server takes; packed it has a tenth. It is read part by
part, so that neither the memory nor another visitor has to bear all of it at once.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from lstm_core.exam.log import portable
from lstm_core.exam.log.event import Event

PART = 2_000_000  # characters of a part, about
MOST_PARTS, LARGEST = 200, 200_000_000  # parts that are read, and bytes that they have together when unpacked
FIRST_BYTES = b"PK\x03\x04"  # of every zip
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def pack(events: Iterable[Event]) -> bytes:
    """The file for these events."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parcel:
        for number, part in enumerate(_parts(events), 1):
            parcel.writestr(zipfile.ZipInfo(f"recall-log-{number:03}.json"), portable.write(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


class Parcel:
    """The texts in a file that was taken along, packed or a single log as it is; they may be gone through twice.

    Raises ValueError with a sentence for what would be too much, before any of it is unpacked.
    """

    def __init__(self, data: bytes) -> None:
        self._data, self.packed = data, data.startswith(FIRST_BYTES)
        self._count = len(self._entries()) if self.packed else 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        for part in self._unpacked() if self.packed else [self._data]:
            try:
                yield part.decode("utf-8")
            except UnicodeDecodeError as error:
                raise ValueError("this file is no text; choose a log that was downloaded here") from error

    def _entries(self) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as parcel:
                entries = parcel.infolist()
        except BROKEN as error:
            raise ValueError("this file is damaged; choose the file that you downloaded here") from error
        whole = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or whole > LARGEST or any(e.file_size > portable.LARGEST for e in entries):
            raise ValueError(
                f"this file is too large: it unpacks to {whole / 1e6:,.0f} MB in {len(entries):,} parts; at most "
                f"{LARGEST // 1_000_000} MB in {MOST_PARTS} parts are read; unpack it and bring back one part at a time"
            )
        return entries

    def _unpacked(self) -> Iterator[bytes]:
        with zipfile.ZipFile(io.BytesIO(self._data)) as parcel:
            for entry in self._entries():
                try:
                    with parcel.open(entry) as part:
                        yield part.read(entry.file_size)  # whatever it holds, no more than it had announced
                except BROKEN as error:
                    raise ValueError("this file is damaged; choose the file that you downloaded here") from error


def _parts(events: Iterable[Event]) -> Iterator[list[Event]]:
    """One after the other, so many that each is about as long as it may be; one at least."""
    part: list[Event] = []
    size = 0
    for event in events:
        part.append(event)
        size += len(portable.write([event]))
        if size > PART:
            yield part
            part, size = [], 0
    yield part
