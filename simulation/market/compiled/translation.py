"""From steps that read bundles of columns to plain functions of single columns.

A step says ``state.trust``; a compiler would copy (and count references to) the whole bundle at every call.
This module rewrites the sources of the steps, and of every rule they use, so that each function takes just
the columns it reads: ``state.trust`` becomes the argument ``state__trust``. Nothing else changes.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import FunctionType, ModuleType

from simulation.market import access
from simulation.market.month import Month, Phase, Step

FLAT = (access.own, access.put)
"""Functions whose first argument is a column that they see flattened."""
FLATTENED = "__flat"
BUNDLES = ("state", "firms", "world", "luck")
PACKAGES = ("simulation.rules", "simulation.market")
CARRIED = (
    "told", "first_told", "firm", "acquaintances", "expectation", "trust", "heard",
    "expectation_elsewhere", "trust_elsewhere",
)  # fmt: skip
"""Columns that carrying word of mouth reads and writes, in the order of its arguments."""


LIVING, TALKING, DECIDING = 1, 2, 4
WHOLE = LIVING | TALKING | DECIDING
"""Parts of a month; each has to be over for everybody before the next begins."""

Columns = dict[str, list[str]]
"""The columns of each bundle that a function takes."""


class Translation:
    """Collects the rewritten functions of a month, those called first.

    ``source`` is the text of a module; ``names`` are the constants and twins that it needs around it.
    """

    def __init__(self, twins: dict[object, object]) -> None:
        self._twins = twins
        self._columns: dict[FunctionType, Columns] = {}
        self.definitions: list[str] = []
        self.names: dict[str, object] = {}

    def translate(self, function: FunctionType) -> str:
        """Rewrite a function and all it calls (once); return its new name."""
        name = _qualified(function.__module__, function.__name__)
        if function not in self._columns:
            tree, columns = self._rewritten(function)
            self._columns[function] = columns
            parameters: list[str] = []
            for parameter in tree.args.args:
                bundle = parameter.arg
                parameters += _flat({bundle: columns[bundle]}) if bundle in BUNDLES else [bundle]
            decorator = "@inlined" if any(columns.values()) else "@rule"
            head = f"{decorator}\ndef {name}({', '.join(parameters)}):"
            self.definitions.append(f"{head}\n{textwrap.indent(_body(tree), '    ')}")
        return name

    def _rewritten(self, function: FunctionType) -> tuple[ast.FunctionDef, Columns]:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
        assert isinstance(tree, ast.FunctionDef)
        rewriter = _Rewriter(self, function)
        rewriter.generic_visit(tree)
        return tree, {bundle: sorted(rewriter.columns[bundle]) for bundle in BUNDLES}

    def arguments(self, function: FunctionType, bundle: str) -> list[str]:
        """Return the columns of a bundle that a translated function takes."""
        return [f"{bundle}__{column}" for column in self._columns[function][bundle]]

    def month(self, month: Month) -> None:
        """Add the function ``live`` that runs parts of a month on customers ``first`` to ``end``, by blocks.

        One function for all parts, since handing it the columns takes longer than a part in a small market.
        """
        needed = {bundle: set[str]() for bundle in BUNDLES}
        carried = {"state": list(CARRIED), "world": ["opinion_weight"]}
        for bundle, columns in carried.items():
            needed[bundle] |= set(columns)
        living = self._phase(month.living, needed)
        deciding = [line for phase in month.deciding for line in self._phase(phase, needed)]
        closing = self._phase(month.closing, needed)
        body = [
            "chosen = np.empty(BLOCK, np.intp)",
            f"if parts & {LIVING}:",
            *_indented(_by_block(living)),
            f"if parts & {TALKING}:",
            *_indented([f"carry({', '.join([*_flat(carried), 'first', 'end'])})"]),
            f"if parts & {DECIDING}:",
            *_indented(_by_block([*deciding, "if closing:", *_indented(closing)])),
        ]
        fetch = [f"{b}__{c} = {_fetched(b, c)}" for b in BUNDLES for c in sorted(needed[b])]
        head = ["@entry", "def live(state, firms, world, luck, closing, parts, first, end):"]
        lines = ["firm_count = firms.price.size", *fetch, *body]
        self.definitions.append("\n".join([*head, *_indented(lines)]))

    def _phase(self, phase: Phase, needed: dict[str, set[str]]) -> list[str]:
        """Return the lines that run a phase on a block, and add the columns that it needs to ``needed``."""
        lines: list[str] = []
        for step in phase.steps:
            called, columns = self._step(step)
            for bundle in BUNDLES:
                needed[bundle].update(columns[bundle])
            rows = ["start", "stop"]
            if step.among:
                needed["state"].add(step.among)
                lines.append(f"count = pick(state__{step.among}, start, stop, chosen)")
                rows = ["chosen", "count"]
            turn = "firm" if step.each_firm else "trip"
            call = f"{called}({', '.join([*_flat(columns), turn, *rows])})"
            lines += ["for firm in range(firm_count):", f"    {call}"] if step.each_firm else [call]
        return [f"for trip in range({phase.trips}):", *_indented(lines)]

    def _step(self, step: Step) -> tuple[str, Columns]:
        """Rewrite a step as a loop over the rows of a block; return its new name and its columns."""
        function = step.function
        assert isinstance(function, FunctionType)
        name = f"{_qualified(function.__module__, function.__name__)}__{step.among or 'everybody'}"
        tree, columns = self._rewritten(function)
        twice = {f"{column}{FLATTENED}" for column in columns["state"]} & {*columns["state"]}
        assert not twice, f"{name} would get a column twice: {twice}"
        parameters = [*_flat(columns), "j" if step.each_firm else "trip"]
        # An unsigned index cannot be negative, so no code is made for counting from the end.
        if step.among:
            parameters += ["chosen", "count"]
            loop = ["    for place in range(np.uintp(count)):", "        rows = np.uintp(chosen[place])"]
        else:
            parameters += ["start", "stop"]
            loop = ["    for rows in range(np.uintp(start), np.uintp(stop)):"]
        lines = ["@step", f"def {name}({', '.join(parameters)}):", *loop]
        definition = "\n".join([*lines, textwrap.indent(_body(tree), " " * 8)])
        if definition not in self.definitions:
            self.definitions.append(definition)
        return name, columns

    def resolve(self, value: object, module: str, name: str) -> str | None:
        """Return the new name of what a function's global name stands for; None leaves it as it is."""
        twin = self._twins.get(value) if isinstance(value, FunctionType) else None
        if twin is not None:
            new = _qualified("twin", name)
            self.names[new] = twin
            return new
        if isinstance(value, FunctionType) and value.__module__.startswith(PACKAGES):
            return self.translate(value)
        if isinstance(value, int | float | tuple) or type(value).__module__ == "numpy":
            new = _qualified(module, name)
            self.names[new] = value
            return new
        return None


