# SPDX-License-Identifier: MIT
"""The command says in a sentence what it did, and in its exit code whether all was well."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner

from baton.cli import main
from baton.core import audit
from baton.core.models import AuditEntry, AuditSeal
from baton.listening.channels.upload.models import Upload
from baton.people import accounts, queries
from baton.people import operations as people
from baton.people.models import Account, Organisation
from baton.people.roles import Role

pytestmark = pytest.mark.django_db

GOOD = "Date,Comment\n28/03/2026,The porter sang to us\n29/03/2026,Kind people\n"
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

    def run(*words: str, **texts: str | bytes):
        for name, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / name).write_bytes(data)
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


def test_every_sheet_is_imported_in_its_turn_and_a_hidden_one_is_named(baton, board):
    book = openpyxl.Workbook()
    for name in ("Kestrel", "Heron", "Lookups"):
        sheet = book.create_sheet(name)
        for row in (["Date", "Comment"], ["31/03/2026", f"Kind on {name}"]):
            sheet.append(row)
    del book["Sheet"]
    book["Lookups"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    done = baton("import", "file", "--organisation", "soar-care-board", file=content.getvalue())
    assert done.exit_code == 1
    assert "file › Kestrel: 1 rows: 1 comments kept" in done.output
    assert "file › Heron: 1 rows: 1 comments kept" in done.output
    assert "The hidden sheet “Lookups” is not read" in done.output
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
        ("comments: Caf\u00e9\n".encode("latin-1"), "map is not text in UTF-8"),
        ("comments: Comment\nsaid_on: 2026-02-31\n", "map cannot be read"),
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


BEGIN = ("--administrator", "w@example.org", "--person", "Wyn Price")


def test_an_organisation_that_is_there_is_not_begun_twice(baton, board):
    done = baton("organisation", "soar care board", *BEGIN)
    assert done.exit_code == 1
    assert "Soar Care Board is there already" in done.output
    assert Organisation.objects.count() == 1
    assert not Account.objects.exists()


def test_an_organisation_begins_under_another_and_can_share_with_it(baton, board):
    done = baton("organisation", "Wreake Trust", "--parent", "soar-care-board", *BEGIN)
    assert done.exit_code == 0, done.output
    trust = Organisation.objects.get(slug="wreake-trust")
    assert queries.may_hold_agreements(trust) == [board]
    unknown = baton("organisation", "Eye Trust", "--parent", "nobody", *BEGIN)
    assert unknown.exit_code == 1
    assert "There is no organisation “nobody”" in unknown.output


def test_an_organisation_begins_with_an_administrator_who_can_sign_in(baton, db):
    for address in ("wyn", "\u017fam@example.org"):
        done = baton("organisation", "Eye", "--administrator", address, "--person", "Wyn Price")
        assert done.exit_code == 2
        assert f"“{address}”" in done.output
    closed = Account.objects.create_account("w@example.org", "Wyn Price", None)
    accounts.close_account(closed, by="test")
    done = baton("organisation", "Eye", *BEGIN)
    assert "The account of w@example.org has been closed." in done.output
    assert not Organisation.objects.exists()


def test_an_organisation_ends_on_a_day_and_others_take_over(baton, board):
    heirs = [people.create_organisation(name, "icb", by="test") for name in ("Eye", "Welland")]
    words = ["--on", "2199-04-01", "--successor", "eye", "--successor", "Welland"]
    done = baton("abolish", "soar-care-board", *words)
    assert done.exit_code == 0, done.output
    assert "Soar Care Board ends on 1 April 2199" in done.output
    assert "It is succeeded by Eye and Welland." in done.output
    board.refresh_from_db()
    assert board.valid_to == date(2199, 4, 1)
    assert queries.may_hold_agreements(board) == heirs
    assert AuditEntry.objects.get(verb="organisation.abolished").actor == "system:command"


def test_an_end_that_cannot_be_is_answered_in_a_sentence(baton, board):
    early = baton("abolish", "soar-care-board", "--on", "2001-01-01")
    assert early.exit_code == 1
    assert "it can end the day after at the earliest" in early.output
    own = baton("abolish", "soar-care-board", "--on", "2199-04-01", "--successor", board.slug)
    assert "cannot be its own successor" in own.output
    assert baton("abolish", "soar-care-board", "--on", "2199-02-31").exit_code == 2
    board.refresh_from_db()
    assert board.valid_to is None


def test_an_account_is_closed_once_somebody_else_administers(baton, db):
    baton("organisation", "Welland Board", *BEGIN)
    last = baton("close-account", "W@example.org")
    assert last.exit_code == 1
    assert "Welland Board would have no administrator left" in last.output
    other = Account.objects.create_account("o@example.org", "Olu Bright", None)
    people.give_role(Organisation.objects.get(), other, Role.ADMINISTRATOR, by="test")
    done = baton("close-account", "W@example.org")
    assert done.output == "The account of Wyn Price is closed: they can no longer sign in.\n"
    assert not Account.objects.get(email="w@example.org").is_active
    assert "Nobody has an account" in baton("close-account", "nobody@example.org").output


def test_somebody_who_lost_every_second_step_is_helped(baton, db):
    baton("organisation", "Welland Board", *BEGIN)
    wyn = Account.objects.get(email="w@example.org")
    wyn.passkeys.create(name="Lost stick", credential_id="1", credential="1")
    done = baton("reset-steps", "W@example.org")
    assert done.output.startswith("1 second step of Wyn Price removed")
    assert not wyn.passkeys.exists()
    assert "0 second steps" in baton("reset-steps", "w@example.org").output
    assert "Nobody has an account" in baton("reset-steps", "nobody@example.org").output


def test_services_are_read_and_refused_rows_named(baton, board):
    text = "Trust,Site,Code\nOadby Trust,Clinic,A1\n,,\nOadby Trust,Other,A1\n"
    done = baton("services", "file", "--organisation", "soar-care-board", file=text)
    assert done.exit_code == 1
    assert "Row 4" in done.output
    assert board.services.filter(name="Clinic", code="A1").exists()


def test_areas_and_postcodes_are_read_for_all(baton, db):
    header = "pcds,lat,long,lsoa21cd,lad25cd\n"
    good = header + "LE2 5PN,52.6,-1.08,E01000001,E07000001\n"
    done = baton("areas", "codes", codes=good)
    assert done.exit_code == 0, done.output
    assert "codes: 1 postcode; 0 refused." in done.output
    assert "was read before, as it is" in baton("areas", "codes", codes=good).output
    mixed = good + "LE2,52,-1,E01000001,E07000001\nLE2 5ZZ,99.999999,0,,\n"
    done = baton("areas", "codes", codes=mixed)
    assert done.exit_code == 1
    assert "1 postcode, 1 other without a place; 1 refused." in done.output
    assert "Row 3: “LE2” is not a postcode." in done.output
    done = baton("areas", "codes", codes="a,b\n")
    assert done.exit_code == 1
    assert "has no column of postcodes" in done.output


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
