"""A market of one's own: its text, the form, and everything that may be wrong with a file."""

import json
import time
import tomllib

import pytest

from simulation.errors import InputError
from simulation.lab import draft_changes, form, limits, offered, own_market
from simulation.lab.classroom import Classroom
from simulation.lab.messages import Recipe
from simulation.lab.session import Session
from simulation.lab.shared_work import CustomerQuota
from simulation.scenario.reading import load_scenario, parse_scenario
from simulation.scenario.schema import leaves
from tests.lab.asking import answer, digest

GOOD = """
schema = 1
title = "Mine"
question = "What happens?"
[world]
customers = 80
months = 6
warm_up = 0
[[firm]]
name = "A"
market_share = 0.6
[[firm]]
name = "B"
market_share = 0.4
[[event]]
month = 2
path = "firm.B.price"
value = 90.0
[[alternative]]
name = "dear"
set = { "firm.A.price" = 110.0, "firm.B.level" = 1 }
"""


def drafted(text=GOOD, **changes):
    return answer(Session(), do="draft", start="text", given=text, **changes)


def draft(text=GOOD, **changes):
    told = drafted(text, **changes)
    assert told["mistakes"] == []
    return told["draft"]


def edited(*pairs, text=GOOD, **changes):
    return draft(text, edits=[{"path": path, "value": value} for path, value in pairs], **changes)


def rows(*pairs):
    return [{"name": name, "was": was} for name, was in pairs]


def errors(told):
    return [each["error"]["en"] for each in told["mistakes"]]


# --- The text is the market ---


def test_a_text_is_taken_as_it_is():
    text = GOOD + "# a note\n"
    assert draft(text)["text"] == text


@pytest.mark.parametrize("name", ["opening", "detergent"])
def test_a_file_that_goes_out_and_comes_in_again_is_the_same_market(name):
    begun = answer(Session(), do="draft", start="scenario", given=name)["draft"]
    changed = edited(("firm.0.unit_cost", 41.5), text=begun["text"])
    assert draft(changed["text"])["digest"] == changed["digest"] != begun["digest"]
    assert parse_scenario(changed["text"]).digest == changed["digest"]  # as `loyaltylab run FILE` reads it


def test_an_offered_scenario_begins_as_the_same_market_without_its_lesson():
    begun = answer(Session(), do="draft", start="scenario", given="bank")["draft"]
    whole, mine = load_scenario("bank"), parse_scenario(begun["text"])
    assert (mine.world, mine.firms, mine.events) == (whole.world, whole.firms, whole.events)
    assert mine.alternatives == whole.alternatives
    assert not mine.expects + mine.predictions
    assert not begun["has_lesson"]
    assert begun["words"]["zh"]["alternatives"] == whole.lesson("zh").alternatives