def translate_month(month: Month, twins: dict[object, object]) -> Translation:
    """Return the translation of a whole month: its function is called ``live``."""
    translation = Translation(twins)
    translation.month(month)
    return translation


class _Rewriter(ast.NodeTransformer):
    """Rewrites the body of one function."""

    def __init__(self, translation: Translation, function: FunctionType) -> None:
        self._translation = translation
        local = function.__code__.co_varnames
        self._globals = {name: value for name, value in function.__globals__.items() if name not in local}
        self._module = function.__module__
        self.columns: dict[str, set[str]] = {bundle: set() for bundle in BUNDLES}

    def _function(self, node: ast.expr) -> object:
        """Return what a called name stands for."""
        if isinstance(node, ast.Name):
            return self._globals.get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return getattr(self._globals.get(node.value.id), node.attr, None)
        return None

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Pass the single columns that the called function takes, in place of the bundle."""
        function = self._function(node.func)
        node.func = self.visit(node.func)
        if function in FLAT:
            node.args[0] = self._flattened(node.args[0])
        arguments: list[ast.expr] = []
        for argument in node.args:
            if (
                isinstance(argument, ast.Name)
                and argument.id in BUNDLES
                and isinstance(function, FunctionType)
            ):
                for column in self._translation.arguments(function, argument.id):
                    self.columns[argument.id].add(column.split("__", 1)[1])
                    arguments.append(ast.Name(column, ast.Load()))
            else:
                arguments.append(self.visit(argument))
        node.args = arguments
        return node

    def _flattened(self, node: ast.expr) -> ast.expr:
        """Return the column's flattened form: a seat is a place in it, found without a division."""
        assert isinstance(node, ast.Attribute)
        return ast.Attribute(node.value, f"{node.attr}{FLATTENED}", node.ctx)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Replace a bundle's column and a module's function by plain names."""
        if isinstance(node.value, ast.Name):
            if node.value.id in BUNDLES:
                self.columns[node.value.id].add(node.attr)
                return ast.Name(f"{node.value.id}__{node.attr}", node.ctx)
            module = self._globals.get(node.value.id)
            if isinstance(module, ModuleType) and module.__name__.startswith(PACKAGES):
                name = self._translation.resolve(getattr(module, node.attr), module.__name__, node.attr)
                return ast.Name(name or node.attr, node.ctx)
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Replace the names of rules and constants."""
        if node.id in self._globals and isinstance(node.ctx, ast.Load):
            name = self._translation.resolve(self._globals[node.id], self._module, node.id)
            return ast.Name(name or node.id, node.ctx)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        """Leave parameters (and their annotations) alone."""
        return node


def _by_block(lines: list[str]) -> list[str]:
    """Return lines that run for one block of customers after the other."""
    stop = "stop = min(start + BLOCK, end)"
    return ["for start in range(first, end, BLOCK):", *_indented([stop, *lines])]


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _fetched(bundle: str, column: str) -> str:
    name, flattened, _ = column.partition(FLATTENED)
    return f"{bundle}.{name}.reshape(-1)" if flattened else f"{bundle}.{name}"


def _flat(columns: Columns) -> list[str]:
    """Return the names of single columns, in the order of the bundles."""
    return [f"{bundle}__{column}" for bundle, names in columns.items() for column in names]


def _body(tree: ast.FunctionDef) -> str:
    """Return the source of a function's body without its docstring."""
    return "\n".join(ast.unparse(statement) for statement in tree.body[1:])


def _qualified(module: str, name: str) -> str:
    return f"{module.rsplit('.', 1)[-1]}__{name}"
