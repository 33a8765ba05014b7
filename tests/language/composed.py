"""The composed keys: every pattern that the code looks up, with all values that its holes can take.

Values come from the code where the code lists them. A new pattern in the code needs a line here; a pattern
that is gone loses its line.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import get_args

from simulation.bibliography import Checked
from simulation.experiments.claims.judging import Verdict as OfClaim
from simulation.experiments.sensitivity.indices import Method
from simulation.fitting.cohort.cohort_fit import BetterForecast
from simulation.fitting.cohort.period_length import PeriodLength
from simulation.fitting.fitted_parameters import ParameterOrigin
from simulation.fitting.panel_market.panel_error import Nearness
from simulation.lab.messages import Quantity, Search
from simulation.report.comparison.comparison_page import CARDS
from simulation.report.comparison.series import PARTS
from simulation.report.comparison.verdict import Sufficiency
from simulation.report.kit.numbers import NumberKind
from simulation.report.measures import KINDS
from simulation.scenario.document import Text
from simulation.scenario.schema import parameters
from simulation.schema import Grade, Unit
from simulation.validation.null_models import NULLS
from simulation.validation.pattern import Role
from simulation.validation.real.study import Place
from simulation.validation.validation_document import FACE, VERIFICATION

MEASURED = tuple(name for name in KINDS if name not in {"share_mixed", "lost", "acquired"})
FIGURES = tuple(key for key, _, _ in CARDS)
LEVELS = ("0", "1", "2", "3")
EVERY = parameters()
LISTS = {parameter.path for parameter in EVERY if parameter.kind == "list"}
GROUPS = sorted({parameter.path.rpartition(".")[0] for parameter in EVERY} - LISTS)
PATTERNS = tuple(f"P{number}" for number in range(1, 26))
STUDIES = get_args(Place)
RANKED = ("profit_cumulative", "retention_rate", "switching_cost")
COSTS = ("procedural", "financial", "relational")
LOYALTY = ("loyal", "latent", "spurious", "none")
EVENTS = ("failure", "complaint", "reward", "told", "left")
REASONS = ("dissatisfaction", "incident", "offer", "released", "routine", "involuntary")
FITTED = (
    "routine",
    "restlessness_spread",
    "exits",
    "elasticity",
    "persistence",
    "habit",
    "rate",
    "variation",
)


def words(listed: str) -> tuple[str, ...]:
    """The words of a text: values that the code does not list."""
    return tuple(listed.split())


def pairs(first: Iterable[str], second: Iterable[str]) -> list[tuple[str, str]]:
    """Every value of a first hole with every value of a second."""
    return list(product(first, second))


IN_PYTHON = {
    "check.kind.{}": ("difference", "mean", "change", "lead_first", "lead_last", "burst", "lead_over"),
    "check.verdict.{}": get_args(OfClaim),
    "check.wanted.{}_included": ("low", "high"),
    "check.wanted.{}_strict": ("low", "high"),
    "commands.failure.reason.{}": ("whole", "number", "file", "folder", "unreadable", "absent"),
    "commands.failure.{}": ("space", "permission", "name", "folder", "not_folder", "missing_folder", "other"),
    "commands.option.{}": ("lang", "version", "help"),
    "commands.show.heading.{}": tuple(each.key for each in Text.fields()),
    "errors.count.{}": ("firm", "months"),
    "errors.example.{}": words(
        "schema title question firm name month path value claim text measure relation"
    ),
    "errors.form.{}": ("name", "claim", "mechanisms"),
    "experiments.kind.{}": ("price_gap", "sweep", "sensitivity", "conditions", "rivalry"),
    "fit.file.{}.title": ("cohort", "panel"),
    "fit.file.{}.question": ("cohort", "panel"),
    "fit.file.{}.what_is_it": ("cohort", "panel"),
    "fit.file.{}.how_it_works": ("cohort", "panel"),
    "fit.file.{}.references": ("cohort", "panel"),
    "fit.grade.{}": get_args(ParameterOrigin),
    "fit.head.{}": words(
        "quantity value grade where period observed market formula geometric measure choice taste dirichlet "
        "origin model chance unit luck both"
    ),
    "fit.model.{}": ("plain", "habit", "taste", "full"),
    "fit.quantity.{}": (*FITTED, "share", "price"),
    "fit.say.null.{}": get_args(Nearness),
    "fit.say.verdict.{}": get_args(BetterForecast),
    "fit.source.{}": (*FITTED, "share", "price"),
    "fit.unit.{}": get_args(PeriodLength),
    "grade.{}": tuple(Grade),
    "lab.alternative.{}": LEVELS,
    "parameters.{}.choices.{}": [(each.path, choice) for each in EVERY for choice in each.choices],
    "parameters.{}.meaning": [each.path for each in EVERY],
    "parameters.{}.name": [each.path for each in EVERY],
    "parameters.{}.source": [each.path for each in EVERY if each.evidence and each.evidence.source],
    "price_gap.column.{}": ("level", "fall", "step", "leaving", "runs"),
    "report.condition.{}": words("contractual repeat_purchase not_copied copied learning no_rivals"),
    "report.figure.{}.compare": (*FIGURES, "run_differences"),
    "report.figure.{}.run": FIGURES,
    "report.lamp.{}": get_args(Sufficiency),
    "report.level.{}": LEVELS,
    "report.measure.{}": MEASURED,
    "report.number.{}": get_args(NumberKind),
    "report.part.{}": tuple(part for parts in PARTS.values() for part in parts),
    "report.reason.{}": REASONS,
    "report.settings.{}": words("parameter value usual unit grade path month until alternative"),
    "report.table.{}": ("won_from", "lost_to"),
    "report.unit.{}": tuple(kind for kind in get_args(NumberKind) if kind != "people"),
    "report.verdict.{}.few": ("profit_cumulative",),
    "report.verdict.{}.happened": RANKED,
    "report.verdict.{}.happened_single": RANKED,
    "report.verdict.{}.identical": RANKED,
    "report.verdict.{}.loss": ("profit_cumulative",),
    "report.verdict.{}.open": ("retention_rate", "switching_cost"),
    "report.verdict.{}.single": RANKED,
    "report.verdict.{}.tie": RANKED,
    "report.verdict.{}.winner": RANKED,
    "report.words.{}.{}": pairs(
        (
            "retention_rate",
            "profit",
            "profit_cumulative",
            "market_share",
            "switching_cost",
            "switching_cost_over_time",
            "loyalty",
            "loyalty_same",
            "motives",
            "motives_same",
            "rivals",
            "flow",
        ),
        ("compare", "run"),
    ),
    "sensitivity.column.{}": ("mu_star", "ST", "S1"),
    "sensitivity.error.size_{}": get_args(Method),
    "sensitivity.figure.words_{}": get_args(Method),
    "sensitivity.mark.{}": ("mu_star", "sigma", "ST", "S1"),
    "sensitivity.note.{}": get_args(Method),
    "sensitivity.reading.{}": get_args(Method),
    "sensitivity.title.{}": ("world", "levers"),
    "sensitivity.words.{}.{}": pairs(get_args(Method), ("world", "levers")),
    "unit.{}": tuple(Unit),
    "bibliography.checked.{}": tuple(Checked),
    "validate.exact.{}": ("repeat_choice", "long_run_shares", "lifetime_value", "cohort"),
    "validate.head.{}": words(
        "pattern title target found verdict role source parameter plausible estimate told default cited "
        "reference checked figure range sign check case exact given allowed full"
    ),
    "validate.label.{}": ("silent", "unsatisfied", "satisfied", "quick"),
    "validate.null.{}": tuple(NULLS),
    "validate.part.{}": ("verification", "validation"),
    "validate.pattern.{}.measured": PATTERNS,
    "validate.pattern.{}.target": PATTERNS,
    "validate.pattern.{}.title": PATTERNS,
    "validate.real.head.{}": words(
        "year observed market formula geometric measure choice taste dirichlet repeat_purchases customers "
        "bg_nbd nbd"
    ),
    "validate.real.measure.{}": ("repeat", "repeat_rate", "penetration", "duplication"),
    "validate.real.{}.done": STUDIES,
    "validate.real.{}.found.{}": pairs(("cohort", "ketchup", "cdnow"), get_args(Nearness)),
    "validate.real.{}.heading": STUDIES,
    "validate.real.{}.picture": STUDIES,
    "validate.role.{}": tuple(Role),
    "validate.series.{}": ("regular", "high_end", "minor", "major", "return", "gap", "profit"),
    "validate.{}.heading": (*VERIFICATION, *FACE),
    "validate.{}.text": (*VERIFICATION, *FACE),
}

IN_THE_PAGE = {
    "alternative.{}": LEVELS,
    "because.{}": REASONS,
    "by.{}": ("supplier", *get_args(Quantity)),
    "compare.kind_{}": ("levels", "all", "own"),
    "compare.lamp_{}": get_args(Sufficiency),
    "compare.{}": ("saved", "lost", "same_fate"),
    "compare.{}_means": ("saved", "lost", "same_fate"),
    "cost.{}": COSTS,
    "event.{}": EVENTS,
    "event_long.{}": EVENTS,
    "find.{}": get_args(Search),
    "glance_of.{}": ("firm", "level", "stay", "leaving", "won", "lost", "profit"),
    "grade.{}": tuple(Grade),
    "grade_means.{}": tuple(Grade),
    "groups.{}.title": GROUPS,
    "hello.{}": ("1", "2", "3"),
    "lab.unit.{}": tuple(Unit),
    "ledger.{}": words(
        "revenue cost_of_goods cost_to_serve cost_financial cost_social cost_structural cost_recovery "
        "cost_acquisition cost_advertising cost_fixed profit"
    ),
    "lesson.claim_{}": (*get_args(OfClaim), "beyond", "judging"),
    "lesson.sure_{}": ("guessing", "rather", "bet"),
    "lesson.{}": words("question predict run debrief how_it_works things_to_try extending references"),
    "lesson.{}_note": ("question", "predict", "run", "debrief"),
    "level.{}": LEVELS,
    "level.{}_adds": LEVELS,
    "parameters.{}.choices.{}": IN_PYTHON["parameters.{}.choices.{}"],
    "parameters.{}.meaning": IN_PYTHON["parameters.{}.meaning"],
    "parameters.{}.name": IN_PYTHON["parameters.{}.name"],
    "parameters.{}.source": IN_PYTHON["parameters.{}.source"],
    "tab.{}": ("market", "why", "compare", "lesson"),
    "term.{}": (
        "functional",
        "experiential",
        "social",
        "convenience",
        "price",
        "effort",
        "risk",
        *COSTS,
        "draw",
    ),
    "type.{}": LOYALTY,
    "type_short.{}": LOYALTY,
    "unfold.{}": ("gives", "costs", "leaving", "luck", "choice"),
    "unfold.{}_title": ("gives", "costs", "leaving", "leaving_spread", "luck"),
    "why.{}": ("customer", "firm"),
    "words.currency.{}": ("coins", "euros", "dollars", "pounds", "yuan"),
    "zoom_{}": ("in", "out"),
}

COMPUTED = {
    (
        "simulation/commands/framework.py",
        "{}",
    ): "the first that there is of two keys; checked for every command",
    (
        "simulation/commands/framework.py",
        "{}.help",
    ): "the catalogue is declared by the command; checked for all",
    (
        "simulation/commands/framework.py",
        "{}.short",
    ): "the catalogue is declared by the command; checked for all",
    (
        "simulation/commands/framework.py",
        "{}.examples",
    ): "declared by the command, and not all commands have some",
    ("simulation/scenario/problems.py", "{}"): "an error that was made before, with its place",
    ("simulation/lab/page/js/words.js", "{}"): "the definitions of t and nodes",
    ("simulation/lab/page/js/lesson.js", "{}"): "a parameter; the callers spell out the keys",
    ("simulation/lab/page/js/why.js", "{}"): "a parameter; the callers spell out the keys",
}
"""Lookups of which no prefix can be found by searching, each with the reason."""


def filled(pattern: str, values: object) -> list[str]:
    """The keys of a pattern, with every value put into its holes."""
    assert isinstance(values, Iterable)
    return [pattern.format(*(each if isinstance(each, tuple) else (each,))) for each in values]
