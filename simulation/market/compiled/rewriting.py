"""Rewriting one function: the views of a step or rule become single columns, numbers and keys of luck.

In a step (`StepRewriter`) ``she.trust`` becomes ``state__trust[rows]`` and ``supplier.price`` becomes
``firms__price[supplier]``; in a rule or helper (`RuleRewriter`) both become plain arguments,
``she__trust`` and ``supplier__price``, since rules only read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING

from simulation.kernel.misspelt import unknown
from simulation.kernel.steps import NESTED
from simulation.kernel.views import LUCK_OF_FIRM, LUCK_OF_TRIP, about_firms
from simulation.market.compiled.words import parts_of
from simulation.market.state import State

if TYPE_CHECKING:
    from simulation.market.compiled.translation import Translation

VIEWS = (
    "she", "supplier", "origin", "own_relation", "firm", "relation", "firms", "treatment", "treatments",
    "world", "luck",
)  # fmt: skip
"""Names that stand for a view wherever they are parameters."""


class Rewriter(ast.NodeTransformer):
    """Rewrites the body of one function; subclasses say what an attribute of a view becomes."""

    def __init__(self, translation: Translation, function: FunctionType) -> None:
        self.translation = translation
        self.name = f"{function.__module__}.{function.__name__}"
        local = function.__code__.co_varnames
        self._globals = {name: value for name, value in function.__globals__.items() if name not in local}
        self.views = {name for name in local[: function.__code__.co_argcount] if name in VIEWS}

    def attribute(self, view: str, path: str, context: ast.expr_context) -> ast.expr:
        """Return what an attribute of a view becomes."""
        raise NotImplementedError

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Replace a view's attribute, or a function of a module of the project."""
        found = _path(node)
        if found is not None:
            root, path = found
            if root in self.views:
                return self.attribute(root, path.replace(".", NESTED), node.ctx)
            value = self._globals.get(root)
            if isinstance(value, ModuleType):
                name = self.translation.resolve(getattr(value, node.attr, None), value.__name__, node.attr)
                return node if name is None else ast.Name(name, node.ctx)
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Replace the names of rules and constants."""
        if node.id in self._globals and isinstance(node.ctx, ast.Load):
            name = self.translation.resolve(self._globals[node.id], self.name.rpartition(".")[0], node.id)
            return node if name is None else ast.Name(name, node.ctx)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Pass the single values that the called function takes, in place of views."""
        called = self._called(node.func)
        if called is None or not any(view in VIEWS for view in _parameters(called)):
            return self.generic_visit(node)  # type: ignore[return-value]
        arguments: list[ast.expr] = []
        for parameter, given in zip(_parameters(called), node.args, strict=True):
            if parameter in VIEWS:
                assert isinstance(given, ast.Name), f"{self.name}: a view is passed on by its name"
                paths = self.translation.values_of(called)[parameter]
                arguments += [self.attribute(given.id, path, ast.Load()) for path in paths]
            else:
                arguments.append(self.visit(given))
        return ast.Call(self.visit(node.func), arguments, [])

    def _called(self, node: ast.expr) -> FunctionType | None:
        """Return the function that is called, if it is one of the project's."""
        value: object = None
        if isinstance(node, ast.Name):
            value = self._globals.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            value = getattr(self._globals.get(node.value.id), node.attr, None)
        return value if isinstance(value, FunctionType) and self.translation.is_ours(value) else None

    def visit_If(self, node: ast.If | ast.IfExp) -> ast.AST:
        """Refuse a condition: it would hold for one customer when compiled, and for a block under NumPy."""
        raise TypeError(f"{self.name} has an `if` (line {node.lineno}); write where(condition, one, other)")

    visit_IfExp = visit_If  # noqa: N815 (the name that ast looks for)

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        """Leave parameters (and their annotations) alone."""
        return node


class RuleRewriter(Rewriter):
    """Rewrites a rule or a helper: every attribute of a view becomes an argument."""

    def __init__(self, translation: Translation, function: FunctionType) -> None:
        super().__init__(translation, function)
        self.values: dict[str, set[str]] = {view: set() for view in _parameters(function) if view in VIEWS}

    def attribute(self, view: str, path: str, context: ast.expr_context) -> ast.expr:
        """Return the argument that stands for an attribute."""
        assert isinstance(context, ast.Load), f"{self.name} writes {view}.{path}: only steps may write"
        self.values[view].add(path)
        return ast.Name(f"{view}{NESTED}{path}", context)


