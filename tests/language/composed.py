"""The composed keys: every pattern that the code looks up, with all values that its holes can take.

Values come from the code where the code lists them. A new pattern in the code needs a line here; a pattern
that is gone loses its line.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import get_args

from simulation.bibliography import Checked, Kind
from simulation.bibliography.uses import PlaceKind
from simulation.commands.error_output import SYSTEM_REASONS
from simulation.commands.exit_codes import EXIT_CODES
from simulation.experiments.claims.condition import ClaimVerdict, ConditionKind
from simulation.experiments.sensitivity.indices import SensitivityMethod
from simulation.fitting.cohort.cohort_fit import BetterForecast
from simulation.fitting.fitted_parameters import ParameterOrigin
from simulation.fitting.panel_market.panel_error import Nearness
from simulation.lab.messages import Quantity, Search
from simulation.measures.customer_groups import GROUPS as CUSTOMER_GROUPS
from simulation.measures.declared import DECLARED
from simulation.measures.declared.tables import TABLES
from simulation.measures.declared.tables import Kind as ColumnKind
from simulation.measures.measure import Measure, OverRun
from simulation.measures.measure import Unit as MeasureUnit
from simulation.report.comparison.comparison_page import CARDS
from simulation.report.comparison.verdict import Sufficiency
from simulation.report.kit.numbers import NumberKind
from simulation.scenario.expectation import Relation
from simulation.scenario.lesson import Text
from simulation.scenario.prediction import CurveShape
from simulation.scenario.schema import parameters
from simulation.schema import Grade, Unit
from simulation.schema.evidence import Role as ParameterRole
from simulation.schema.values import Mistake
from simulation.textbook.row import Direction, Standing
from simulation.textbook.row import Verdict as RowVerdict
from simulation.textbook.telling import LETTERS
from simulation.validation.null_outcomes import NULLS
from simulation.validation.pattern import Worth
from simulation.validation.patterns import NAMES
from simulation.validation.real.studies import STUDIES
from simulation.validation.validation_document import FACE, VERIFICATION

FIGURES = tuple(key for key, _, _ in CARDS)
LEVELS = ("0", "1", "2", "3")
EVERY = parameters()
LISTS = {parameter.path for parameter in EVERY if parameter.kind == "list"}
GROUPS = sorted({parameter.path.rpartition(".")[0] for parameter in EVERY} - LISTS)
OWN_COLUMNS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if not isinstance(column, Measure)
]
PATTERNS = NAMES

RANKED = ("value", "npv", "retention_rate", "switching_cost")
CHARTS = (
    "leavers",
    "share",
    "profit",
    "leaving",
    "satisfaction",
    "costs",
    "loyalty",
    "ledger",
    "involvement",
)
COMPARED = ("base", "functional", "experiential", "social", "convenience", "price", "effort", "risk")
LESSON_STEPS = ("question", "predict", "run", "debrief", "discuss")
COSTS = ("procedural", "financial", "relational")
LOYALTY = ("loyal", "latent", "spurious", "none")
EVENTS = ("failure", "complaint", "reward", "told", "left")
REASONS = ("dissatisfaction", "incident", "offer", "released", "routine", "involuntary", "replaced")
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
GIVEN = ("own_price", "unit_cost", "contract_term", "exit_fee")


def words(listed: str) -> tuple[str, ...]:
    """The words of a text: values that the code does not list."""
    return tuple(listed.split())


def pairs(first: Iterable[str], second: Iterable[str]) -> list[tuple[str, str]]:
    """Every value of a first hole with every value of a second."""
    return list(product(first, second))


IN_PYTHON = {
    "bibliography.checked.{}": tuple(Checked),
    "bibliography.kind.{}": tuple(Kind),
    "bibliography.meaning.{}": tuple(Checked),
    "bibliography.place.{}": tuple(PlaceKind),
    "check.kind.{}": get_args(ConditionKind),
    "check.verdict.{}": get_args(ClaimVerdict),
    "check.wanted.{}_included": ("low", "high"),
    "check.wanted.{}_strict": ("low", "high"),
    "claims.form.{}": get_args(Relation),
    "claims.group.{}.{}": [(kind, name) for kind, names in CUSTOMER_GROUPS.items() for name in names],
    "claims.sentence.{}": get_args(Relation),
    "claims.verdict.{}": get_args(ClaimVerdict),
    "commands.failure.reason.{}": ("whole", "number", "file", "folder", "unreadable", "absent"),
    "commands.exit_code.{}": tuple(EXIT_CODES.values()),
    "commands.failure.{}": (*sorted(set(SYSTEM_REASONS.values())), "other"),
    "commands.option.{}": ("lang", "version", "help"),
    "commands.show.firm.{}": ("price", "unit_cost", "margin", "share", "level"),
    "commands.show.heading.{}": tuple(each.key for each in Text.fields()),
    "commands.show.over_run.{}": get_args(OverRun),
    "commands.show.type.{}": get_args(ColumnKind),
    "errors.count.{}": words(
        "alternative discussion event expect firm minutes months prediction at values doses segment treatment"
    ),
    "errors.example.{}": words(
        "schema title question firm name month path value claim text measure relation "
        "id kind ask answer words alternative values reason reply part share"
    ),
    "errors.expected.{}": ("number", "whole", "switch", "text", "list", "table"),
    "errors.form.{}": ("name", "claim", "claims", "mechanisms", "id"),
    "errors.{}": get_args(Mistake),
    "experiments.kind.{}": ("price_gap", "sweep", "sensitivity", "conditions", "rivalry"),
    "fit.file.{}.title": ("cohort", "panel"),
    "fit.file.{}.question": ("cohort", "panel"),
    "fit.file.{}.what_is_it": ("cohort", "panel"),
    "fit.file.{}.how_it_works": ("cohort", "panel"),
    "fit.file.{}.references": ("cohort", "panel"),
    "fit.grade.{}": get_args(ParameterOrigin),
    "fit.head.{}": words(
        "quantity value grade where period observed market formula geometric carried measure choice taste "
        "dirichlet origin model chance unit luck both"
    ),
    "fit.model.{}": ("plain", "habit", "taste", "full"),
    "fit.missing.{}": ("price", "cost", "programmes"),
    "fit.quantity.{}": (*FITTED, *GIVEN, "share", "price"),
    "fit.say.null.{}": get_args(Nearness),
    "fit.say.verdict.{}": get_args(BetterForecast),
    "fit.source.{}": (*FITTED, *GIVEN, "share", "price"),
    "fit.unit.{}": ("days", "weeks", "months", "quarters", "years"),
    "grade.{}": tuple(Grade),
    "report.brief.worth_{}": ("more", "less", "even"),
    "report.brief.{}_tied": ("keeps", "worth", "leaves"),
    "measures.table.{}.column.{}": OWN_COLUMNS,
    "measures.table.{}.rows": tuple(TABLES),
    "measures.{}.label": tuple(DECLARED),
    "measures.{}.meaning": tuple(DECLARED),
    "measures.{}.part": [name for name, measure in DECLARED.items() if measure.part],
    "measures.{}.result": [
        name for name, measure in DECLARED.items() if measure.result and measure.result.label
    ],
    "measures.{}.short": [name for name, measure in DECLARED.items() if measure.short],
    "parameters.{}.choices.{}": [(each.path, choice) for each in EVERY for choice in each.choices],
    "parameters.{}.meaning": [each.path for each in EVERY],
    "parameters.{}.name": [each.path for each in EVERY],
    "parameters.{}.source": [each.path for each in EVERY if each.evidence and each.evidence.source],
    "predictions.shape.{}": get_args(CurveShape),
    "price_gap.column.{}": ("level", "fall", "step", "leaving", "runs"),
    "report.condition.{}": words("contractual repeat_purchase not_copied copied learning no_rivals"),
    "report.figure.{}.compare": (*FIGURES, "run_differences"),
    "report.figure.{}.run": FIGURES,
    "report.lamp.{}": get_args(Sufficiency),
    "report.level.{}": LEVELS,
    "report.number.{}": get_args(NumberKind),
    "report.programme.{}": ("yearly", "margin", "setup"),
    "report.reason.{}": REASONS,
    "report.settings.{}": words("parameter value usual unit grade path month until alternative"),
    "report.table.{}": ("won_from", "lost_to"),
    "report.table.over_run.{}": ("end", "total"),
    "report.unit.{}": tuple(kind for kind in get_args(NumberKind) if kind not in ("people", "plain")),
    "report.verdict.{}.few": ("value",),
    "report.verdict.{}.happened": RANKED,
    "report.verdict.{}.happened_single": RANKED,
    "report.verdict.{}.identical": RANKED,
    "report.verdict.{}.loss": ("value", "npv"),
    "report.verdict.{}.open": ("npv", "retention_rate", "switching_cost"),
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
    "role.{}": tuple(ParameterRole),
    "sensitivity.column.{}": ("mu_star", "ST", "S1"),
    "sensitivity.error.size_{}": get_args(SensitivityMethod),
    "sensitivity.figure.words_{}": get_args(SensitivityMethod),
    "sensitivity.mark.{}": ("mu_star", "sigma", "ST", "S1"),
    "sensitivity.note.{}": get_args(SensitivityMethod),
    "sensitivity.reading.{}": get_args(SensitivityMethod),
    "sensitivity.title.{}": ("world", "levers"),
    "sensitivity.words.{}.{}": pairs(get_args(SensitivityMethod), ("world", "levers")),
    "textbook.claimed.{}": get_args(Direction),
    "textbook.line.{}": words("modules paths scenarios tests patterns rows missing lacks"),
    "textbook.source.{}": tuple(LETTERS),
    "textbook.standing.{}": tuple(Standing),
    "textbook.verdict.{}": tuple(RowVerdict),
    "unit.{}": (*Unit, *get_args(MeasureUnit)),
    "validate.exact.{}": ("repeat_choice", "long_run_shares", "lifetime_value", "cohort"),
    "validate.head.{}": words(
        "pattern title target found verdict worth counted not_counted means published source parameter "
        "plausible estimate told default cited reference checked figure range sign "
        "check case exact given allowed full in_worlds turns_on level best_in value number influence sure "
        "fixed model refitted miss_elasticity miss_churn miss_complaints thirds low_third middle_third "
        "high_third"
    ),
    "validate.label.{}": ("silent", "unsatisfied", "satisfied", "quick"),
    "validate.null.{}": tuple(NULLS),
    "validate.part.{}": ("verification", "validation"),
    "validate.pattern.{}.measured": PATTERNS,
    "validate.pattern.{}.target": PATTERNS,
    "validate.pattern.{}.title": PATTERNS,
    "validate.real.covers.{}": ("cohort", "ketchup", "cdnow"),
    "validate.real.head.{}": words(
        "inside year observed market formula geometric measure choice taste dirichlet repeat_purchases "
        "customers bg_nbd nbd"
    ),
    "validate.real.measure.{}": ("repeat", "repeat_rate", "penetration", "duplication"),
    "validate.real.{}.done": STUDIES,
    "validate.real.{}.found.{}": pairs(("cohort", "ketchup", "cdnow"), get_args(Nearness)),
    "validate.real.{}.heading": STUDIES,
    "validate.real.{}.picture": STUDIES,
    "validate.means.{}": tuple(Worth),
    "validate.worth.{}": tuple(Worth),
    "validate.series.{}": ("regular", "high_end", "minor", "major", "return", "gap", "profit"),
    "validate.{}.heading": (*VERIFICATION, *FACE),
    "validate.{}.text": (*VERIFICATION, *FACE),
}

IN_THE_PAGE = {
    "alternative.{}": LEVELS,
    "arrange.{}": ("islands", "sunflower", "map"),
    "because.{}": REASONS,
    "by.{}": ("supplier", *get_args(Quantity)),
    "challenge.{}": ("both", "stay", "earn"),
    "chart.{}": CHARTS,
    "compare.kind_{}": ("own", "levels", "mine"),
    "compare.lamp_{}": get_args(Sufficiency),
    "compare.{}": (
        *("saved", "lost", "same_fate", "trade", "leavers", "profit", "leaving"),
        *("middle", "low_end", "high_end"),
    ),
    "compare.{}_means": ("saved", "lost", "same_fate"),
    "event.{}": EVENTS,
    "event_long.{}": EVENTS,
    "find.{}": get_args(Search),
    "find_means.{}": get_args(Search),
    "glance_of.{}": ("firm", "level", "leavers", "leaving", "won", "lost", "profit"),
    "grade.{}": tuple(Grade),
    "grade_means.{}": tuple(Grade),
    "groups.{}.title": GROUPS,
    "hold.{}": (*COMPARED, "leaving"),
    "involvement_of.{}": ("low", "medium", "high"),
    "key.unit_{}": ("involvement", "satisfaction"),
    "lab.unit.{}": tuple(Unit),
    "leaver.{}": REASONS,
    "ledger_part.{}": ("revenue", "serving", "keeping", "winning", "fixed"),
    "luck.{}": ("all", "most", "rather", "all_out", "most_out", "rather_out"),
    "part.{}": (*COMPARED, "leaving"),
    "pull.{}": COMPARED,
    "lesson.claim_{}": (*get_args(ClaimVerdict), "beyond", "judging"),
    "lesson.judged_{}": words("right exact near wrong open"),
    "lesson.lacks_{}": words("choice number month curve ranking"),
    "handout.{}": words("leavers earned worth"),
    "lesson.{}": (
        *LESSON_STEPS,
        *words("how_it_works things_to_try extending references"),
        *words("in_20 in_45 in_90 expected misconception reply"),
    ),
    "lesson.{}_note": LESSON_STEPS,
    "level.{}": LEVELS,
    "level.{}_adds": LEVELS,
    "measures.switching_cost_{}.part": COSTS,
    "measures.{}.label": ("revenue", *(name for name in DECLARED if name.startswith("cost_"))),
    "measures.{}.short": ("profit",),
    "parameters.{}.choices.{}": IN_PYTHON["parameters.{}.choices.{}"],
    "parameters.{}.meaning": IN_PYTHON["parameters.{}.meaning"],
    "parameters.{}.name": IN_PYTHON["parameters.{}.name"],
    "parameters.{}.source": IN_PYTHON["parameters.{}.source"],
    "read.{}": CHARTS,
    "role_means.{}": tuple(ParameterRole),
    "shape.{}": ("flat", "rising", "falling", "hump", "dip", "step"),
    "speed.{}": ("slow", "usual", "fast"),
    "tab.{}": ("market", "why", "compare", "lesson", "own", "class"),
    "term.{}": (*COMPARED, *COSTS, "draw"),
    "type.{}": LOYALTY,
    "type_short.{}": LOYALTY,
    "tip.{}": ("held", "pulled", "held_without", "pulled_without"),
    "tipped.{}": ("left", "gave_up", "joined", "stayed", "stayed_out", "luck_first", "luck_only"),
    "tipped.{}_against": ("luck_first", "luck_only"),
    "unit.{}": tuple(Unit),
    "unfold.{}": ("delivered", "before", "total", "leaving_title", "leaving_spread_title"),
    "unit_of.{}": ("costs", "loyalty", "ledger"),
    "why.{}": ("customer", "firm"),
    "words.{}": CHARTS,
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
    ("simulation/fitting/reading/problems.py", "{}"): "faults that were found before, with their rows",
    ("simulation/schema/mistakes.py", "{}"): "an error that was made before, with its place or its findings",
    ("simulation/lab/page/js/protocol/words.js", "{}"): "the definitions of t and nodes",
    ("simulation/lab/page/js/views/lesson-debrief.js", "{}"): "a parameter; the callers spell out the keys",
    ("simulation/lab/page/js/views/why-story.js", "{}"): "a list in the same function spells out the keys",
}
"""Lookups of which no prefix can be found by searching, each with the reason."""


def filled(pattern: str, values: object) -> list[str]:
    """The keys of a pattern, with every value put into its holes."""
    assert isinstance(values, Iterable)
    return [pattern.format(*(each if isinstance(each, tuple) else (each,))) for each in values]
