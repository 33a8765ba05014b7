"""Where the code looks up messages: every key or, where a key is composed, its pattern, and the place.

Python is read as syntax trees. A lookup is a call of one of `LOOKUPS`, or of a function that hands one of
its parameters on to a lookup; such functions are found in the code. Scripts of the page and templates are
read by regular expressions. A composed key becomes a pattern with ``{}`` for what is put in:
``text(f"report.level.{level}")`` is ``report.level.{}``. What the code spells out (both branches of an
``if``, a loop over literals) is put in.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "simulation"
PAGE = HOUSE / "lab/page"
HOLE = "{}"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A lookup: key or pattern (a hole alone where the code does not say), and the line where it stands."""

    key: str
    place: str


@dataclass(frozen=True, slots=True)
class Taker:
    """A function that takes a key: which argument, and the pattern into which the argument is put."""

    position: int
    keyword: str
    pattern: str = HOLE
    module: str = ""
    """The only module in which the function is known; empty for a function that others import."""


LOOKUPS = ("text", "message", "Message", "LoyaltyLabError", "InputError", "CheckFailed", "MachineError")
"""Functions and classes whose first argument is a key."""
DEFINED_IN = {"simulation/catalogues.py", "simulation/errors.py", "simulation/language/__init__.py"}
"""Where these are defined; the lookups there of their own are in `test_lookups.py`."""
PAGE_PREFIX = "lab."
"""What the page may leave out of a key."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def python_lookups() -> tuple[Lookup, ...]:
    """All lookups in the Python of the package."""
    modules = [_Module(file) for file in sorted(HOUSE.rglob("*.py"))]
    modules = [module for module in modules if module.name not in DEFINED_IN]
    takers = {name: {Taker(0, "key")} for name in LOOKUPS}
    before = -1
    while before != (before := sum(map(len, takers.values()))):
        found = [lookup for module in modules for lookup in module.lookups(takers)]
    return tuple(dict.fromkeys(found))


class _Module:
    """The syntax tree of a file, with every node's parent."""

    def __init__(self, file: Path) -> None:
        self.name = file.relative_to(HOUSE.parent).as_posix()
        self.tree = ast.parse(file.read_text("utf-8"))
        nodes = list(ast.walk(self.tree))
        self.parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
        self.calls = [node for node in nodes if isinstance(node, ast.Call)]
        imports = (node for node in nodes if isinstance(node, ast.ImportFrom))
        self.known = {alias.asname or alias.name for node in imports for alias in node.names}
        self.known |= {node.name for node in self.tree.body if isinstance(node, Function | ast.ClassDef)}

    def lookups(self, takers: dict[str, set[Taker]]) -> Iterator[Lookup]:
        """The lookups of this file; functions that hand a key on are added to ``takers``."""
        for call in self.calls:
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            for taker in tuple(takers.get(called, ())):
                known = taker.module == self.name if taker.module else called in self.known
                if known and (given := _argument(call, taker)) is not None:
                    yield from self._of_call(call, given, taker, takers)

    def _of_call(
        self, call: ast.Call, given: ast.expr, taker: Taker, takers: dict[str, set[Taker]]
    ) -> Iterator[Lookup]:
        for key in self.patterns(given):
            whole = taker.pattern.replace(HOLE, key, 1)
            function = self._taking(given, whole)
            if function is None:
                yield Lookup(whole, f"{self.name}:{call.lineno}")
            else:
                takers.setdefault(function[0], set()).add(function[1])

    def _taking(self, given: ast.expr, whole: str) -> tuple[str, Taker] | None:
        """The enclosing function, if the one thing put into the key is one of its parameters."""
        holes = [node for node in ast.walk(given) if isinstance(node, ast.FormattedValue)]
        put_in = given if isinstance(given, ast.Name) else holes[0].value if len(holes) == 1 else None
        if whole.count(HOLE) != 1 or not isinstance(put_in, ast.Name):
            return None
        function = next((each for each in self._around(given) if isinstance(each, Function)), None)
        if function is None:
            return None
        names = [
            each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        ]
        public_method = isinstance(self.parents[function], ast.ClassDef) and not function.name.startswith("_")
        if put_in.id not in names or public_method:
            return None
        position = names.index(put_in.id) - (names[0] in {"self", "cls"})
        name, module = function.name, self.name if function.name.startswith("_") else ""
        if name == "__init__":
            name = next(each.name for each in self._around(function) if isinstance(each, ast.ClassDef))
        return name, Taker(position, put_in.id, whole, module)

    def _around(self, node: ast.AST) -> Iterator[ast.AST]:
        while (node := self.parents.get(node, self.tree)) is not self.tree:
            yield node

    def patterns(self, node: ast.expr) -> list[str]:
        """What an expression may be, as far as the code spells it out."""
        if isinstance(node, ast.Constant):
            return [str(node.value)]
        if isinstance(node, ast.IfExp):
            return [*self.patterns(node.body), *self.patterns(node.orelse)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _joined([self.patterns(node.left), self.patterns(node.right)])
        if isinstance(node, ast.JoinedStr):
            return _joined([self.patterns(each) for each in node.values])
        if isinstance(node, ast.FormattedValue):
            return self.patterns(node.value)
        if isinstance(node, ast.Name):
            return self._values(node) or [HOLE]
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            return self._entries(node.value.id) or [HOLE]
        return [HOLE]

    def _values(self, name: ast.Name) -> list[str]:
        """The literals that a name takes: assigned in its function, or gone through by its loop."""
        for node in self._around(name):
            for loop in getattr(node, "generators", [node] if isinstance(node, ast.For) else []):
                if isinstance(loop.target, ast.Name) and loop.target.id == name.id:
                    return self._items(loop.iter)
            if isinstance(node, Function):
                assigned = [each.value for each in ast.walk(node) if _assigns(each, name.id)]
                return [key for value in assigned for key in self.patterns(value)] if assigned else []
        return []

    def _entries(self, name: str) -> list[str]:
        """The texts that a dictionary of the module holds."""
        tables = [each.value for each in self.tree.body if _assigns(each, name)]
        values = [value for table in tables if isinstance(table, ast.Dict) for value in table.values]
        return [
            each.value for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]

    def _items(self, node: ast.expr) -> list[str]:
        """The members of a literal tuple, list or dictionary, or of a name; none if some are unknown."""
        if isinstance(node, ast.Name):
            function = next((each for each in self._around(node) if isinstance(each, Function)), self.tree)
            within = [*ast.walk(function), *self.tree.body]
            assigned = next((each.value for each in within if _assigns(each, node.id)), None)
            return self._items(assigned) if isinstance(assigned, ast.expr) else []
        if isinstance(node, ast.IfExp):
            return [*self._items(node.body), *self._items(node.orelse)]
        if isinstance(node, ast.Dict):
            return [key.value for key in node.keys if isinstance(key, ast.Constant)]
        members = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else []
        found = [
            self._items(each.value) if isinstance(each, ast.Starred) else _text(each) for each in members
        ]
        return [each for part in found for each in part] if all(found) else []


def _assigns(node: ast.AST, name: str) -> bool:
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _text(node: ast.AST) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _argument(call: ast.Call, taker: Taker) -> ast.expr | None:
    named = next((each.value for each in call.keywords if each.arg == taker.keyword), None)
    given = call.args[taker.position] if len(call.args) > taker.position else named
    return None if isinstance(given, ast.Starred) else given


def _joined(parts: list[list[str]]) -> list[str]:
    whole = [""]
    for part in parts:
        whole = [begun + each for begun in whole for each in part]
    return whole


@cache
def page_lookups() -> tuple[Lookup, ...]:
    """All lookups in the scripts of the page: calls of ``t``, ``nodes`` and ``has`` from words.js."""
    found = []
    for file in sorted(PAGE.rglob("*.js")):
        script, place = file.read_text("utf-8"), file.relative_to(HOUSE.parent).as_posix()
        for call in re.finditer(r"(?<![\w.])(?:t|nodes)\(", script):
            line = script.count("\n", 0, call.start()) + 1
            argument = _first_argument(script[call.end() :]).strip()
            keys = _branches(_assigned(argument, script[: call.start()]))
            found += [Lookup(key, f"{place}:{line}") for key in keys]
    return tuple(found)


@cache
def page_literals() -> frozenset[str]:
    """Every text without spaces that the scripts of the page spell out: keys handed on are among them."""
    scripts = "\n".join(file.read_text("utf-8") for file in sorted(PAGE.rglob("*.js")))
    return frozenset(re.findall(r"['\"`]([\w.]+)['\"`]", scripts))


@cache
def template_lookups() -> tuple[Lookup, ...]:
    """All lookups in the templates of the reports: calls of ``text`` with keys that are spelled out."""
    found = []
    for file in sorted(HOUSE.rglob("*.j2")):
        place = file.relative_to(HOUSE.parent).as_posix()
        for called in re.findall(r"text\(([^()]*)\)", file.read_text("utf-8")):
            found += [Lookup(key, place) for key in _template_keys(called)]
    return tuple(found)


def _template_keys(argument: str) -> list[str]:
    """The keys of a call in a template: ``'a' if x else 'b'``, or ``'a.' ~ x``."""
    key, *joined = argument.split(",")[0].split("~")
    spelled = re.findall(r"'([\w.]+)'", key)
    return [each + HOLE * len(joined) for each in spelled] or [HOLE]


def _first_argument(rest: str) -> str:
    """What stands before the first comma or the closing bracket of a call."""
    depth, quote = 0, ""
    for place, letter in enumerate(rest):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"`":
            quote = letter
        elif letter in ",)" and depth == 0:
            return rest[:place]
        depth += (letter in "([{") - (letter in ")]}") if not quote else 0
    return rest


def _assigned(argument: str, before: str) -> str:
    """What a name stands for, if its function assigns it before the call; else the name itself."""
    function = before[before.rfind("\n}\n") + 1 :]
    values = re.findall(rf"\bconst {argument} =([^;]*);", function) if argument.isidentifier() else []
    return values[-1] if values else argument


def _branches(argument: str) -> list[str]:
    """The keys and patterns of an argument: both branches of a choice, a template with holes, or a name."""
    condition = re.match(r"(?:[^`?]|`[^`]*`)*\?", argument)
    spelled = re.findall(r"'([\w.]+)'|`([^`]+)`", argument[condition.end() :] if condition else argument)
    return [key for plain, composed in spelled for key in ([plain] if plain else _template(composed))] or [
        HOLE
    ]


def _template(composed: str) -> list[str]:
    """The keys or patterns of a template: a hole is filled with what a choice in it spells out."""
    pieces = re.split(r"\$\{([^}]*)\}", composed)
    holes = [re.findall(r"'([\w.]+)'", hole.partition("?")[2]) or [HOLE] for hole in pieces[1::2]]
    return _joined(
        [[piece] if number % 2 == 0 else holes[number // 2] for number, piece in enumerate(pieces)]
    )
