"""Print the lowest declared version of every library, one ``name==version`` a line, for ``pip install -c``.

Tools that only look at the source (linters, types) are left out: the tests do not use them.
"""

import re
import tomllib
from pathlib import Path

TOOLS = {"mypy", "pandas-stubs", "playwright", "ruff", "scipy-stubs"}
project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
asked = list(project["dependencies"])
for extra in project["optional-dependencies"].values():
    asked += extra
for requirement in sorted(set(asked)):
    name, lowest = re.match(r"([\w-]+)>=([\w.]+)", requirement).groups()
    if name not in TOOLS:
        print(f"{name}=={lowest}")
