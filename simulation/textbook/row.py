"""A row of the table of mechanisms, its trials, and what they found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Literal

from simulation.language import current_language

Changes = Mapping[str, object]
"""Values by path."""
Direction = Literal["more", "less"]


class Verdict(StrEnum):
    """What the runs say of a claim."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    CONDITIONAL = "conditional"
    """Confirmed in one trial or lesson, and not in another."""
    UNDECIDED = "undecided"
    """The interval holds zero."""
    NONE = "none"
    """Nothing was measured."""


class Standing(StrEnum):
    """How far a row is a part of the model."""

    LIVE = "live"
    """Switching it moves a measure that the row names, beyond luck."""
    STILL = "still"
    """It is built, and its switch moves nothing beyond luck."""
    UNMEASURED = "unmeasured"
    """A part of it is built, but nothing in a market shows what the row claims."""
    NOT_BUILT = "not_built"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    en: str = ""
    zh: str = ""

    def __str__(self) -> str:
        return self.zh if current_language() == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Trial:
    """A switch of a row: two worlds with the same luck, and which way a measure is claimed to move.

    Attributes:
        name: the row's key and a number: ``M13.1``.
        scenario: the market, a name of the catalogue.
        given: changes that both worlds have.
        on: what turns the mechanism on.
        off: what turns it off; the paths of ``on`` may simply stay as they are.
        here, there: if ``there`` is given, the figure is the effect in one world (``here``) less the effect
            in another one (``there``).
        measure: what has to move, by its name in claims.
        minus: another measure that is taken off, of the same firm.
        firm: whose; empty for the focal firm, ``all`` for the sum over firms.
        months: first and last month of the mean; all if empty.
        claimed: whether the measure is claimed to be more or less with the mechanism on.
        where: what makes this trial another one than the row's others.
    """

    name: str
    scenario: str
    measure: str
    claimed: Direction
    given: Changes = field(default_factory=dict)
    on: Changes = field(default_factory=dict)
    off: Changes = field(default_factory=dict)
    here: Changes = field(default_factory=dict)
    there: Changes | None = None
    minus: str = ""
    firm: str = ""
    months: tuple[int, ...] = ()
    where: Words = Words()

    @property
    def digest(self) -> str:
        """Tells the trial from others, and from what it was before it was changed."""
        declared = {name: value for name, value in asdict(self).items() if name != "where"}
        return hashlib.sha256(json.dumps(declared, sort_keys=True, default=str).encode()).hexdigest()[:12]

    @property
    def worlds(self) -> tuple[Changes, ...]:
        """What each world changes: on, off, and the same two there if there is a there."""
        first = ({**self.given, **self.here, **self.on}, {**self.given, **self.here, **self.off})
        if self.there is None:
            return first
        return (*first, {**self.given, **self.there, **self.on}, {**self.given, **self.there, **self.off})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of mechanisms, or one contradiction of the texts.

    Attributes:
        key: M1 to M116, X1 to X15.
        sources: the letters of the texts that say it: "A", "AC".
        says: the claim, in our own words.
        modules: modules of ``simulation.mechanisms`` (or of ``simulation``, with a dot) that hold it.
        paths: its parameters, with ``*`` for any firm.
        tests: node ids of the tests that hold it.
        patterns: patterns of the validation that measure the same.
        rows: for a contradiction, the rows that stand against each other.
        lacks: what the text says and the model does not hold, or why nothing is measured.
        trials: its switches.
    """

    key: str
    sources: str
    says: Words
    modules: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    lacks: Words = Words()
    trials: tuple[Trial, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """What to sort by: M2 before M10, contradictions last."""
        return self.key[0], int(self.key[1:])


@dataclass(frozen=True, slots=True)
class Figures:
    """What a trial found: a difference a run, and what follows from them.

    ``off`` is the mean of the measure without the mechanism. ``model`` is the digest of the model's source.
    """

    name: str
    trial: str
    differences: tuple[float, ...]
    off: float
    mean: float
    low: float
    high: float
    verdict: Verdict
    commit: str
    model: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the runs of a lesson said of one of its claims.

    ``found_en`` and ``found_zh`` say with which figures and intervals, as `check` says it.
    """

    name: str
    verdict: Verdict
    runs: int
    found_en: str
    found_zh: str
    commit: str
    model: str
