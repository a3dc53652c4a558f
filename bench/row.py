"""One promise and what was measured."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """`measured` and `baseline` in `unit`; `ratio` is measured/baseline where there is a baseline; `target` in words."""

    name: str
    measured: float
    unit: str
    target: str
    met: bool
    baseline: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured over baseline."""
        return self.measured / self.baseline if self.baseline else None

    def plain(self) -> dict[str, object]:
        """For results.json."""
        return {**asdict(self), "ratio": self.ratio}

    def line(self) -> str:
        """For the table."""
        numbers = (
            f"{self.measured:.6g} {self.unit}",
            f"{self.baseline:.6g}" if self.baseline else "",
            f"{self.ratio:.2f}" if self.ratio else "",
        )
        shown = f"{self.name:<58} {numbers[0]:>16} {numbers[1]:>10} {numbers[2]:>7}  {self.target:<12} {'met' if self.met else 'NOT MET'}"
        return f"{shown}  {self.note}".rstrip()