@pytest.mark.parametrize("name", ["three-levels", "toothpaste"])
def test_a_file_with_a_lesson_keeps_it_when_a_value_is_changed(name):
    whole = load_scenario(name)
    changed = edited(("world.customers", 333), text=offered.text_of(name))
    assert parse_scenario(changed["text"], name) == whole.with_(**{"world.customers": 333})
    assert changed["has_lesson"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_template_is_a_market(language):
    told = answer(Session(), do="draft", start="template", language=language)
    assert told["draft"]["firms"] == ["Focal", "Birch"]


def test_the_market_of_a_text_runs_and_repeats_itself_to_the_bit():
    mine, digests = draft(), []
    for _ in range(2):
        session = Session()
        recipe = {"scenario": mine["name"], "text": mine["text"], "seed": 3}
        assert answer(session, do="open", recipe=recipe)["market"]["scenario"] == mine["name"]
        answer(session, do="step", months=6)
        digests.append(digest(session))
    assert digests[0] == digests[1]


def test_the_alternatives_of_a_text_are_compared():
    session = Session()
    answer(session, do="open", recipe={"scenario": draft()["name"], "text": draft()["text"], "seed": 3})
    compared = [{"name": "now"}, {"name": "dear", "own": "dear"}]
    told = answer(session, do="twin", replication=0, alternatives=compared)
    assert [each["name"] for each in told["alternatives"]] == ["now", "dear"]


def test_a_market_of_many_firms_counts_for_more_than_its_customers():
    names = "".join(f'[[firm]]\nname = "F{number}"\n' for number in range(20))
    mine = draft(f'schema = 1\ntitle = "t"\nquestion = "q"\n[world]\ncustomers = 30\n{names}')
    session = Session(quota=CustomerQuota(most=100))
    told = answer(session, do="open", recipe={"scenario": mine["name"], "text": mine["text"]})
    assert "no room" in told["error"]["en"]


def test_a_text_under_another_name_is_refused():
    mine = draft()
    recipe = {"scenario": mine["name"], "text": mine["text"] + "\n", "seed": 3}
    assert "has been changed" in answer(Session(), do="open", recipe=recipe)["error"]["en"]


def test_a_name_without_its_text_is_no_scenario():
    told = answer(Session(), do="open", recipe={"scenario": draft()["name"], "seed": 3})
    assert "no scenario called" in told["error"]["en"]


def test_a_class_takes_no_market_of_ones_own():
    mine = draft()
    with pytest.raises(InputError, match="offers to all"):
        Classroom("k" * 16, {}).lead(Recipe(scenario=mine["name"], text=mine["text"]), "question")


# --- The form ---


def test_the_form_has_every_parameter_with_a_single_value_and_what_is_declared_of_it():
    fields = {each["path"]: each for each in answer(Session(), do="form")["fields"]}
    assert set(fields) == {path for path, each in leaves().items() if each.kind != "list"}
    assert not {"firm.treatment", "firm.policy.schedule.month", "world.population.segment.name"} & set(fields)
    price, customers = fields["firm.price"], fields["world.customers"]
    assert (price["least"], price["most"], price["usual"], price["in_prices"]) == (0, 1e12, 1, True)
    assert (customers["low"], customers["high"], customers["unit"]) == (500, 10_000, "people")
    assert fields["firm.market_share"]["may_be_missing"]


def test_the_draft_has_the_value_of_every_field():
    mine = draft()
    general = {path.replace("firm.0.", "firm.").replace("firm.1.", "firm.") for path in mine["values"]}
    assert general == form.paths() | set(draft_changes.TEXTS)
    assert mine["values"]["firm.1.market_share"] == 0.4


def test_only_what_is_changed_is_written_into_the_file():
    raw = tomllib.loads(edited(("firm.1.service.contact", "basic"), ("world.customers", 90))["text"])
    assert raw["firm"][1] == {"name": "B", "market_share": 0.4, "service": {"contact": "basic"}}
    assert raw["world"] == {"customers": 90, "months": 6, "warm_up": 0}


def test_a_value_that_is_taken_away_is_the_usual_one_again():
    mine = edited(("world.customers", None), ("firm.1.service.contact", "basic"))
    assert mine["values"]["world.customers"] == 2000
    again = edited(("firm.1.service.contact", None), text=mine["text"])
    assert "service" not in tomllib.loads(again["text"])["firm"][1]


def test_every_wrong_value_is_told_beside_its_field_in_both_languages():
    edits = [("firm.1.price", -1), ("world.customers", "many"), ("firm.0.level", 9), ("world.months", 6)]
    told = drafted(edits=[{"path": path, "value": value} for path, value in edits])
    assert told["draft"] is None
    assert {each["path"] for each in told["mistakes"]} == {"firm.1.price", "world.customers", "firm.0.level"}
    assert all(each["error"]["en"] and each["error"]["zh"] for each in told["mistakes"])
    assert "`firm.B.price` (Price) is `-1`. Allowed is 0 to" in " ".join(errors(told))


def test_a_firm_that_is_renamed_is_renamed_everywhere():
    mine = draft(firms=rows(("Alpha", "A"), ("Beta", "B")))
    assert [each["path"] for each in mine["events"]] == ["firm.Beta.price"]
    assert mine["alternatives"][0]["set"] == {"firm.Alpha.price": 110.0, "firm.Beta.level": 1}


def test_claims_follow_a_new_name():
    claim = '[[expect]]\nclaim = "x"\ntext = "x"\nmeasure = "market_share"\nrelation = "greater"\n'
    mine = draft(GOOD + claim + 'firm = "A"\nthan = "B"\n', firms=rows(("Alpha", "A"), ("Beta", "B")))
    raw = tomllib.loads(mine["text"])["expect"][0]
    assert (raw["firm"], raw["than"]) == ("Alpha", "Beta")


def test_letters_with_accents_are_those_that_the_file_has_when_it_is_read(tmp_path):
    mine = draft(firms=rows(("Cafe\u0301", "A"), ("B", "B")))
    (tmp_path / "mine.toml").write_text(mine["text"], "utf-8")
    read = load_scenario(tmp_path / "mine.toml")
    assert (read.firms[0].name, read.digest) == ("Caf\u00e9", mine["digest"])
    assert mine["name"] == own_market.name_of(mine["text"])


def test_names_can_be_exchanged():
    mine = draft(firms=rows(("B", "A"), ("A", "B")))
    assert mine["values"]["firm.0.market_share"] == 0.6
    assert mine["events"][0]["path"] == "firm.A.price"


def test_with_a_firm_goes_what_names_it_and_shares_still_sum_to_one():
    three = draft(firms=rows(("A", "A"), ("B", "B"), ("C", None)))["text"]
    mine = draft(three, firms=rows(("A", "A"), ("C", "C")))
    assert mine["events"] == []
    assert mine["alternatives"][0]["set"] == {"firm.A.price": 110.0}
    assert [mine["values"][f"firm.{number}.market_share"] for number in (0, 1)] == [0.5455, 0.4545]


def test_the_last_firm_has_no_share():
    assert draft(firms=rows(("A", "A")))["values"]["firm.0.market_share"] is None


def test_a_new_firm_gets_the_mean_share():
    mine = draft(firms=rows(("A", "A"), ("B", "B"), ("C", None)))
    shares = [mine["values"][f"firm.{number}.market_share"] for number in range(3)]
    assert shares == [0.4, 0.2667, 0.3333]


def test_a_market_takes_as_many_firms_as_the_schema_allows():
    names = [(f"F{number}", None) for number in range(27)]
    bare = GOOD.replace("market_share = 0.6", "").replace("market_share = 0.4", "")
    assert len(draft(bare, firms=rows(*names[:26]))["firms"]) == 26
    assert drafted(bare, firms=rows(*names))["draft"] is None


def test_events_and_alternatives_can_be_removed():
    mine = edited(("event.0", None), ("alternative.0", None))
    assert (mine["events"], mine["alternatives"]) == ([], [])
    assert {"event", "alternative"}.isdisjoint(tomllib.loads(mine["text"]))


def test_the_lesson_can_be_left_out():
    text = GOOD + '[text]\nwhat_is_it = "A market."\n[zh.text]\nwhat_is_it = "市场"\n'
    assert draft(text)["has_lesson"]
    assert not edited(("lesson", None), text=text)["has_lesson"]


@pytest.mark.parametrize(
    "path", ["world", "firm.0.name", "firm.9.price", "event.7", "schema", "firm.x.price"]
)
def test_a_path_that_the_form_does_not_have_is_refused(path):
    told = drafted(edits=[{"path": path, "value": None}])
    assert told["reply"] == "refused"


@pytest.mark.parametrize("value", [{"a": None}, [1], [[{}]], "x" * 5000, 10**30, True])
def test_no_value_of_a_field_breaks_anything(value):
    told = drafted(edits=[{"path": "world.customers", "value": value}])
    assert told["draft"] is None
    assert told["mistakes"]


# --- Files from anywhere ---

HEAD = 'schema = 1\ntitle = "t"\nquestion = "q"\n'
FIRMS = '[[firm]]\nname = "A"\n'
EVIL = {
    "nothing": "x",
    "no TOML": "<script>alert(1)</script>",
    "brackets": HEAD + "x = " + "[" * 20_000,
    "dots": HEAD + "x" + ".a" * 15_000 + " = 1",
    "a number": HEAD + FIRMS + "price = " + "9" * 4000,
    "a long number": HEAD + FIRMS + "price = 0x" + "f" * 30_000,
    "not a number": HEAD + FIRMS + "price = nan",
    "a date": HEAD + FIRMS + "price = 2020-01-01",
    "unknown keys": HEAD + FIRMS + "".join(f"a{number} = 1\n" for number in range(3000)),
    "events": HEAD + FIRMS + '[[event]]\nmonth = 1\npath = "firm.A.price"\nvalue = 1\n' * 500,
    "firms as a table": HEAD + "[firm]\nname = 1",
    "a firm that is none": HEAD + "firm = [1, 2]",
    "no firm": HEAD,
    "customers": HEAD + FIRMS + "[world]\ncustomers = 5000000",
    "months": HEAD + FIRMS + "[world]\nmonths = 1200",
    "warm-up": HEAD + FIRMS + "[world]\nwarm_up = 600",
    "firms times customers": HEAD
    + "".join(f'[[firm]]\nname = "F{number}"\n' for number in range(26))
    + "[world]\ncustomers = 9000",
    "a path of a file": HEAD + FIRMS + '[before]\n"/etc/passwd" = 1',
    "a surrogate": HEAD + FIRMS + 'name_zh = "\\ud800"',
    "a nested value": HEAD + FIRMS + "[[event]]\nmonth = 1\npath = 'firm.A.price'\nvalue = {a = {b = [1]}}",
}


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_whatever_a_file_holds_is_told_in_words_and_in_time(text):
    before = time.perf_counter()
    told = drafted(text)
    assert told["reply"] == "drafted"
    assert told["draft"] is None
    assert 1 <= len(told["mistakes"]) <= limits.MOST_MISTAKES
    assert (
        time.perf_counter() - before < 20
    )  # seconds; a second is usual, on a machine with nothing else to do
    json.dumps(told, allow_nan=False)


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_what_is_no_market_cannot_be_opened_either(text):
    recipe = {"scenario": own_market.name_of(text), "text": text, "seed": 1}
    assert answer(Session(), do="open", recipe=recipe)["reply"] == "refused"


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_changes_of_what_is_no_market_are_told_in_words(text):
    told = drafted(text, firms=rows(("Z", "A")), edits=[{"path": "firm.0.price", "value": 3}])
    assert told["reply"] in ("drafted", "refused")


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert draft("\ufeff" + GOOD)["text"] == GOOD


def test_a_text_that_grows_too_long_is_told():
    title = "x" * 190
    text = GOOD.replace('"What happens?"', f'"{"y" * 900}"')
    long = text + "#" * (limits.LONGEST_FILE - len(text) - 10)
    assert draft(long)["text"] == long
    assert edited(("title", title), text=long)["text"].count("#") == 0


def test_work_on_a_draft_pauses_often():
    from simulation.lab.draft import drafted as work
    from simulation.lab.messages import Draft, FirmRow

    names = tuple(FirmRow(name=f"F{number}", was=None) for number in range(20))
    bare = GOOD.replace("market_share = 0.6", "").replace("market_share = 0.4", "")
    assert sum(1 for _ in work(Draft(id=1, do="draft", start="text", given=bare, firms=names))) > 30
