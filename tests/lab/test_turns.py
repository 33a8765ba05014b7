"""Turns and quota: whoever wants a lot waits for himself, and own scenarios are offered."""

import asyncio
import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulation.errors import InputError
from simulation.lab import offered, turns
from simulation.lab.shared_work import WAIT, CustomerQuota
from simulation.lab.turns import Line, Owner, Turns
from simulation.scenario.catalogue import library
from tests.lab.asking import RECIPE, answer


def beside(run):
    """Run something asynchronous in a thread of its own: a test's browser may hold this one's loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(run())).result()


def work(done, name, bits=1):
    for _ in range(bits):
        yield None
    done.append(name)
    return {"name": name}


def all_done(orders, monkeypatch):
    """Do pieces of work (address, name, long) with one thread; return the order in which they were done."""
    monkeypatch.setattr(turns, "MOMENT", 0.0)
    done = []

    async def run():
        one = Turns(1)
        gone = asyncio.Event()
        pieces = [one.done(work(done, name), long, gone, Owner(at, name)) for at, name, long in orders]
        told = await asyncio.gather(*pieces)
        one.close()
        return told

    told = beside(run)
    assert [json.loads(each)["name"] for each in told] == [name for _, name, _ in orders]
    return done


def test_who_wants_a_lot_at_once_holds_up_nobody(monkeypatch):
    greedy = [("greedy", f"greedy {i}", False) for i in range(20)]
    done = all_done([*greedy, ("modest", "modest", False)], monkeypatch)
    assert done.index("modest") <= 3


def test_short_work_goes_before_long_work_which_still_gets_its_turn(monkeypatch):
    long = [("a", f"long {i}", True) for i in range(4)]
    short = [(i, f"short {i}", False) for i in range(20)]
    done = all_done([*long, *short], monkeypatch)
    assert done.index("long 3") > done.index("short 3")
    assert done.index("long 1") < done.index("short 19")


class Bits:
    """Counts the bits of work that each page has been given, and can stop all of them."""

    def __init__(self):
        self.of, self.gone = Counter(), asyncio.Event()

    def endless(self, owner):
        while True:
            self.of[owner] += 1
            yield None

    def counted(self, owner, bits):
        """Work of so many bits; returns how many bits all others were given meanwhile."""
        before = self.of.total()
        for _ in range(bits):
            self.of[owner] += 1
            yield None
        return {"others": self.of.total() - before - bits}


def beside_sixty(monkeypatch, owner, long, bits, attack_is_long=True):
    """Work beside sixty pages of one address that want the only thread; return what they got meanwhile."""
    monkeypatch.setattr(turns, "MOMENT", 0.0)

    async def run():
        all_turns, all_bits = Turns(1), Bits()
        attackers = [Owner("attacker", page) for page in range(60)]
        attack = [
            asyncio.ensure_future(all_turns.done(all_bits.endless(each), attack_is_long, all_bits.gone, each))
            for each in attackers
        ]
        while all_bits.of.total() < 200:
            await asyncio.sleep(0)
        told = await all_turns.done(all_bits.counted(owner, bits), long, all_bits.gone, owner)
        all_bits.gone.set()
        await asyncio.gather(*attack)
        all_turns.close()
        counts = [all_bits.of[each] for each in attackers]
        return json.loads(told)["others"], counts

    return beside(run)


@pytest.mark.parametrize(("attack_is_long", "most"), [(True, 1.1), (False, 4.1)])
def test_sixty_pages_of_one_address_get_what_one_page_would(monkeypatch, attack_is_long, most):
    others, counts = beside_sixty(monkeypatch, Owner("classmate", 1), True, 300, attack_is_long)
    assert others <= 300 * most
    assert max(counts) - min(counts) <= 2  # they share it among themselves


def test_a_short_request_beside_sixty_long_ones_waits_for_a_bit_or_two(monkeypatch):
    others, _ = beside_sixty(monkeypatch, Owner("classmate", 1), False, 1)
    assert others <= 2


def test_pages_of_one_address_take_turns(monkeypatch):
    others, _ = beside_sixty(monkeypatch, Owner("attacker", 60), True, 3)
    assert 60 <= others <= 4 * 61


def test_an_address_that_wants_little_does_not_wait_for_those_at_work():
    line, loop = Line(), asyncio.new_event_loop()
    first, second, third = (loop.create_future() for _ in range(3))
    line.began("busy")
    line.put(Owner("busy", 1), False, first)
    line.put(Owner("idle", 1), True, second)
    line.put(Owner("idle", 2), False, third)
    assert [line.take() for _ in range(4)] == [("idle", third), ("idle", second), ("busy", first), None]
    loop.close()


def test_a_page_that_goes_while_it_waits_for_a_turn_gets_none(monkeypatch):
    monkeypatch.setattr(turns, "MOMENT", 0.0)
    done = []

    async def run():
        one, gone, stays = Turns(1), asyncio.Event(), asyncio.Event()
        first = asyncio.ensure_future(one.done(work(done, "first"), True, stays, Owner("a", 1)))
        leaves = asyncio.ensure_future(one.done(work(done, "gone"), True, gone, Owner("b", 1)))
        await asyncio.sleep(0)
        gone.set()
        assert await leaves is None
        await first
        assert await one.done(work(done, "last"), True, stays, Owner("c", 1)) is not None
        one.close()

    beside(run)
    assert done == ["first", "last"]


def test_work_that_waits_for_others_gives_its_turn_away(monkeypatch):
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    done, waits = [], iter([WAIT, WAIT, None])

    def waiting():
        yield from waits
        done.append("waiting")
        return {}

    async def run():
        one, gone = Turns(1), asyncio.Event()
        pieces = (waiting(), work(done, "other"))
        await asyncio.gather(*(one.done(piece, True, gone, Owner(str(piece), 1)) for piece in pieces))
        one.close()

    beside(run)
    assert done == ["other", "waiting"]


def test_there_is_room_for_so_many_customers_and_half_for_one_owner():
    quota = CustomerQuota(100)
    assert quota.take("a", 50)
    assert not quota.take("a", 1)
    assert quota.take("b", 50)
    assert not quota.take("c", 1)
    assert quota.take("a", -50)
    assert quota.take("c", 50)


def test_a_market_without_room_is_refused_and_leaves_when_its_page_does():
    from simulation.lab.session import Session

    quota = CustomerQuota(2000)
    first, second = Session(quota=quota, owner=1), Session(quota=quota, owner=2)
    large = {**RECIPE, "customers": 1000}
    assert answer(first, do="open", recipe=large)["reply"] == "opened"
    assert answer(first, do="open", recipe=large)["reply"] == "opened"
    assert answer(second, do="open", recipe={**RECIPE, "customers": 1001})["reply"] == "refused"
    assert answer(second, do="open", recipe=large)["reply"] == "opened"
    third = Session(quota=quota, owner=3)
    assert answer(third, do="open", recipe=RECIPE)["reply"] == "refused"
    first.close()
    assert answer(third, do="open", recipe=RECIPE)["reply"] == "opened"


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A scenario file of one's own."""
    monkeypatch.delenv(offered.FILES, raising=False)
    offered.read.cache_clear()
    text = (library() / "three-levels.toml").read_text("utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(text.replace('title = "', 'title = "My ', 1), "utf-8")
    yield file
    os.environ.pop(offered.FILES, None)
    offered.read.cache_clear()


def test_scenarios_of_ones_own_come_first(mine):
    assert offered.first() == "opening"
    shipped = offered.names()
    offered.offer([str(mine)])
    assert offered.first() == "mine"
    assert offered.names() == ["mine", *shipped]
    assert offered.read("mine").title.startswith("My ")


def test_a_scenario_of_ones_own_may_have_any_path(mine):
    odd = mine.parent / "a:b;c" / "mine; too.toml"
    odd.parent.mkdir()
    mine.rename(odd)
    offered.offer([str(odd)])
    assert offered.own() == {"mine; too": odd}


def test_own_scenarios_are_named_never_reached_by_a_path(mine):
    offered.offer([str(mine)])
    for given in (str(mine), "mine.toml", "../mine"):
        with pytest.raises(InputError):
            offered.read(given)


def test_scenarios_that_cannot_be_served_are_refused_at_the_start(mine, tmp_path):
    twin = tmp_path / "other" / "mine.toml"
    twin.parent.mkdir()
    twin.write_text(mine.read_text("utf-8"), "utf-8")
    with pytest.raises(InputError, match="mine"):
        offered.offer([str(mine), str(twin)])
    mine.write_text("nonsense", "utf-8")
    with pytest.raises(InputError):
        offered.offer([str(mine)])
    with pytest.raises(InputError):
        offered.offer(["no-such-scenario"])
