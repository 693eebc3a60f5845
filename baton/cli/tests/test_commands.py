# SPDX-License-Identifier: MIT
"""The command says in a sentence what it did, and in its exit code whether all was well."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from baton.cli import main
from baton.core import audit
from baton.core.models import AuditEntry, AuditSeal
from baton.listening.channels.upload.models import Upload
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role

pytestmark = pytest.mark.django_db

GOOD = "Date,Comment\n01/03/2026,The porter sang to us\n02/03/2026,Kind people\n"
BAD = GOOD + "31/02/2026,On a day that is none\n"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def baton(tmp_path):
    """Run a command; texts given by name become files."""

    def run(*words: str, **texts: str):
        for name, text in texts.items():
            (tmp_path / name).write_text(text)
        paths = [str(tmp_path / word) if word in texts else word for word in words]
        return CliRunner().invoke(main, paths)

    return run


def test_a_good_file_is_imported_and_said_so(baton, board):
    done = baton("import", "file", "--organisation", "soar-care-board", file=GOOD)
    assert done.exit_code == 0, done.output
    assert "2 rows: 2 comments kept, 0 here already" in done.output
    assert board.contributions.count() == 2
    again = baton("import", "file", "--organisation", "Soar Care Board", file=GOOD)
    assert "0 comments kept, 2 here already" in again.output


def test_a_refused_row_is_named_and_the_exit_code_tells(baton, board):
    done = baton("import", "file", "--organisation", "soar-care-board", file=BAD)
    assert done.exit_code == 1
    assert "1 refused" in done.output
    assert "Row 4, “Date”: 31 February does not exist" in done.output
    assert board.contributions.count() == 2


def test_a_map_says_which_column_is_what(baton, board):
    text = "a,b\nThe porter sang to us,Very good\n"
    chosen = "comments: a\nscore: b\nsaid_on: 2026-03-01\n"
    done = baton(
        "import", "file", "--organisation", "soar-care-board", "--map", "map", file=text, map=chosen
    )
    assert done.exit_code == 0, done.output
    said = board.contributions.get()
    assert (said.words, said.score) == ("The porter sang to us", 1)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ("comments: Remark\n", "Remark"),
        ("coments: Comment\n", "coments"),
        ("comments: [Comment\n", "is not YAML"),
    ],
)
def test_a_map_that_cannot_be_used_leaves_nothing_behind(baton, board, chosen, sentence):
    done = baton(
        "import", "file", "--organisation", "soar-care-board", "--map", "map", file=GOOD, map=chosen
    )
    assert done.exit_code == 1
    assert sentence in done.output
    assert not Upload.objects.exists()


def test_an_unknown_organisation_is_answered_with_the_known_ones(baton, board):
    done = baton("import", "file", "--organisation", "nobody", file=GOOD)
    assert done.exit_code == 1
    assert "There are: soar-care-board." in done.output


def test_an_organisation_begins_with_its_administrator(baton):
    done = baton(
        "organisation", "Welland Board", "--administrator", "w@example.org", "--person", "Wyn Price"
    )
    assert done.exit_code == 0, done.output
    assert "welland-board" in done.output
    assert "/password/new/" in done.output
    wyn = Account.objects.get(email="w@example.org")
    assert wyn.memberships.get().role == Role.ADMINISTRATOR
    assert not wyn.has_usable_password()
    unknown = baton(
        "organisation", "X", "--kind", "club", "--administrator", "x@x.org", "--person", "X"
    )
    assert unknown.exit_code == 2
    assert "“club” is not a kind" in unknown.output


def test_services_are_read_and_refused_rows_named(baton, board):
    text = "Trust,Site,Code\nOadby Trust,Clinic,A1\n,,\nOadby Trust,Other,A1\n"
    done = baton("services", "file", "--organisation", "soar-care-board", file=text)
    assert done.exit_code == 1
    assert "Row 4" in done.output
    assert board.services.filter(name="Clinic", code="A1").exists()


def test_the_trail_is_verified_and_tampering_shows(baton, board):
    audit.seal()
    done = baton("audit", "verify")
    assert done.exit_code == 0
    assert "sealed and unchanged" in done.output
    first = AuditSeal.objects.get(number=1).entry
    AuditEntry.objects.filter(pk=first.pk).update(verb="something.else")
    done = baton("audit", "verify")
    assert done.exit_code == 1
    assert "changed later" in done.output


def test_django_s_own_commands_take_their_own_options(baton, capfd):
    done = baton("manage", "check", "--tag", "models")
    assert done.exit_code == 0, done.output


def test_training_asks_for_something_to_learn_from(baton, board, tmp_path):
    folder = str(tmp_path / "new")
    assert baton("train", "-o", folder).exit_code == 2
    done = baton("train", "--organisation", "soar-care-board", "-o", folder)
    assert done.exit_code == 1
    assert "So far 0 comments were checked by a person." in done.output
    assert not (tmp_path / "new").exists()
