"""The engine behind one page: it answers requests, bit by bit, and knows nothing of servers.

`Session.answers` is a generator that yields after each small piece of work and returns the answer, so that
whoever drives it (a server with many pages, a worker in a browser) can let others have their turn.
"""

from __future__ import annotations

from simulation.errors import InputError, LoyaltyLabError
from simulation.lab import finder, form, life, reporting
from simulation.lab.both_languages import in_all_languages
from simulation.lab.claims import Judging
from simulation.lab.course import CourseRun
from simulation.lab.draft import drafted
from simulation.lab.hearsay import Hearsay
from simulation.lab.kept import Keeping
from simulation.lab.limits import MOST_MOVES, VERSION
from simulation.lab.messages import (
    AnyMarketRequest,
    Catalogue,
    Change,
    Course,
    Draft,
    Find,
    Fingerprint,
    Form,
    Judge,
    Kept,
    Look,
    Move,
    Notes,
    Open,
    OtherLuck,
    Recipe,
    Step,
    Tell,
    Twin,
)
from simulation.lab.odds import Leavers, summary
from simulation.lab.recipe import (
    Replay,
    fingerprint,
    key_of,
    later_moves,
    plain_scenario,
    reading,
    refuse_from_start,
    rehearsing,
)
from simulation.lab.shared_work import Answer, CustomerQuota, SharedWork, Work
from simulation.lab.twins import OtherLucks, Twins
from simulation.market import MarketProcess
from simulation.measures.monthly import MarketRecord
from simulation.scenario.document import Scenario

USUAL_FIRMS = 10
"""Up to so many firms a market counts by its customers alone; more take more memory."""


