"""The outcome of a validation: verdicts, exact checks, null models, and what they were made with."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulation.files import write_text_whole
from simulation.validation.exact import ExactCheck
from simulation.validation.null_outcomes import NullOutcome, Outcomes
from simulation.validation.pattern import Worth
from simulation.validation.pattern_verdict import PatternVerdict, TargetFinding
from simulation.validation.real.study import Study
from simulation.validation.worlds.plausible_worlds import PlausibleWorlds


@dataclass(frozen=True, slots=True)
class Validation:
    """A finished validation.

    Attributes:
        verdicts: patterns in order.
        checks: exact checks.
        nulls: by null model, how it fares on each pattern of which it says anything (empty if none was
            measured).
        seeds: number of seeds of the full model.
        null_seeds: number of seeds of the null models.
        scale: customers relative to what the patterns ask for.
        date: when it was made (ISO).
        code: digest of the code and data.
        studies: what was found in real data (empty if none was asked for).
        worlds: what was found in plausible worlds (None if none were drawn).
    """

    verdicts: tuple[PatternVerdict, ...]
    checks: tuple[ExactCheck, ...]
    nulls: Outcomes
    seeds: int
    null_seeds: int
    scale: float
    date: str
    code: str
    studies: tuple[Study, ...] = ()
    worlds: PlausibleWorlds | None = None

    @property
    def holding(self) -> int:
        """Number of patterns that hold."""
        return sum(verdict.holds for verdict in self.verdicts)

    @property
    def independent(self) -> list[PatternVerdict]:
        """The patterns that are evidence: nothing was chosen in their knowledge, and their targets count."""
        return [one for one in self.verdicts if one.pattern.worth is Worth.INDEPENDENT and one.pattern.counts]

    @property
    def exact(self) -> bool:
        """Whether all exact checks hold."""
        return all(check.holds for check in self.checks)

    def content(self) -> dict[str, object]:
        """Return everything as JSON data; numbers that are none are null."""
        return {
            "date": self.date,
            "code": self.code,
            "seeds": self.seeds,
            "null_seeds": self.null_seeds,
            "scale": self.scale,
            "holding": self.holding,
            "patterns": [_pattern(verdict) for verdict in self.verdicts],
            "exact": [{**check._asdict(), "holds": check.holds} for check in self.checks],
            "nulls": {null: _outcomes(row) for null, row in self.nulls.items()},
            "real_data": [study.content() for study in self.studies],
            "plausible_worlds": None if self.worlds is None else self.worlds.content(),
        }

    def write(self, file: Path) -> None:
        """Write the outcome as JSON."""
        write_text_whole(file, json.dumps(self.content(), indent=1, allow_nan=False) + "\n")


def _pattern(verdict: PatternVerdict) -> dict[str, object]:
    return {
        "name": verdict.pattern.name,
        "holds": verdict.holds,
        "distance": number(verdict.distance),
        "worth": str(verdict.pattern.worth),
        "counts": verdict.pattern.counts,
        "grade": str(verdict.pattern.grade),
        "source": verdict.pattern.source,
        "targets": [_finding(finding) for finding in verdict.findings],
        "beside": {name: [number(value) for value in band] for name, band in verdict.beside},
    }


def _outcomes(row: Mapping[str, NullOutcome]) -> dict[str, object]:
    return {name: {"holds": found.holds, "distance": number(found.distance)} for name, found in row.items()}


def _finding(finding: TargetFinding) -> dict[str, object]:
    return {
        "figure": finding.target.figure,
        "from": finding.target.low,
        "to": finding.target.high,
        "published": finding.target.published,
        "middle": number(finding.middle),
        "low": number(finding.low),
        "high": number(finding.high),
        "with_sign": finding.with_sign,
        "holds": finding.holds,
        "values": [number(value) for value in finding.values],
    }


def number(value: float) -> float | None:
    """Return a number, or None for what is none."""
    return value if math.isfinite(value) else None
