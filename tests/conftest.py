"""What all tests share."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from hypothesis import settings

from simulation.experiments.execution import usable_processors
from simulation.language import use_language

settings.register_profile("laboratory", deadline=None, max_examples=60)
settings.load_profile("laboratory")


COMPILE = "import sys; from tests.markets import compile_month; compile_month(sys.argv[1])"
KINDS = ("contractual", "repeat_purchase")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Before the whole suite, compile both kinds of market, so that the workers need not do it each."""
    in_worker, whole = hasattr(session.config, "workerinput"), session.config.args == ["tests"]
    if whole and not in_worker and find_spec("numba"):
        compiling = [subprocess.Popen([sys.executable, "-c", COMPILE, kind]) for kind in KINDS]
        assert not any(process.wait() for process in compiling)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: browsers, servers and killed commands are waited for."""
    return usable_processors() + 1


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever the machine or the test before it speaks."""
    use_language("en")
    yield
    use_language("en")
