"""What a benchmark hands back: one row of the table, with its promise and whether it was kept."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One thing measured. A promise of None only informs and cannot be broken."""

    what: str
    measured: float
    unit: str
    promise: float | None = None  # not more than this
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return self.promise is None or self.measured <= self.promise

    def cells(self) -> tuple[str, str, str, str, str, str]:
        """The row as printed: what, measured, promise, ratio of the two, verdict, note."""
        shown = f"{self.measured:.4g} {self.unit}".strip()
        if self.promise is None:
            return self.what, shown, "", "", "", self.note
        ratio = self.measured / self.promise if self.promise else float(self.measured > 0) + 1
        verdict = "pass" if self.kept else "FAIL"
        return self.what, shown, f"≤ {self.promise:g} {self.unit}".strip(), f"{ratio:.2f}", verdict, self.note

    def record(self) -> dict[str, Any]:
        """The row for results.json."""
        return {**asdict(self), "kept": self.kept}
