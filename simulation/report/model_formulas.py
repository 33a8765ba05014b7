"""The formulas of the model's description: the rules and steps of the mechanisms, printed from their source.

A function is printed without annotations and docstring, under the summary of its docstring. A function of one
expression becomes ``name(parameters) = expression``; a dictionary of derived numbers becomes lines
``name: expression``, in which ``each(lambda firm: ...)`` is left out.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from types import ModuleType

from simulation.mechanisms.contents import CONTENTS

PLACE = re.compile(r"(<!-- formulas: (?P<name>[\w ]+) -->\n)(?:(?!<!--).*\n)*(<!-- end -->)")
PACKAGE = Path(__file__).parents[1]
WIDTH = 108


def name_of(module: ModuleType) -> str:
    """Return the name of a mechanism: that of its file."""
    return module.__name__.rpartition(".")[2]


@cache
def formulas(file: str, only: tuple[str, ...] = ()) -> str:
    """Return a code block with the constants and functions of a file, in order; ``only`` selects some."""
    source = _Source((PACKAGE / file).read_text("utf-8"))
    blocks = [block for name, block in source.blocks() if not only or name in only]
    return "```python\n" + "\n\n".join(blocks) + "\n```\n"


FORMULAS: dict[str, Callable[[], str]] = {
    "arithmetic": partial(
        formulas, "kernel/arithmetic.py", ("squashed", "saturating", "loss_averse", "moved")
    ),
    **{name: partial(formulas, f"mechanisms/{name}.py") for name in map(name_of, CONTENTS)},
    "learning": partial(formulas, "market/learning.py", ("_worth",)),
}
"""The formulas of every place, in the order of the document."""


class _Source:
    """The text of a module with its syntax tree."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._body = ast.parse(text).body

    def blocks(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the printed text of every constant and function, in order."""
        for node, after in zip(self._body, [*self._body[1:], None], strict=True):
            if isinstance(node, ast.FunctionDef):
                yield node.name, self._function(node)
            elif isinstance(node, ast.Assign) and self._is_constant(node):
                printed = [*_comment(_text(after)), *_wrapped(self._segment(node), 0)]
                yield self._segment(node.targets[0]), "\n".join(printed)

    def _is_constant(self, node: ast.Assign) -> bool:
        return self._segment(node.targets[0]).isupper() and not isinstance(node.value, ast.Dict)

    def _function(self, node: ast.FunctionDef) -> str:
        head = f"{node.name}({', '.join(argument.arg for argument in node.args.args)})"
        body = [statement for statement in node.body if not _text(statement)]
        first = body[0]
        if len(body) == 1 and isinstance(first, ast.Return) and not isinstance(first.value, ast.Dict):
            assert first.value is not None
            value = self._expression(first.value)
            in_one = f"{head} = {value}"
            printed = [in_one] if len(in_one) <= WIDTH else [*_wrapped(f"{head} =", 0), *_wrapped(value, 1)]
        else:
            printed = [*_wrapped(f"{head}:", 0), *self._statements(body, 1)]
        return "\n".join([*_comment(ast.get_docstring(node) or ""), *printed])

    def _statements(self, body: list[ast.stmt], depth: int) -> Iterator[str]:
        for statement in body:
            if isinstance(statement, ast.For | ast.While | ast.If):
                yield from _wrapped(self._head(statement), depth)
                yield from self._statements(statement.body, depth + 1)
                if statement.orelse:
                    yield from _wrapped("else:", depth)
                    yield from self._statements(statement.orelse, depth + 1)
            elif isinstance(statement, ast.Return) and isinstance(statement.value, ast.Dict):
                yield from self._numbers(statement.value, depth)
            else:
                yield from _wrapped(self._simple(statement), depth)

    def _numbers(self, numbers: ast.Dict, depth: int) -> Iterator[str]:
        """Yield a line for each number of a dictionary."""
        for key, value in zip(numbers.keys, numbers.values, strict=True):
            name = ast.literal_eval(key) if key else ""
            yield from _wrapped(f"{name}: {self._expression(value)}", depth)

    def _head(self, statement: ast.For | ast.While | ast.If) -> str:
        """Return the line that begins a loop or a condition."""
        if isinstance(statement, ast.For):
            return f"for {self._segment(statement.target)} in {self._expression(statement.iter)}:"
        word = "while" if isinstance(statement, ast.While) else "if"
        return f"{word} {self._expression(statement.test)}:"

    def _simple(self, statement: ast.stmt) -> str:
        """Return a statement without what it gives the name ``each``."""
        if not isinstance(statement, ast.Assign):
            return self._expression(statement)
        target, value = statement.targets[0], statement.value
        if not (isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)):
            names = " = ".join(map(self._segment, statement.targets))
            return "" if names == "each" else f"{names} = {self._expression(value)}"
        pairs = zip(map(self._segment, target.elts), map(self._expression, value.elts), strict=True)
        shown, values = zip(*(pair for pair in pairs if pair[0] != "each"), strict=True)
        return f"{', '.join(shown)} = {', '.join(values)}"

    def _expression(self, node: ast.AST) -> str:
        """Return the text of an expression, with ``firm.x`` in place of ``each(lambda firm: firm.x)``."""
        text = self._segment(node)
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Lambda):
                inner = call.args[0].body
                shown = self._segment(inner)
                alone = call is node or isinstance(inner, ast.Attribute | ast.Call | ast.Subscript)
                text = text.replace(self._segment(call), shown if alone else f"({shown})")
        return text

    def _segment(self, node: ast.AST) -> str:
        """Return the source of a node in one line, without the name of NumPy."""
        lines = (ast.get_source_segment(self._text, node) or "").splitlines()
        text = " ".join(re.sub(r"\s+# .*", "", line).strip() for line in lines).replace("np.", "")
        return re.sub(r",? ([)\]}])", r"\1", re.sub(r"([(\[{]) ", r"\1", text))


def _text(node: ast.stmt | None) -> str:
    """Return the text of a docstring; nothing for any other statement."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return str(node.value.value) if is_text else ""  # type: ignore[union-attr]


def _comment(docstring: str) -> list[str]:
    """Return the summary of a docstring as comment lines, without a leading "Return"."""
    summary = " ".join(docstring.partition("\n\n")[0].split()).replace("``", "`").removeprefix("Return ")
    return textwrap.wrap(f"# {summary[:1].upper()}{summary[1:]}", WIDTH, subsequent_indent="# ")


def _wrapped(text: str, depth: int) -> list[str]:
    """Return the lines of one statement at this depth; lines that continue it are indented twice."""
    indent = "    " * depth
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}        ",
        break_long_words=False,
        break_on_hyphens=False,
    )
