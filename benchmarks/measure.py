"""What a benchmark hands back: one row of the table, with its promise and whether it was kept."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One thing measured. Without a promise it only informs and cannot be broken."""

    what: str
    measured: float
    unit: str = ""
    promise: float | None = None  # not more than this
    note: str = ""
    least: float | None = None  # not less than this
    because: str = ""  # why a promise is missed that we know we miss: it is told, and no news

    @property
    def missed(self) -> bool:
        """Whether this is a promise that we know we miss, and still do."""
        return bool(self.because) and not self.kept

    @property
    def broken(self) -> bool:
        """Whether a promise was broken that had been kept."""
        return not self.kept and not self.because

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return (self.promise is None or self.measured <= self.promise) and (
            self.least is None or self.measured >= self.least
        )

    def cells(self) -> tuple[str, str, str, str, str]:
        """The row as printed: what, measured, promise, verdict, note."""
        shown = f"{self.measured:.4g} {self.unit}".strip()
        limits = [("≤", self.promise), ("≥", self.least)]
        promises = [f"{sign} {limit:g} {self.unit}".strip() for sign, limit in limits if limit is not None]
        verdict = ("pass" if self.kept else "missed" if self.because else "FAIL") if promises else ""
        return self.what, shown, ", ".join(promises), verdict, self.note

    def record(self) -> dict[str, Any]:
        """The row for results.json."""
        return {**asdict(self), "kept": self.kept}
