"""Tables: immutable, closed, composed of others, equal by value, and typed."""

import copy
import pickle
from typing import Annotated, Literal

import pytest

from simulation.schema import (
    Grade,
    Number,
    String,
    Table,
    Unit,
    ValidationError,
    choice,
    field,
    parameter,
    switch,
)
from simulation.schema.listing import ParameterInfo, english, listed, tables


def share(default, **more):
    known = {"bounds": (0, 1), "plausible": (0, 0.5), "grade": Grade.ASSUMED} | more
    return parameter(default, Unit.SHARE, name="A share", meaning="A share of something.", **known)


class Points(Table):
    """Points."""

    reward: float = share(0.03, source="a hotel")
    threshold: float = share(0.5)


class Guarantee(Table, from_start=True):
    """A guarantee."""

    months: int = share(1)
    claimed: bool = switch(False, name="Claimed", meaning="Whether it is claimed.")


class Club(Table):
    """A club."""

    members: float = share(0.25)


class Financial(Points, Guarantee, Club):
    """All of them, and one more."""

    style: Literal["plain", "rich"] = choice(
        "plain", {"plain": "Plain", "rich": "Rich"}, name="S", meaning="T."
    )


class Market(Table):
    """A table with tables in it."""

    title: Annotated[str, String(1, 20)]
    version: Literal[1] = field(alias="schema")
    financial: Financial = Financial()
    clubs: tuple[Club, ...] = field(default=(), alias="club")
    best: Annotated[float, Number(0, 1)] | None = None
    words: dict[str, str] = field(default={})


def market(**given):
    return Market(schema=1, title="T", **given)


def test_values_come_in_the_order_of_the_bases_from_left_to_right():
    order = [each.attribute for each in Financial.fields()]
    assert order == ["reward", "threshold", "months", "claimed", "members", "style"]
    assert list(Financial().as_dict()) == order
    assert isinstance(Financial(), Points)


def test_two_bases_may_share_a_base_but_not_declare_one_value_differently():
    class Gold(Points):
        gold: float = share(0.1)

    class Silver(Points):
        silver: float = share(0.1)

    class Both(Gold, Silver):
        pass

    assert [each.attribute for each in Both.fields()] == ["reward", "threshold", "gold", "silver"]

    class Rewards(Table):
        reward: float = share(0.5)

    with pytest.raises(TypeError, match="two different values 'reward'"):

        class Mixed(Points, Rewards):
            pass


def test_a_value_declared_again_replaces_that_of_the_base_in_its_place():
    class Dearer(Points):
        reward: float = share(0.1)

    assert Dearer().as_dict() == {"reward": 0.1, "threshold": 0.5}
    assert Points().reward == 0.03


def test_from_start_marks_the_values_of_one_table_only():
    marked = {each.attribute for each in Financial.fields() if each.from_start}
    assert marked == {"months", "claimed"}


@pytest.mark.parametrize("name", ["read", "check", "fields", "changed", "as_dict"])
def test_a_value_cannot_have_the_name_of_something_that_every_table_has(name):
    with pytest.raises(TypeError, match=name):
        type("Wrong", (Table,), {"__annotations__": {name: "bool"}, name: True})


def test_what_makes_no_declaration_is_found_at_once():
    with pytest.raises(TypeError, match="bounds"):

        class Unbounded(Table):
            price: float = 1.0

    with pytest.raises(TypeError, match="choices"):

        class Misnamed(Table):
            kind: Literal["a", "b"] = choice("a", {"a": "A"}, name="K", meaning="L.")


def test_a_table_is_immutable():
    made = market()
    with pytest.raises(AttributeError, match="immutable"):
        made.title = "x"
    with pytest.raises(AttributeError, match="immutable"):
        del made.financial.reward
    with pytest.raises(AttributeError):
        Market.title  # noqa: B018


def test_equal_by_value_and_usable_as_a_key():
    assert Financial() == Financial(reward=0.03)
    assert hash(Financial()) == hash(Financial(reward=0.03))
    assert Financial() != Financial(reward=0.04)
    assert Points() != Club()
    assert {Financial(): 1}[Financial()] == 1


def test_copies_are_equal():
    made = market(club=[{"members": 0.5}], words={"a": "b"})
    for other in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
        assert other == made
    assert repr(made.clubs[0]) == "Club(members=0.5)"


def test_keys_of_a_file_are_those_of_the_aliases():
    made = market(club=[{"members": 0.5}])
    assert made.clubs == (Club(members=0.5),)
    assert made.as_dict() == {
        "title": "T",
        "schema": 1,
        "financial": Financial().as_dict(),
        "club": ({"members": 0.5},),
        "best": None,
        "words": {},
    }
    assert "best" not in made.as_dict(empty=False)
    assert Market.read(made.as_dict()) == made


def test_no_two_tables_share_a_dictionary():
    one, other = market(), market()
    assert one.words is not other.words


def test_changed_reaches_into_tables_and_reads_only_what_is_new():
    made = market()
    other = made.changed({"financial": {"reward": 1, "style": "rich"}, "best": 0.5})
    assert (other.financial.reward, other.financial.style, other.best) == (1.0, "rich", 0.5)
    assert (made.financial.reward, made.best) == (0.03, None)
    assert type(other.financial.reward) is float
    assert made.changed({"financial": Financial(months=0)}).financial.months == 0
    assert made.changed({}) == made
    for wrong in (
        {"financial": {"reward": 2}},
        {"financial": {"rewards": 0.1}},
        {"best": True},
        {"financial": 3},
    ):
        with pytest.raises(ValidationError):
            made.changed(wrong)


def test_contradictions_are_checked_whenever_a_table_is_made():
    class Pair(Table):
        low: Annotated[float, Number(0, 9)] = 1.0
        high: Annotated[float, Number(0, 9)] = 2.0

        def check(self):
            if self.low > self.high:
                raise ArithmeticError

    class Holder(Table):
        pair: Pair = Pair()

    for make in (
        lambda: Pair(low=3),
        lambda: Pair.read({"low": 3}),
        lambda: Pair().changed({"low": 3}),
        lambda: Holder.read({"pair": {"low": 3}}),
        lambda: Holder().changed({"pair": {"low": 3}}),
    ):
        with pytest.raises(ArithmeticError):
            make()
    with pytest.raises(ValidationError):
        Pair(low=-3, high=-4)


def test_the_list_of_parameters_and_their_english_words():
    known = {each.path: each for each in listed("market", Market)}
    assert list(known)[:3] == ["market.title", "market.version", "market.financial.reward"]
    assert known["market.clubs.members"].kind == "number"
    assert known["market.clubs"].kind == "list"
    assert known["market.best"].kind == "number"
    assert known["market.title"].default is None
    style = known["market.financial.style"]
    assert (style.kind, style.default, style.choices) == ("choice", "plain", ("plain", "rich"))
    words = english(ParameterInfo(path, info.field) for path, info in known.items())
    assert words["parameters.market.financial.style.choices.rich"] == "Rich"
    assert words["parameters.market.financial.reward.source"] == "a hotel"
    assert "parameters.market.financial.threshold.source" not in words
    assert dict(tables(Market)) == {"financial": Financial}
