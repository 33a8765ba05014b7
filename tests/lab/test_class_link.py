"""When there is a class, how the link gets to the server, and what is printed."""

import os

import pytest

from simulation.errors import InputError
from simulation.lab import class_link
from simulation.lab.command import announce_class


@pytest.mark.parametrize(
    ("asked", "is_alone", "workers", "wanted"),
    [
        (None, True, 1, False),
        (None, False, 1, True),
        (None, False, 4, False),
        (True, True, 1, True),
        (False, False, 1, False),
        (False, False, 4, False),
    ],
)
def test_a_class_is_there_where_others_can_come_unless_asked_otherwise(asked, is_alone, workers, wanted):
    assert class_link.is_wanted(asked, is_alone, workers) is wanted


def test_a_class_in_several_processes_is_refused():
    with pytest.raises(InputError, match="one process"):
        class_link.is_wanted(True, False, 2)


def test_the_server_takes_the_link_and_leaves_nothing_behind():
    key = class_link.make("http://192.0.2.1:8000/")
    assert class_link.taken() == (key, "http://192.0.2.1:8000/")
    assert class_link.CLASS not in os.environ
    assert class_link.taken() is None
    assert class_link.make("http://x/") != key
    class_link.taken()


def test_an_invitation_has_a_square_qr_code():
    invitation = class_link.invitation("http://192.0.2.1:8000/")
    rows = invitation["qr"]
    assert {len(row) for row in rows} == {len(rows)}
    assert set("".join(rows)) == {"0", "1"}
    assert rows[0].startswith("1111111")


@pytest.mark.parametrize(
    ("link", "host", "said"),
    [
        (
            "http://127.0.0.1:8000/#teach=abc",
            "0.0.0.0",
            "to be opened once: http://127.0.0.1:8000/#teach=abc",
        ),
        (None, "0.0.0.0", "has no class"),
        (None, "127.0.0.1", ""),
    ],
)
def test_what_is_printed_about_the_class(capsys, link, host, said):
    announce_class(link, host)
    printed = capsys.readouterr().out
    assert said in printed
    assert bool(printed) is bool(said)
