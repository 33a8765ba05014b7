"""A game between firms as a matrix and in sentences."""

from __future__ import annotations

from itertools import product

from simulation.experiments.rivalry.game import Profile
from simulation.experiments.rivalry.rivalry import Rivalry
from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.comparison.time_and_price import FEWEST_RUNS
from simulation.report.experiments.parameter_labels import value_label
from simulation.report.kit.numbers import cell, listed, written
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import unit_of
from simulation.scenario import paths
from simulation.scenario.document import Scenario


def rivalry_table(found: Rivalry, measure: str, scenario: Scenario) -> ReportTable:
    """Return the payoffs: a row a profile, a column a firm; best answers are starred."""
    unit = unit_of(measure, scenario)
    names = scenario.lesson().firms
    columns = [
        TableColumn(text("rivalry.column.strategy", firm=names[firm], path=found.path))
        for firm in found.firms
    ]
    columns += [
        TableColumn(text("rivalry.column.payoff", firm=names[firm]), unit.word) for firm in found.firms
    ]
    rows = []
    for profile in product(range(len(found.strategies)), repeat=len(found.firms)):
        cells = [str(found.strategies[strategy]) for strategy in profile]
        for number in range(len(found.firms)):
            star = " *" if profile[number] in found.best_answers(number, profile) else ""
            cells.append(cell(found.interval(profile, number), unit) + star)
        rows.append(tuple(cells))
    title = text("rivalry.title", measure=result_label(measure))
    return ReportTable(title, tuple(columns), tuple(rows), _note(len(found.payoffs)))


def rivalry_sentences(found: Rivalry, scenario: Scenario) -> list[str]:
    """Return equilibria with their stability, the dilemma if there is one, and where adaptive firms end."""
    names = [scenario.lesson().firms[firm] for firm in found.firms]
    if found.indifferent:
        return [text("rivalry.indifferent", count=found.mean[..., 0].size, firms=listed(names))]

    def profile_in_words(profile: Profile) -> str:
        parts = [
            _part(found, scenario, firm, found.strategies[strategy])
            for firm, strategy in zip(found.firms, profile, strict=True)
        ]
        return listed(parts)

    sentences = [
        _equilibrium(profile_in_words(profile), share, len(found.payoffs))
        for profile, share in zip(found.equilibria, found.stability, strict=True)
    ]
    if not found.equilibria:
        sentences.append(text("rivalry.no_equilibrium"))
    for each in found.mixed:
        first, second = (_mix(shares, found, scenario) for shares in (each.first, each.second))
        sentences.append(text("rivalry.mixed", first=first, second=second, one=names[0], other=names[1]))
    if found.dilemma is not None:
        played, better = profile_in_words(found.dilemma.played), profile_in_words(found.dilemma.better)
        sentences.append(text("rivalry.dilemma", played=played, better=better))
    path = found.adaptive((0,) * len(found.firms))
    key = "stays" if len(path) == 1 else "settles" if len(path) == len(set(path)) else "cycles"
    sentences.append(
        text(
            f"rivalry.{key}",
            start=profile_in_words(path[0]),
            end=profile_in_words(path[-1]),
            steps=len(path) - 1,
        )
    )
    return sentences


def _equilibrium(profile: str, share: float | None, runs: int) -> str:
    """Name an equilibrium, and how certain it is: resampling a few runs says nothing of that."""
    if share is None:
        return text("rivalry.equilibrium_so_far", profile=profile)
    if runs < FEWEST_RUNS:
        return text("rivalry.equilibrium_of_few", profile=profile, runs=runs, needed=FEWEST_RUNS)
    return text("rivalry.equilibrium", profile=profile, percent=written(100 * share, 0))


def _note(runs: int) -> str:
    return text("rivalry.note_of_one") if runs == 1 else text("rivalry.note", runs=runs)


def _part(found: Rivalry, scenario: Scenario, firm: str, strategy: object) -> str:
    """Say what one firm does: "Alder with Level 3", or "Alder at Price 90"."""
    path, label = f"firm.{firm}.{found.path}", scenario.lesson().firms[firm]
    value = value_label(scenario, path, strategy)
    if found.path == "level":
        return text("rivalry.level", firm=label, value=value)
    return text("rivalry.part", firm=label, path=paths.info(scenario.firms, path).name, value=value)


def _mix(probabilities: tuple[float, ...], found: Rivalry, scenario: Scenario) -> str:
    path = f"firm.{found.firms[0]}.{found.path}"
    chances = [
        text("rivalry.chance", percent=written(100 * share, 0), value=value_label(scenario, path, value))
        for share, value in zip(probabilities, found.strategies, strict=True)
        if share > 0
    ]
    return listed(chances)
