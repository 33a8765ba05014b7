"""Plausible worlds: drawn within ranges, kept apart from what patterns set, and read without being fooled."""

from pathlib import Path

import numpy as np
import pytest

from simulation.language import LANGUAGES, use_language
from simulation.validation.calibrate import PATHS
from simulation.validation.markets import equals, of_shares
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.pattern import Target
from simulation.validation.pattern_verdict import judge
from simulation.validation.patterns import NAMES, pattern
from simulation.validation.result import Validation
from simulation.validation.worlds import plausible_worlds, world_report
from simulation.validation.worlds.answer_map import rows, same_everywhere, together
from simulation.validation.worlds.influence import influences
from simulation.validation.worlds.level_values import LEVELS
from simulation.validation.worlds.plausible_world import DIMENSIONS, assumed, plausible_world
from simulation.validation.worlds.plausible_worlds import (
    ANSWER,
    PlausibleWorlds,
    WorldTask,
    measure_worlds,
    measured_in_world,
)


def worlds(count: int) -> tuple[dict[str, float], ...]:
    return tuple(plausible_world(number) for number in range(count))


def test_every_world_is_a_market_within_plausible_ranges() -> None:
    for world in worlds(25):
        assert world.keys() == {*PATHS, *(one.path for one in assumed())}
        assert all(one.low <= world[one.path] <= one.high for one in assumed())
        MeasurementConditions(assumed=world).market(of_shares((0.5, 0.3, 0.2)))
    assert plausible_world(7) == plausible_world(7) != plausible_world(8)


def test_fitted_defaults_scatter_about_their_estimates() -> None:
    drawn = np.array([[world[path] for path in PATHS] for world in worlds(200)])
    spread = drawn.std(axis=0) / drawn.mean(axis=0)
    by_path = dict(zip(PATHS, spread, strict=True))
    assert by_path["firm.*.service.compensation_quick"] < 0.05 < by_path["world.learning.experience"]


def test_a_world_replaces_defaults_and_not_what_a_market_has_set() -> None:
    conditions = MeasurementConditions(assumed={"world.complexity": 0.9, "firm.*.unit_cost": 40.0})
    market = conditions.market(equals(2).built_with(**{"firm.Focal.unit_cost": 50.0}))
    costs = [market.get(f"firm.{firm.name}.unit_cost") for firm in market.firms]
    assert (market.world.complexity, costs) == (0.9, [50.0, 40.0])
    assert conditions.keeping("world.complexity").market(equals(2)).world.complexity == 0.5


def test_what_moves_an_outcome_is_found_and_noise_is_not() -> None:
    many = worlds(150)
    luck = np.random.default_rng(1).normal(size=150)
    cost = np.array([world["firm.*.unit_cost"] for world in many])
    found = influences(many, luck - 0.15 * cost)
    assert [one.path for one in found if one.sure] == ["firm.*.unit_cost"]
    assert found[0].correlation < -0.5
    assert not any(one.sure for one in influences(many, luck))
    assert influences(many, np.ones(150)) == influences(many[:5], luck[:5]) == ()


def made(count: int = 90) -> PlausibleWorlds:
    """Worlds in which level 3 pays where goods are cheap, and level 0 elsewhere."""
    many = worlds(count)
    structure = [10.0 if world["firm.*.unit_cost"] < 60.0 else -10.0 for world in many]
    values = tuple({"level_0": 0.0, "level_1": -1.0, "level_2": -2.0, "level_3": each} for each in structure)
    ratios = tuple({"slope_ratio": 2.0 if each > 0.0 else 0.5} for each in structure)
    return PlausibleWorlds(many, {ANSWER: values, "P5": ratios})


def test_the_map_shows_where_the_answer_flips() -> None:
    found = made()
    assert found.answer_moved_by[0].path == "firm.*.unit_cost"
    by_cost = next(row for row in rows(found) if row.path == "firm.*.unit_cost")
    assert (by_cost.cells[0].level, by_cost.cells[2].level) == (3, 0)
    assert not same_everywhere(found)
    cells = [cell for row in together(found, *DIMENSIONS[:2]) for cell in row]
    assert sum(cell.worlds for cell in cells) == 90
    assert found.holding("P5").mean == pytest.approx(np.mean(found.best == 3))
    everywhere = PlausibleWorlds(
        found.worlds, {ANSWER: ({**found.figures[ANSWER][0], "level_1": 99.0},) * 90}
    )
    assert same_everywhere(everywhere)
    assert everywhere.answer == 1


def test_worlds_are_told_in_both_languages() -> None:
    found = made()
    verdict = judge(pattern("P5"), [{"slope_ratio": 2.0}])
    validation = Validation((verdict,), (), {}, 1, 0, 1.0, "2026-01-01", "code", (), found)
    try:
        for language in LANGUAGES:
            use_language(language)
            told = list(world_report.blocks(validation))
            assert [block.kind for block in told].count("table") == 5
            assert not any("validate." in block.words for block in told)
    finally:
        use_language("en")


def test_a_few_worlds_do_not_say_which_level_pays() -> None:
    found = made(2)
    told = world_report.answer(found)
    assert told.startswith("2 worlds are too few to say which level pays: from 20 on")
    verdict = judge(pattern("P5"), [{"slope_ratio": 2.0}])
    validation = Validation((verdict,), (), {}, 1, 0, 1.0, "2026-01-01", "code", (), found)
    said = [block.words for block in world_report.blocks(validation)]
    assert said[-1] == told


def test_more_worlds_go_on_from_those_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = measure_worlds(("P5",), 2, scale=0.05, folder=tmp_path, workers=1)
    monkeypatch.setattr(plausible_worlds, "level_values", None)
    assert measure_worlds(("P5",), 2, scale=0.05, folder=tmp_path, workers=1) == first
    assert sorted(file.name for file in tmp_path.rglob("*.json")) == ["0.json", "0.json", "1.json", "1.json"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [ANSWER, *NAMES])
def test_everything_can_be_measured_in_any_world(name: str) -> None:
    for number in (3, 4):
        figures = measured_in_world(WorldTask(name, number, 0.04, 1))
        expected = {f"level_{level}" for level in LEVELS} if name == ANSWER else figures_of(name)
        assert expected <= figures.keys()


def figures_of(name: str) -> set[str]:
    return {target.figure for target in pattern(name).targets}


@pytest.mark.parametrize(
    ("target", "value", "room", "distance"),
    [
        (Target("f", 1.0, 3.0), 2.5, 0.5, 0.0),
        (Target("f", 1.0, 3.0), 4.0, -1.0, 1.0),
        (Target("f", 3.0, 1e6, 1.0), 2.0, -0.5, 0.5),
        (Target("f", 105.0, 230.0, 100.0), 230.0, 0.0, 0.0),
        (Target("f", -3.1, -2.1, 0.0, published=-2.62), -2.12, 0.04, 1.0),
    ],
)
def test_distances_are_in_half_widths(target: Target, value: float, room: float, distance: float) -> None:
    assert target.room(value) == pytest.approx(room)
    assert target.distance(value) == pytest.approx(distance)
    assert target.distance(float("nan")) == float("inf")
