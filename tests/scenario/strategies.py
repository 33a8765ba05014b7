"""Random scenarios, and random tables as TOML could hold them."""

import datetime

from hypothesis import strategies as st

from simulation.scenario.schema import parameters

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
DISCUSSED = st.fixed_dictionaries({"ask": WORDS.filter(bool)}, optional={"expected": WORDS, "reply": WORDS})
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)
NAMES = st.from_regex(r"[A-Za-z甲乙丙][A-Za-z0-9甲乙丙 ]{0,8}[A-Za-z0-9]", fullmatch=True)
DELICATE = {"firm.service.recovery_satisfied", "firm.service.recovery_quick", "firm.financial.tier_bonus"}
DELICATE |= {"firm.financial.reward", "firm.financial.rebate"}
DELICATE |= {
    f"world.population.{trait}_{what}"
    for trait in ("involvement", "expertise")
    for what in ("mean", "spread")
}
"""Parameters whose values must fit each other."""


def values(parameter):
    """Allowed values of a parameter."""
    if parameter.kind == "switch":
        return st.booleans()
    if parameter.kind == "choice":
        return st.sampled_from(parameter.choices)
    low, high = parameter.evidence.bounds
    if parameter.kind == "integer":
        return st.integers(int(low), int(high))
    return (
        st.floats(low, high) | st.integers(int(low) + 1, int(high))
        if high > low + 1
        else st.floats(low, high)
    )


USABLE = [
    parameter
    for parameter in parameters()
    if parameter.path not in DELICATE
    and not parameter.path.startswith("firm.policy")
    and (parameter.evidence or parameter.kind in ("switch", "choice"))
]


@st.composite
def settings(draw, root):
    """Some parameters of the world or of a firm, as nested tables."""
    pool = [parameter for parameter in USABLE if parameter.path.startswith(f"{root}.")]
    nested = {}
    for parameter in draw(st.lists(st.sampled_from(pool), max_size=5, unique_by=lambda each: each.path)):
        *tables, last = parameter.path.split(".")[1:]
        table = nested
        for name in tables:
            table = table.setdefault(name, {})
        table[last] = draw(values(parameter))
    return nested


@st.composite
def scenarios(draw):
    """The tables of a valid scenario."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.casefold))
    raw = {"schema": 1, "title": draw(LINES.filter(bool)), "question": draw(WORDS.filter(bool))}
    raw["world"] = draw(settings("world")) | {"months": draw(st.integers(24, 1200))}
    raw["firm"] = [{"name": name, **draw(settings("firm"))} for name in names]
    if any(firm.get("exit_fee") or firm.get("contract_term") for firm in raw["firm"]):
        raw["world"]["kind"] = "contractual"
    raw["event"] = [
        {"month": month, "path": f"firm.{names[0]}.price", "value": draw(st.floats(0, 1e6))}
        for month in draw(st.lists(st.integers(1, 24), max_size=3, unique=True))
    ]
    raw["alternative"] = [
        {"name": name, "set": {f"firm.{names[-1]}.level": draw(st.integers(0, 3))}}
        for name in draw(st.lists(LINES.filter(bool), max_size=3, unique=True))
    ]
    raw["text"] = {"what_is_it": draw(WORDS), "discussion": draw(st.lists(DISCUSSED, max_size=2))}
    raw["zh"] = {"title": draw(LINES), "text": {"extending": draw(WORDS)}}
    return raw


SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    WORDS,
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.none() | st.just(datetime.UTC)),
)
KEYS = WORDS | st.sampled_from(sorted({part for each in parameters() for part in each.path.split(".")}))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
"""Whatever TOML can hold."""

TOP = st.sampled_from(
    ["schema", "title", "question", "world", "firm", "event", "alternative", "expect", "text", "zh"]
)
