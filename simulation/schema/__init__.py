"""How parameters are declared: everything that is known of a value in one place, in pure Python.

    class Trust(Table):
        speed: float = parameter(
            0.12, Unit.PER_MONTH, bounds=(0, 0.2), plausible=(0.03, 0.2), grade=Grade.ASSUMED,
            name="Speed of trust",
            meaning="What share of the way to this month's kept promises trust moves.",
        )

From a declaration follow the reading of files with its error texts, sliders, sampling, documents, and the
English catalogue; the Chinese words stand in ``simulation/language/zh/parameters.toml`` under the path.
"""

from simulation.schema.changes import Changes
from simulation.schema.evidence import USUAL_REFERENCE_PRICE, Evidence, Grade, Role, Unit
from simulation.schema.field import Field, choice, field, money, parameter, switch
from simulation.schema.mistakes import ValidationError
from simulation.schema.table import Table, TableOf
from simulation.schema.values import Anything, ListOf, MapOf, Number, String, Value, Whole

__all__ = [
    "USUAL_REFERENCE_PRICE",
    "Anything",
    "Changes",
    "Evidence",
    "Field",
    "Grade",
    "ListOf",
    "MapOf",
    "Number",
    "Role",
    "String",
    "Table",
    "TableOf",
    "Unit",
    "ValidationError",
    "Value",
    "Whole",
    "choice",
    "field",
    "money",
    "parameter",
    "switch",
]
