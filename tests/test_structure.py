"""The structure of the code: no circles, layers in one direction, and a kernel that needs NumPy alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from simulation.source import MODEL

ROOT = Path(__file__).parents[1]
PACKAGE = "simulation"
When = Literal["module", "typing", "function"]
"""When an import is made: with the module, for type checkers alone, or when a function is called."""

LAYERS = (
    (
        "version",
        "catalogues",
        "errors",
        "language",
        "files",
        "cache_folder",
        "parent_process",
        "source",
        "spreadsheet",
    ),
    ("kernel",),
    ("schema", "bibliography"),
    ("measures.measure", "measures.declared"),
    ("measures.customer_groups",),
    ("mechanisms",),
    ("scenario",),
    ("market",),
    ("measures",),
    ("agents",),
    ("experiments",),
    ("fitting",),
    ("record",),
    ("report",),
    ("fitting.report",),
    ("validation",),
    ("textbook",),
    ("bibliography.uses", "bibliography.rendering", "bibliography.__main__"),
    ("commands", "lab", "cli", "__main__"),
)
"""From the ground up; a module imports from its own layer and those below. The longest name counts."""

CIRCLES_FOR_TYPING = (
    # A scenario has methods for its checks, its digest and its text, which take the scenario.
    {
        "simulation.scenario.checks",
        "simulation.scenario.digest",
        "simulation.scenario.document",
        "simulation.scenario.prediction_checks",
        "simulation.scenario.writing",
    },
    # The ledger enters what a process did in a month; the process keeps a ledger.
    {"simulation.market.ledger", "simulation.market.process"},
    # Rewriting asks the translation for the names that it needs.
    {"simulation.market.compiled.rewriting", "simulation.market.compiled.translation"},
)
"""Modules that name one another's types, or import one another in functions. To be emptied."""

KERNEL = (
    "kernel",
    "mechanisms",
    "schema",
    "scenario",
    "market",
    "measures",
    "catalogues",
    "errors",
    "language",
    "lab.messages",
)
"""What runs in a browser: at module level it imports the standard library and NumPy."""
NOT_KERNEL = tuple(
    f"market.compiled.{name}" for name in ["carrying", "engine", "head", "primitives", "unaliased"]
)
"""What needs Numba; whoever asks for the compiled engine imports it then."""
NOT_YET_PURE = {"tomlkit": ("scenario.template", "scenario.writing")}
"""Packages that the kernel still imports, and where. To be emptied."""

WITHOUT_NUMBERS = ("version", "catalogues", "errors", "language", "files", "cache_folder")
"""What the model imports though no simulated number depends on it."""
EDGES = {
    "mesa": ("agents",),
    "pandas": ("fitting.reading",),
    "pyarrow": ("experiments.arrow_pieces", "experiments.campaign.damage", "experiments.campaign.store"),
    "scipy": ("fitting", "validation.real.bg_nbd"),
}
"""Rooms that import a large package at module level; others import it in the functions that use it."""


TYPES_FROM_ABOVE = {("kernel.offers", "mechanisms"): ("scenario.world", "scenario.firm", "scenario.rules")}
"""Whose types the settings of a mechanism name: the scenario, which is made of the mechanisms' own tables."""


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(file): file for file in (ROOT / PACKAGE).rglob("*.py")}