class Session:
    """One page's market and what it has asked of it.

    What other pages want alike (comparisons, claims, other lucks) is shared among the pages.
    """

    def __init__(
        self, shared: SharedWork | None = None, quota: CustomerQuota | None = None, owner: object = None
    ) -> None:
        self._shared = SharedWork() if shared is None else shared
        self._quota, self._owner = CustomerQuota() if quota is None else quota, owner
        self._taken = 0
        self._running: _Running | None = None

    def close(self) -> None:
        """Give the market up."""
        self._running = None
        self._take(0)

    def _take(self, customers: int) -> None:
        """Reserve so many customers in place of those before; InputError beyond the quota."""
        if not self._quota.take(self._owner, customers - self._taken):
            raise InputError("lab.error.no_room", most=self._quota.most)
        self._taken = customers

    def answers(self, request: AnyMarketRequest) -> Work:
        """Work on a request; yields now and then, returns the answer, refusals included."""
        try:
            answer = yield from self._work(request)
        except LoyaltyLabError as error:
            answer = {"reply": "refused", "error": in_all_languages(error)}
        return {"id": request.id, **answer}

    def _work(self, request: AnyMarketRequest) -> Work:
        match request:
            case Catalogue():
                return {"reply": "catalogue", "version": VERSION, "scenarios": reporting.catalogue()}
            case Open():
                return (yield from self._open(request))
            case Form():
                return {"reply": "form", **form.description()}
            case Draft():
                return (yield from drafted(request))
            case Step():
                return (yield from self._market().step(request.months))
            case Tell():
                return (yield from self._market().tell(request))
            case Find(what="reason"):
                return (yield from self._market().leavers(request))
            case Kept():
                return (yield from self._market().kept(request))
            case Twin():
                return (yield from self._market().twin(request))
            case OtherLuck():
                return (yield from self._market().other_luck(request.replication))
            case Course():
                return (yield from self._market().course(request.alternative))
            case Judge():
                return (yield from self._market().judge(request.replication))
            case Change():
                return (yield from self._market().change(request))
            case Notes():
                return reporting.notes(self._market().scenario)
            case Look() | Find() | Fingerprint():
                return self._market().at_once(request)

    def _open(self, request: Open) -> Work:
        scenario = yield from reading(request.recipe)
        customers = scenario.world.customers
        self._take(max(customers, customers * len(scenario.firms) // USUAL_FIRMS))
        self._running = None
        yield None
        running = _Running(scenario, request.recipe, self._shared)
        yield from running.begin()
        self._running = running
        described = reporting.market(scenario, running.process)
        yield None
        return {"reply": "opened", "version": VERSION, "market": described}

    def _market(self) -> _Running:
        if self._running is None:
            raise InputError("lab.error.not_open")
        return self._running


class _Running:
    """A market under way."""

    def __init__(self, scenario: Scenario, recipe: Recipe, shared: SharedWork) -> None:
        self.scenario, self.seed, self.shared = scenario, recipe.seed, shared
        self.beginning, self.recipe = _beginning(recipe), recipe
        self.replay = Replay(scenario, recipe.seed, later_moves(recipe, scenario))
        self.twins: Twins | None = None
        self.replications = 0
        self.hearsay = Hearsay()

    def begin(self) -> Work:
        """Draw the customers and run the warm-up, before anything else."""
        yield from self.replay.beginning()
        self.record = MarketRecord(self.process)
        return {}

    @property
    def process(self) -> MarketProcess:
        return self.replay.process

    @property
    def moves(self) -> list[Move]:
        return self.replay.moves

    def step(self, months: int) -> Work:
        """Run months, up to the horizon."""
        done = []
        for _ in range(min(months, self.scenario.world.months - self.process.month)):
            yield from self.replay.advancing()
            self.record.observe()
            self.hearsay.note(self.process)
            done.append(reporting.month(self.process, self.record.last_month(), self.hearsay))
            yield None
        return {"reply": "stepped", "month": self.process.month, "months": done}

    def tell(self, request: Tell) -> Work:
        """Tell a customer's life so far, or her whole life under an alternative of the comparison."""
        self._known(request.customer)
        scenario, moves, months = self.scenario, self.moves, self.process.month
        if request.alternative is not None:
            scenario, moves = self._alternative(request.alternative)
            months = scenario.world.months
        story = yield from life.story(scenario, self.seed, moves, request.customer, months)
        return {"reply": "told", "alternative": request.alternative, "story": story}

    def _known(self, customer: int) -> None:
        """InputError for the number of nobody."""
        if customer >= self.process.customers:
            raise InputError("lab.error.customer", given=customer, most=self.process.customers - 1)

    def leavers(self, request: Find) -> Work:
        """Find the leavers with a reason, up to a month that has been reached."""
        months = self.process.month
        key = ("leavers", self.beginning, self.seed, *self._later(), months)
        lived = self.shared.find(key, lambda: Leavers(self.scenario, self.seed, self.moves, months))
        found = summary((yield from lived.series.get(0)), request.month, request.most)
        return {"reply": "found", "what": request.what, **found}

    def kept(self, request: Kept) -> Work:
        """Make one of the runs that say what would have kept a customer, or take it from another page."""
        self._known(request.customer)
        if not max(request.failure, 1) <= request.month <= self.process.month:
            raise InputError("lab.error.request", where="kept.month")
        if request.firm >= len(self.scenario.firms):
            raise InputError("lab.error.request", where="kept.firm")
        months = self.process.month
        who = (request.customer, request.firm, request.month, request.failure)
        key = ("kept", self.beginning, self.seed, *self._later(), months, *who)
        make = lambda: Keeping(self.scenario, self.seed, self.moves, request, months)  # noqa: E731
        keeping = self.shared.find(key, make)
        if request.number >= len(keeping.trials):
            raise InputError("lab.error.order")
        return {"reply": "kept", **(yield from keeping.series.get(request.number))}

    def _alternative(self, name: str) -> tuple[Scenario, list[Move]]:
        """Return scenario and moves of an alternative; InputError if none of this name is compared."""
        if self.twins is None or name not in self.twins.worlds:
            raise InputError("lab.error.alternative", given=name)
        return self.twins.worlds[name]

    def twin(self, request: Twin) -> Work:
        """Make a replication of the comparison, or take it from another page that has."""
        if request.replication == 0:
            self.twins = self._comparison(request)
            self.replications = 0
        if self.twins is None or request.replication != self.replications:
            raise InputError("lab.error.order")
        answer = yield from self.twins.series.get(request.replication)
        self.replications += 1
        return {"reply": "twinned", **answer}

    def _comparison(self, request: Twin) -> Twins:
        plain = self.recipe.changed({"moves": ()})
        key = ("twins", key_of(plain), repr(request.alternatives))
        return self.shared.find(key, lambda: Twins(plain_scenario(plain), self.seed, request.alternatives))

    def _later(self) -> tuple[str, ...]:
        return tuple(map(repr, self.moves))

    def other_luck(self, replication: int) -> Work:
        """Run the market with other luck."""
        key = ("lucks", self.beginning, self.seed, *self._later())
        lucks = self.shared.find(key, lambda: OtherLucks(self.scenario, self.seed, self.moves))
        if replication > len(lucks.series):
            raise InputError("lab.error.order")
        return {"reply": "other_luck", **(yield from lucks.series.get(replication))}

    def course(self, alternative: str) -> Work:
        """Run an alternative of the scenario with the luck of this page."""
        plain = self.recipe.changed({"moves": ()})
        key = ("course", key_of(plain), alternative)
        course = self.shared.find(key, lambda: CourseRun(plain_scenario(plain), self.seed, alternative))
        return {"reply": "course", **(yield from course.series.get(0))}

    def judge(self, replication: int) -> Work:
        """Make one more run that judges the claims of the lesson."""
        judging = self.shared.find(("claims", self.beginning), lambda: Judging(self.scenario))
        if replication >= judging.runs or replication > len(judging.series):
            raise InputError("lab.error.order")
        return {"reply": "judged", **(yield from judging.series.get(replication))}

    def change(self, request: Change) -> Work:
        """Note a move; it is made when the next month begins."""
        refuse_from_start(self.scenario, request.path)
        month = self.process.month
        if month == 0:
            raise InputError("lab.error.from_start", path=request.path)
        kept = [move for move in self.moves if (move.month, move.path) != (month, request.path)]
        if len(kept) >= MOST_MOVES:
            raise InputError("lab.error.moves", most=MOST_MOVES)
        moves = [*kept, Move(month=month, path=request.path, value=request.value)]
        yield from rehearsing(self.scenario, moves)
        self.replay.moves = moves
        self.twins = None
        return {"reply": "changed", "moves": [move.as_dict() for move in self.moves]}

    def at_once(self, request: Look | Find | Fingerprint) -> Answer:
        """Answer what takes no time."""
        match request:
            case Look():
                seen = reporting.quantity(self.process, request.quantity)
                return {"reply": "looked", "month": self.process.month, **seen}
            case Find():
                hits = finder.find(self.process, request.what, request.most)
                return {"reply": "found", "what": request.what, "hits": hits}
            case Fingerprint():
                digest = fingerprint(self.process)
                return {"reply": "fingerprint", "month": self.process.month, "digest": digest}


def _beginning(recipe: Recipe) -> str:
    """Return what makes the markets of two recipes begin alike, but for their luck."""
    start = [move for move in recipe.moves if move.month == 0]
    return key_of(recipe.changed({"moves": start, "seed": 0}))
