"""Reports on experiments: what they say of known data, in both languages, and that nothing gets in or out."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import numpy as np
import pandas as pd
import pytest
from synthetic import firms, scenario_of
from test_report_page import ATTACK, Page

from simulation.experiments.campaign.campaign import Campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.conditions.discovery import Bound, Condition
from simulation.experiments.conditions.winning_conditions import ConditionedVerdict
from simulation.experiments.price_gap.price_gap import CUTS, price_gap_design
from simulation.experiments.rivalry.rivalry import rivalry_design, rivalry_of
from simulation.experiments.sensitivity.indices import INDICES, INTERVALS
from simulation.experiments.sensitivity.sensitivity import SensitivityStudy
from simulation.experiments.sweep.sweep import grid_design, rank_correlations
from simulation.language import use_language
from simulation.report.experiments.experiment_page import render_findings, write_findings
from simulation.report.experiments.pages.conditions_page import conditions_page
from simulation.report.experiments.pages.price_gap_page import price_gap_page
from simulation.report.experiments.pages.rivalry_page import rivalry_page
from simulation.report.experiments.pages.sensitivity_page import sensitivity_page
from simulation.report.experiments.pages.sweep_page import sweep_page

SEEDS = 5


def market(first="Alder"):
    return scenario_of(firms(4, first), {"No programme": 0, "Level 3": 3}, title=first, question=first)


def finished(design, columns):
    """A campaign whose observation of (point, replication) is ``columns(point, replication)``."""
    rows = []
    for number in range(len(design)):
        task = design.task(number)
        known = {"run": number, "point": task.point, "replication": task.replication, "seed": task.seed}
        parameters = {path: values[0] for path, values in design.values([task]).items()}
        rows += [known | parameters | row for row in columns(task.point, task.replication)]
    return Campaign(design, None, pd.DataFrame(rows), [])


def luck(replication):
    return float(np.random.default_rng(replication).normal())


def price_gap(first="Alder"):
    design = price_gap_design(market(first), replications=SEEDS)

    def columns(level, seed):
        return [
            {
                "cut": cut,
                "fall": 0.2 + 0.15 * level + 0.01 * luck(seed),
                "enough": level < 3,
                "leaving": 0.1 + 0.9 * cut / (1 + level),
            }
            for cut in CUTS
        ]

    return price_gap_page(finished(design, columns))


def sweep(over, first="Alder", effect=10.0):
    design = grid_design(market(first), over, replications=SEEDS)

    def columns(point, seed):
        return [{"firm": first, "npv": 5000 + effect * point + 100 * luck(seed)}]

    return sweep_page(finished(design, columns), first, "npv")


def line(first="Alder"):
    return sweep({"world.complexity": [0.0, 0.5, 1.0]}, first)


def heat(first="Alder"):
    return sweep({"world.complexity": [0.0, 0.5, 1.0], "world.rules.imitation": [False, True]}, first)


def panels(first="Alder"):
    over = {"world.complexity": [0.1, 0.9], "world.rules.imitation": [False, True]}
    return sweep(over | {"world.price_elasticity": [2.0, 3.0]}, first)


def sensitivity(first="Alder", method="sobol"):
    world, lever = "world.complexity", f"firm.{market(first).focal}.price"
    table = pd.DataFrame({"group": ["world", "levers"], "parameter": [world, lever]})
    for index in INDICES[method]:
        table[index] = [0.6, 0.3]
        if index in INTERVALS[method]:
            table[f"{index}_low"], table[f"{index}_high"] = [0.5, 0.2], [0.7, 0.4]
    design = Design(market(first), [{world: 0.1}], FirmMeasures(first), 1)
    return sensitivity_page(
        SensitivityStudy(design, method, (), np.zeros((1, 2))),
        Campaign(design, None, table, []),
        table,
        "npv",
    )


def conditions(first="Alder"):
    worlds = pd.DataFrame(
        np.random.default_rng(0).random((40, 2)), columns=["world.complexity", "world.price_elasticity"]
    )
    loses = worlds["world.complexity"] < 0.3
    worlds["winner"], worlds["margin"] = (
        np.where(loses, "No programme", "Level 3"),
        worlds["world.complexity"] - 0.3,
    )
    shares = pd.DataFrame(
        {"alternative": ["No programme", "Level 3"], "wins": [0.3, 0.7], "low": 0.2, "high": 0.8}
    )
    found = Condition((Bound("world.complexity", -np.inf, 0.3),), 11, 12, 12, 40)
    paths = ("world.complexity", "world.price_elasticity")
    design = Design(market(first), [dict.fromkeys(paths, 0.5)], FirmMeasures(first), 1)
    return conditions_page(
        Campaign(design, None, pd.DataFrame(), []),
        ConditionedVerdict("Level 3", "npv", shares, worlds, paths, (found,), {}),
    )


def rivalry(first="Alder"):
    design = rivalry_design(market(first), strategies=(0, 3), replications=SEEDS)
    game = [(3.0, 3.0), (0.0, 5.0), (5.0, 0.0), (1.0, 1.0)]

    def columns(point, seed):
        names = (first, "Birch")
        return [{"firm": n, "npv": 1000 * p + luck(seed)} for n, p in zip(names, game[point], strict=True)]

    campaign = finished(design, columns)
    return rivalry_page(campaign, rivalry_of(campaign, "npv"), "npv")


PAGES = [price_gap, line, heat, panels, sensitivity, conditions, rivalry]


def layouts(page):
    return {key: pair["light"]["layout"] for key, pair in json.loads(page.scripts[0])["figures"].items()}


def words(layout):
    return [note["text"] for note in layout["annotations"]]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("made", PAGES)
def test_every_experiment_gives_a_closed_page_in_both_languages(made, language, tmp_path):
    use_language(language)
    found = write_findings(made(), tmp_path / "report.html").read_text(encoding="utf-8")
    page = Page(found)
    seen = re.sub(r"<(script|style).*?</\1>", "", found, flags=re.S)
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in found
    assert not re.search(
        r"\b(report|experiments|price_gap|sweep|sensitivity|conditions|rivalry)\.[a-z]+\.", seen
    )
    assert not [a for _, a in page.tags if "src" in a or ("href" in a and not a["href"].startswith("#"))]
    runnable = [s for s, a in zip(page.scripts, page.all("script"), strict=True) if "type" not in a]
    digests = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in runnable}
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert digests == set(re.findall(r"'sha256-([^']+)'", policy))
    plots = [a for a in page.all("div") if a.get("role") == "img"]
    assert plots
    assert len(page.all("details")) == len(plots)
    assert {a["data-figure"] for a in plots} == set(layouts(page))


@pytest.mark.parametrize("made", PAGES)
def test_names_are_text_and_nothing_else(made):
    page = Page(render_findings(made(ATTACK)))
    assert [tag for tag, _ in page.tags if tag == "script"] == ["script"] * 3
    assert "alert(1)" not in "".join(page.scripts[1:])
    assert not any(name.startswith("on") for _, a in page.tags for name in a)
    assert not any("<script" in note for layout in layouts(page).values() for note in words(layout))


def test_columns_hang_as_deep_as_the_falls_and_say_where_they_are_lower_bounds():
    page = Page(render_findings(price_gap()))
    layout = layouts(page)["price_gap"]
    depths = [shape["y1"] for shape in layout["shapes"] if shape["type"] == "rect"]
    middle = 100 * np.mean([0.01 * luck(seed) for seed in range(SEEDS)])
    assert depths == pytest.approx([20 + middle, 35 + middle, 50 + middle, 65 + middle])
    assert ["≥" in note for note in words(layout)[1:]] == [False, False, False, True]


def test_curves_say_who_leaves_at_each_fall_and_where_the_levels_are_furthest_apart():
    findings = price_gap()
    (picture,) = findings.pictures
    assert len(picture.table.rows) == len(CUTS)
    assert picture.table.rows[10][1].startswith("100.0")
    assert picture.table.rows[10][4].startswith("32.5")
    assert "cuts its price by 100 %" in picture.sentence
    layout = layouts(Page(render_findings(findings)))["curves"]
    assert layout["shapes"][0]["y0"] == 50.0


def test_a_heat_map_marks_what_chance_explains_and_frames_the_first_point():
    over = {"world.complexity": [0.0, 1.0], "world.price_elasticity": [2.0, 3.0]}
    loud, alike = (layouts(Page(render_findings(sweep(over, effect=e))))["sweep-0"] for e in (10.0, 0.0))
    assert sum("≈" in note for note in words(loud)) == 0
    assert sum("≈" in note for note in words(alike)) == 3
    assert [shape["line"]["width"] > 0 for shape in loud["shapes"]] == [True, False, False, False]


def test_rank_correlations_find_the_parameter_that_counts():
    drawn = np.random.default_rng(2)
    frame = pd.DataFrame({"point": range(60), "a": drawn.random(60), "b": drawn.random(60), "c": "word"})
    frame["npv"] = frame["a"] ** 3 + 0.05 * frame["b"]
    found = rank_correlations(frame, ["b", "a", "c"], "npv")
    assert list(found) == ["a", "b"]
    assert found["a"].low > 0.9
    assert not found["b"].excludes_zero


def test_the_dilemma_is_framed_where_both_defect():
    page = Page(render_findings(rivalry()))
    layout = layouts(page)["rivalry"]
    framed = [(s["x0"] > 0, s["y0"] > 0) for s in layout["shapes"] if s["line"]["width"] > 0]
    assert framed == [(True, True)]
    assert sum("<b>" in note for note in words(layout)) == 4


def test_the_boundary_on_the_map_is_the_condition_that_was_found():
    (region,) = layouts(Page(render_findings(conditions())))["worlds"]["shapes"]
    assert region["x1"] == 0.3
    assert region["line"]["dash"] == "solid"