class StepRewriter(Rewriter):
    """Rewrites a step: attributes become elements of columns, numbers of firms, and keys of luck.

    ``arrays`` are the arrays and numbers that the step needs, by bundle; ``reads`` and ``writes`` are the
    columns of state that it reads and writes.
    """

    def __init__(self, translation: Translation, function: FunctionType) -> None:
        super().__init__(translation, function)
        self.step = function.__name__
        self.arrays: dict[str, set[str]] = {bundle: set() for bundle in ("state", "firms", "world", "luck")}
        self.reads: set[str] = set()
        self.writes: set[str] = set()
        self.indices: set[str] = set()

    def attribute(self, view: str, path: str, context: ast.expr_context) -> ast.expr:
        """Return the element that an attribute stands for."""
        self._check(view, path)
        match view:
            case "she":
                return self._column(path, "rows", context)
            case "relation":
                return self._column(about_firms(State.shapes)[path], "firm, rows", context)
            case "own_relation":
                firm = self._index("supplier", "firm")
                return self._column(about_firms(State.shapes)[path], f"{firm}, rows", context)
            case "supplier":
                return self._of_customers_firm(path, "supplier", "firm", "deal")
            case "origin":
                return self._of_customers_firm(path, "origin", "origin", "origin_deal")
            case "firm":
                return ast.Name("firm", context) if path == "number" else self._of_firm(path)
            case "treatment":
                number = ast.Name("treatment", context)
                return number if path == "number" else self._array("firms", path, "treatment")
            case "luck":
                return self._array("luck", path, "trip" if path in LUCK_OF_TRIP else "")
            case _:
                return self._array("world", path, "")

    def _check(self, view: str, path: str) -> None:
        for owner, word in parts_of(view, path):
            known = self.translation.words[owner]
            if word not in known:
                raise AttributeError(unknown(self.step, owner, word, known))

    def _column(self, name: str, index: str, context: ast.expr_context) -> ast.expr:
        (self.reads if isinstance(context, ast.Load) else self.writes).add(name)
        element = self._array("state", name, index)
        assert isinstance(element, ast.Subscript)
        element.ctx = context
        return element

    def _of_customers_firm(self, name: str, index: str, firm: str, deal: str) -> ast.expr:
        """Return a number of each customer's firm, on the terms on which she is with it."""
        if name in LUCK_OF_FIRM:
            return self._array("luck", LUCK_OF_FIRM[name], self._index(index, firm))
        if not self.translation.treated:
            return self._array("firms", name, self._index(index, firm))
        return self._array("firms", name, self._index(deal, deal))

    def _of_firm(self, name: str) -> ast.expr:
        """Return a number of one firm, on the terms on which it has, or would have, the customer."""
        if name in LUCK_OF_FIRM:
            return self._array("luck", LUCK_OF_FIRM[name], "firm")
        if not self.translation.treated:
            return self._array("firms", name, "firm")
        self._terms()
        return self._array("firms", name, "np.uintp(state__terms[firm, rows])")

    def _terms(self) -> None:
        self.arrays["state"].add("terms")
        self.reads.add("terms")

    def _index(self, name: str, column: str) -> str:
        """Return the name of the index of each customer's firm, which the loop works out first."""
        self.arrays["state"].add(column)
        self.reads.add(column)
        self.indices.add(f"{name} = np.uintp(state__{column}[rows])")
        return name

    def _array(self, bundle: str, name: str, index: str) -> ast.expr:
        self.arrays[bundle].add(name)
        whole = ast.Name(f"{bundle}{NESTED}{name}", ast.Load())
        return ast.Subscript(whole, ast.parse(index, mode="eval").body, ast.Load()) if index else whole

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """A column that is changed in place is read, too."""
        written = self.generic_visit(node)
        assert isinstance(written, ast.AugAssign)
        self.reads |= {name for name in self.writes if f"state__{name}[" in ast.unparse(written.target)}
        return written

    def visit_For(self, node: ast.For) -> ast.For:
        """Turn a loop over the firms, or over their treatments, into a loop over their numbers."""
        if not (isinstance(node.iter, ast.Name) and node.iter.id in ("firms", "treatments")):
            visited = self.generic_visit(node)
            assert isinstance(visited, ast.For)
            return visited
        one = "firm" if node.iter.id == "firms" else "treatment"
        outside, self.views = self.views, self.views | {one, "relation"}
        body = [self.visit(statement) for statement in node.body]
        self.views = outside
        self.arrays["firms"].add("price")
        if self.translation.treated:
            self._terms()
        numbers = ast.parse(self._numbers(one), mode="eval").body
        return ast.For(ast.Name(one, ast.Store()), numbers, body, [])

    def _numbers(self, one: str) -> str:
        """Return the numbers of all firms, or of all treatments, whose terms come after the firms'."""
        if one == "treatment":
            return "range(state__terms.shape[0], firms__price.size)"
        return "range(state__terms.shape[0])" if self.translation.treated else "range(firms__price.size)"

    def prelude(self) -> Iterator[str]:
        """Yield the lines that work out the indices of each customer's firms."""
        for column in ("firm", "deal"):
            reads = any(f"state__{column}[" in index for index in self.indices)
            assert not (reads and column in self.writes), f"{self.name} changes the supplier that it reads"
        yield from sorted(self.indices)


def _parameters(function: FunctionType) -> tuple[str, ...]:
    return function.__code__.co_varnames[: function.__code__.co_argcount]


def _path(node: ast.Attribute) -> tuple[str, str] | None:
    """Return the root and the path of ``root.a.b``; None for an attribute of anything else."""
    parts = [node.attr]
    inner = node.value
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    return (inner.id, ".".join(reversed(parts))) if isinstance(inner, ast.Name) else None