def imports_of(node: ast.AST, when: When = "module") -> Iterator[tuple[When, str]]:
    """Yield every imported name, and when it is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((when, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.module is not None, "imports are absolute"
            names = [f"{child.module}.{alias.name}" for alias in child.names]
            yield from ((when, name) for name in names)
            if not all(name in FILES for name in names):  # a package is not asked for its modules' sake
                yield when, child.module
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from imports_of(child, "function")
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from imports_of(child, "typing" if when == "module" else when)
        else:
            yield from imports_of(child, when)


@cache
def imports(module: str) -> tuple[tuple[When, str], ...]:
    return tuple(imports_of(ast.parse(FILES[module].read_text("utf-8"))))


def graph(*kinds: When) -> dict[str, set[str]]:
    """Return which modules of the package each module imports."""
    return {
        module: {name for when, name in imports(module) if when in kinds and name in FILES} - {module}
        for module in FILES
    }


def circles(edges: dict[str, set[str]]) -> set[frozenset[str]]:
    """Return the groups of modules that reach one another (Tarjan's strongly connected components)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: set[frozenset[str]] = set()

    def visit(module: str) -> None:
        number[module] = low[module] = len(number)
        stack.append(module)
        for other in edges[module]:
            if other not in number:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], number[other])
        if low[module] == number[module]:
            group = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(group) > 1:
                found.add(frozenset(group))

    for module in edges:
        if module not in number:
            visit(module)
    return found


def below(module: str, names: tuple[str, ...]) -> int:
    """Return the length of the longest of these names that the module is, or is in; 0 if there is none."""
    local = module.removeprefix(f"{PACKAGE}.")
    return max((len(name) for name in names if local == name or local.startswith(f"{name}.")), default=0)


def layer(module: str) -> int:
    return max(range(len(LAYERS)), key=lambda number: below(module, LAYERS[number]))


def test_the_circles_are_found():
    edges = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert circles(edges) == {frozenset("abc")}


def test_no_module_imports_itself_through_others():
    assert circles(graph("module", "function")) == set()


def test_no_module_needs_itself_for_types_but_those_that_are_known():
    edges = graph("module", "function")
    for module, others in graph("typing").items():
        edges[module] |= {other for other in others if not may_name_from_above(module, other)}
    found = circles(edges)
    assert [set(group) for group in found if not any(group <= known for known in CIRCLES_FOR_TYPING)] == []


def may_name_from_above(module: str, other: str) -> bool:
    return any(below(module, of) and below(other, named) for of, named in TYPES_FROM_ABOVE.items())


def test_every_module_has_a_layer():
    places = [name for names in LAYERS for name in names]
    assert [module for module in FILES if module != PACKAGE and not below(module, tuple(places))] == []


def test_imports_go_down_the_layers():
    wrong = [
        f"{module} imports {other}"
        for module, others in graph("module").items()
        for other in others
        if PACKAGE not in (module, other) and layer(other) > layer(module)
    ]
    assert wrong == []


def test_the_digest_of_the_model_covers_all_that_it_imports():
    edges = graph("module", "function")
    reached, ahead = set(), {module for module in FILES if below(module, MODEL)}
    while ahead:
        reached |= ahead
        ahead = {other for module in ahead for other in edges[module]} - reached
    assert {module for module in reached if not below(module, (*MODEL, *WITHOUT_NUMBERS))} <= {PACKAGE}


def foreign(module: str) -> set[str]:
    """Return the packages that a module imports, but for the standard library, NumPy and our own."""
    known = {*sys.stdlib_module_names, "numpy", PACKAGE}
    return {name.partition(".")[0] for when, name in imports(module) if when == "module"} - known


def test_the_kernel_needs_numpy_alone():
    wrong = {
        f"{module} imports {name}"
        for module in FILES
        if below(module, KERNEL) > below(module, NOT_KERNEL)
        for name in foreign(module)
        if not below(module, NOT_YET_PURE.get(name, ()))
    }
    assert wrong == set()


def test_the_kernel_imports_the_compiled_engine_when_it_is_asked_for():
    kernel = {module for module in FILES if below(module, KERNEL) > below(module, NOT_KERNEL)}
    edges = graph("module")
    wrong = {(module, other) for module in kernel for other in edges[module] if below(other, NOT_KERNEL)}
    assert wrong == set()


def test_large_packages_are_imported_at_the_edges():
    wrong = [
        f"{module} imports {name}"
        for module in FILES
        for name in sorted(foreign(module) & EDGES.keys())
        if not below(module, EDGES[name])
    ]
    assert wrong == []
