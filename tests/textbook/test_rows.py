"""The rows: all there, pointing only at what exists, and with verdicts that follow from their figures."""

from __future__ import annotations

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from simulation.language import LANGUAGES, use_language
from simulation.measures.declared import CLAIMED
from simulation.scenario import paths
from simulation.scenario.catalogue import names
from simulation.textbook.__main__ import PAGE
from simulation.textbook.ablation import MARKETS, MEASURES, ablations, switches
from simulation.textbook.judging import figures_of
from simulation.textbook.loading import judged, lessons, measured, row, rows
from simulation.textbook.measuring import market_of, measure
from simulation.textbook.page import markdown
from simulation.textbook.row import Standing, Verdict
from simulation.textbook.telling import standing
from simulation.validation.patterns import NAMES

ROOT = Path(__file__).parents[2]
ROWS = list(rows().values())
TRIALS = [trial for each in ROWS for trial in each.trials]
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_row_is_there() -> None:
    wanted = {f"M{number}" for number in range(1, 117)} | {f"X{number}" for number in range(1, 16)}
    assert rows().keys() == wanted


@pytest.mark.parametrize("each", ROWS, ids=lambda each: each.key)
def test_a_row_says_itself_in_both_languages(each) -> None:
    assert each.sources
    assert set(each.sources) <= set("ABCDE")
    texts = (each.says, each.lacks, *(trial.where for trial in each.trials))
    assert each.says.en
    assert all(bool(words.en) == bool(words.zh) for words in texts)
    assert all(HAN.search(words.zh) and not HAN.search(words.en) for words in texts if words.en)
    assert len({trial.where.en for trial in each.trials}) == len(each.trials)


def exists(module: str) -> bool:
    name = f"simulation{module}" if module.startswith(".") else f"simulation.mechanisms.{module}"
    return find_spec(name) is not None


def is_a_path(path: str) -> bool:
    market = lessons()["three-levels"]
    paths.info(market.firms, path.replace("*", market.focal))
    return True


def has_test(node: str) -> bool:
    file, _, name = node.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return any(isinstance(each, ast.FunctionDef) and each.name == name for each in tree.body)


@pytest.mark.parametrize("each", ROWS, ids=lambda each: each.key)
def test_a_row_points_at_what_exists(each) -> None:
    assert [module for module in each.modules if not exists(module)] == []
    assert all(is_a_path(path) for path in each.paths)
    assert [node for node in each.tests if not has_test(node)] == []
    assert set(each.patterns) <= set(NAMES)
    assert set(each.rows) <= rows().keys()
    assert {trial.scenario for trial in each.trials} <= set(names())


@pytest.mark.parametrize("each", ROWS, ids=lambda each: each.key)
def test_a_row_that_is_not_built_says_what_is_missing(each) -> None:
    if not each.modules:
        assert each.lacks.en
        assert not each.trials
    elif not each.trials:
        assert each.lacks.en, "built, and nothing measured: say why"
    if each.modules and each.key.startswith("M"):
        assert each.tests


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_a_trial_can_be_run(trial) -> None:
    market = market_of(trial)
    assert {trial.measure, *filter(None, [trial.minus])} <= set(CLAIMED)
    assert trial.claimed in ("more", "less")
    assert trial.firm in ("", "all", *(firm.name for firm in market.firms))
    assert not trial.months or 1 <= trial.months[0] <= trial.months[1] <= market.world.months
    first, second, *_ = (market.with_(**dict(world)) for world in trial.worlds)
    assert first != second, "switching changes nothing"


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_verdicts_follow_from_their_figures(trial) -> None:
    """If this fails for a new or changed trial: loyaltylab mechanisms ROW --measure --keep."""
    kept = measured()[trial.name]
    again = figures_of(trial, kept.differences, kept.off, kept.commit, kept.model)
    assert kept.trial == trial.digest, "the trial is another one than was measured"
    assert kept.verdict == again.verdict
    assert (kept.mean, kept.low, kept.high) == pytest.approx((again.mean, again.low, again.high), rel=1e-6)
    assert len(kept.differences) >= 10
    assert kept.commit


def test_no_figures_are_kept_of_what_is_gone() -> None:
    assert measured().keys() == {trial.name for trial in TRIALS}
    told = {f"{name}/{claim.claim}" for name, market in lessons().items() for claim in market.expects}
    assert judged().keys() <= told


def test_nothing_is_called_live_that_moves_nothing() -> None:
    moved = (Verdict.CONFIRMED, Verdict.REFUTED)
    for each in ROWS:
        found = [measured()[trial.name].verdict for trial in each.trials]
        assert (standing(each) is Standing.LIVE) == any(verdict in moved for verdict in found)


def test_the_page_is_as_generated() -> None:
    use_language("en")
    assert PAGE.read_text("utf-8") == markdown(), "run `python -m simulation.textbook`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_row_and_trial_in_both_languages(language) -> None:
    use_language(language)
    page = markdown()
    assert all(f"\n### {each.key}" in page for each in ROWS)
    assert all(trial.name in page for trial in TRIALS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["M1.2", "M13.1", "M82.1"])
def test_measured_again_the_signs_are_the_same(name) -> None:
    trial = next(each for each in row(name.partition(".")[0]).trials if each.name == name)
    again = measure(trial, runs=10, workers=1)
    assert again.verdict == measured()[name].verdict
    assert (again.mean > 0) == (measured()[name].mean > 0)


def test_the_ablation_switches_every_rule_in_markets_that_exist() -> None:
    """If this fails: python -m simulation.textbook.ablation, then python -m simulation.textbook."""
    assert ablations().keys() == set(switches())
    assert set(MARKETS) <= set(names())
    for markets in ablations().values():
        assert markets.keys() <= MARKETS.keys()
        for moved in markets.values():
            assert moved.keys() == set(MEASURES)
            assert all(not each.low > each.mean > each.high for each in moved.values())
