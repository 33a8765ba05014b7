"""The compiled steps give what the NumPy steps give, to the bit. (Compiling takes half a minute.)"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulation.kernel.arithmetic import where_whole
from simulation.kernel.steps import Month, Phase, Step, StepFunction
from simulation.kernel.views import She, Supplier
from simulation.market.compiled.words import Words, words_of
from simulation.market.process import MarketProcess
from simulation.mechanisms.month import MONTHS
from tests.markets import KINDS, busy, differing, process, scenario
from tests.second_opinion.test_second_opinion import with_contracts

pytest.importorskip("numba")

REWARDS_TO_COME = {
    "world.rewards.impatience": 0.03, "world.rewards.hope": 0.7, "firm.Focal.financial.expiry": 12,
    "world.rewards.goal_pull": 0.5, "world.rewards.delay": 0.5,
}  # fmt: skip
"""Rewards are discounted, felt when they are redeemed, lost in part, and pull."""


def restless(she: She, supplier: Supplier) -> None:
    """A step that changes the supplier whose numbers it reads."""
    she.firm = where_whole(supplier.price > 1.0, 0, 1)


def undecided(she: She) -> None:
    """A step that decides for one customer, where many are meant."""
    if she.trust > 0.5:
        she.gap = 1.0


def month_of(function: StepFunction) -> Month:
    nothing = Phase("closing", ())
    return Month(Phase("living", (Step(function),)), (), nothing)


def known_words() -> Words:
    running = process(busy("contractual", customers=20, warm_up=0))
    return words_of(running.firms._fields, running.numbers._fields)


@pytest.mark.parametrize(
    ("function", "error", "words"),
    [
        (restless, AssertionError, "changes the supplier"),
        (undecided, TypeError, r"undecided has an `if` \(line 3\); write where"),
    ],
)
def test_steps_that_compiled_code_cannot_run_are_refused(
    function: StepFunction, error: type[Exception], words: str
) -> None:
    from simulation.market.compiled.primitives import TWINS
    from simulation.market.compiled.translation import translate_month

    with pytest.raises(error, match=words):
        translate_month(month_of(function), TWINS, known_words())


def test_the_generated_modules_pass_the_tools_that_the_sources_pass(tmp_path: Path) -> None:
    from simulation.market.compiled.primitives import TWINS
    from simulation.market.compiled.translation import translate_month

    for kind in KINDS:
        module = tmp_path / f"month_{kind}.py"
        module.write_text(translate_month(MONTHS[kind], TWINS, known_words()).text(), encoding="utf-8")
    rules = ["--isolated", "--no-cache", "--select", "E9,F,B,PLE", "--ignore", "B007"]
    for command in (
        ["ruff", "check", *rules],
        [
            "mypy",
            "--config-file=",
            "--check-untyped-defs",
            "--ignore-missing-imports",
            "--follow-imports=silent",
        ],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command, str(tmp_path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_threads_change_no_bit(kind: str) -> None:
    from simulation.market.compiled.engine import CompiledEngine

    market = busy(kind, customers=1000)
    # 3 threads of 333, 333 and 334 customers against one with all of them.
    many = MarketProcess(market, 3, CompiledEngine(threads=3, share=300))
    one = MarketProcess(market, 3, CompiledEngine(threads=1))
    for _ in range(18):
        many.advance()
        one.advance()
        assert differing(many, one) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_borders_of_blocks_change_no_bit(kind: str) -> None:
    from simulation.market.compiled.engine import CompiledEngine, compiled_month
    from simulation.market.compiled.head import BLOCK

    market = busy(kind, customers=2 * BLOCK + 100, warm_up=1)  # three blocks, the last one short
    compiled, plain = MarketProcess(market, 3, CompiledEngine(threads=1)), process(market, seed=3, block=700)
    assert compiled_month(kind, plain.firms._fields, plain.numbers._fields).BLOCK == BLOCK
    for _ in range(6):
        compiled.advance()
        plain.advance()
        assert differing(compiled, plain) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_compiled_markets_are_the_same_to_the_bit(kind: str) -> None:
    from simulation.market.compiled.engine import CompiledEngine

    small = {"world.kind": kind, "world.warm_up": 2}
    markets = [
        busy(kind, customers=500),
        with_contracts(kind, fee_consent=True, fees_paid=True),
        busy(kind, customers=500, **REWARDS_TO_COME),
        scenario(1, **small | {"world.customers": 1}),
        scenario(26, **small | {"world.customers": 30}),
        scenario(3, **small | {"world.customers": 50, "world.rules.inattention": False}),
    ]
    for market in markets:
        compiled, plain = MarketProcess(market, 3, CompiledEngine()), MarketProcess(market, 3)
        for _ in range(18):
            compiled.advance()
            plain.advance()
            assert differing(compiled, plain) == []
